package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Change;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions: what readers see of writes, and what becomes of a store whose engine fails. */
class DatabaseTest {

  @TempDir Path directory;
  private MVStore engine;
  private Database database;

  @BeforeEach
  void open() {
    engine =
        new MVStore.Builder()
            .fileName(directory.resolve("store.db").toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open();
    database = Database.onFile(engine);
    prepare(List.of(Posts.TABLE));
  }

  @Test
  void readersSeeAWriteInTheTableAndInTheIndexAtOnce() {
    write("1", "ann");
    assertThat(rowsAndEntries()).containsExactly(0L, 0L);

    database.commit(false);
    assertThat(rowsAndEntries()).containsExactly(0L, 0L);

    database.publish();
    assertThat(rowsAndEntries()).containsExactly(1L, 1L);
    database.close();
  }

  @Test
  void aReaderStaysInItsVersionWhileOthersAreWritten() {
    write("1", "ann");
    database.commit(false);
    database.publish();
    Snapshot old = database.enter();

    for (int i = 2; i < 200; i++) {
      write("post " + i, "bob");
      database.commit(false);
      database.publish();
    }

    TableMaps maps = old.maps(Posts.TABLE);
    assertThat(old.roots(maps).rows().getTotalCount()).isEqualTo(1);
    assertThat(old.roots(maps).row(key("1"))).isNotNull();
    assertThat(old.roots(maps).row(key("post 5"))).isNull();
    assertThat(rowsAndEntries()).containsExactly(199L, 199L);
    old.leave();
    database.close();
  }

  @Test
  void aVersionThatWasGivenUpCannotBeEntered() {
    Snapshot old = database.enter();
    old.leave();

    write("1", "ann");
    database.commit(false);
    database.publish();

    assertThat(old.enter()).isFalse();
    database.close();
  }

  @Test
  void aStoreWhoseEngineFailsKeepsWhatWasCommittedAndDoesNothingMore() {
    write("1", "ann");
    database.commit(false);
    database.publish();
    write("2", "bob");
    engine.closeImmediately();

    for (Runnable use :
        List.<Runnable>of(
            () -> write("3", "bob"),
            () -> database.commit(false),
            () -> database.enter(),
            () -> prepare(List.of(Posts.TABLE)))) {
      assertThatThrownBy(use::run)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("open it again");
    }
    database.close();

    try (EmbeddedStore again = EmbeddedStore.file(directory.resolve("store.db"))) {
      assertThat(Posts.in(again).ids()).containsExactly("1");
      assertThat(Posts.in(again).idsOf("bob")).isEmpty();
    }
  }

  @Test
  void aWriteForATableThatWasPreparedAnewMeanwhileIsRefused() {
    TableMaps before = database.maps(Posts.TABLE);
    Index byText = new Index("byText", new Key(Posts.TEXT, List.of()));
    prepare(List.of(new Table("Post", Posts.TABLE.columns(), Posts.TABLE.key(), List.of(byText))));

    assertThatThrownBy(() -> database.read(before, key("1")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'Post'")
        .hasMessageContaining("repeat");
    database.close();
  }

  @Test
  void preparingTheSameTableAgainDisturbsNoWrite() {
    TableMaps before = database.maps(Posts.TABLE);

    prepare(List.of(Posts.TABLE));

    assertThat(database.maps(Posts.TABLE)).isSameAs(before);
    database.close();
  }

  private void prepare(List<Table> tables) {
    Preparation preparation = new Preparation(tables);
    while (preparation.step(database).isEmpty()) {
      database.commit(false);
    }
  }

  private List<Long> rowsAndEntries() {
    Snapshot snapshot = database.enter();
    try {
      TableRoots roots = snapshot.roots(snapshot.maps(Posts.TABLE));
      return List.of(roots.rows().getTotalCount(), roots.index(0).getTotalCount());
    } finally {
      snapshot.leave();
    }
  }

  private Change write(String id, String owner) {
    Row row =
        Row.builder(Posts.TABLE)
            .set(Posts.ID.position(), id)
            .set(Posts.OWNER.position(), owner)
            .build();
    return Writes.one(database.maps(Posts.TABLE), new PutRequest(Posts.TABLE, row, Filter.all()))
        .run(database);
  }

  private static byte[] key(String id) {
    return new KeyWriter().value(id).toBytes();
  }
}
