package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.DestructiveChangeException;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a preparation, with writes between them, and what is left when it does not end. */
class PreparationTest {

  private static final Index BY_TEXT = new Index("byText", new Key(Posts.TEXT, List.of()));
  private static final Table GROWN = withIndexes(Posts.BY_OWNER, BY_TEXT);

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
    prepare(Posts.TABLE);
  }

  @AfterEach
  void close() {
    engine.closeImmediately();
  }

  @Test
  void whatIsWrittenBetweenTheStepsIsInTheNewIndex() {
    fill(2_000);
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Preparation preparation = new Preparation(List.of(GROWN));
    int steps = 0;

    while (preparation.step(database).isEmpty()) {
      steps++;
      for (int i = 0; i < 100; i++) {
        String id = "post %04d".formatted(random.nextInt(3_000));
        if (random.nextInt(3) == 0) {
          delete(id);
        } else {
          put(id, random.nextInt(10) == 0 ? "" : "text " + random.nextInt(20));
        }
      }
      commit();
    }

    assertThat(steps).isGreaterThan(2);
    TableMaps maps = database.maps(GROWN);
    assertThat(entries(maps, 1)).as("seed %d", seed).isEqualTo(rows(maps, Posts.TEXT)).isNotEmpty();
    assertThat(entries(maps, 0)).isEqualTo(rows(maps, Posts.OWNER));
  }

  @Test
  void untilItIsWholeNobodySeesTheIndex() {
    fill(2_000);
    Preparation preparation = new Preparation(List.of(GROWN));

    assertThat(preparation.step(database)).isEmpty();

    assertThat(database.maps(Posts.TABLE).indexes()).hasSize(1);
    assertThat(database.catalog().table("Post").orElseThrow().indexes()).hasSize(1);
  }

  @Test
  void anIndexThatWasCutOffLeavesNothingBehind() {
    fill(2_000);
    List<String> before = List.copyOf(engine.getMapNames());
    Preparation preparation = new Preparation(List.of(GROWN));
    assertThat(preparation.step(database)).isEmpty();
    commit();
    assertThat(engine.getMapNames()).hasSize(before.size() + 1);
    engine.closeImmediately();

    open();

    assertThat(engine.getMapNames()).containsExactlyInAnyOrderElementsOf(before);
    prepare(GROWN);
    TableMaps maps = database.maps(GROWN);
    assertThat(entries(maps, 1)).isEqualTo(rows(maps, Posts.TEXT)).hasSize(2_000);
  }

  @Test
  void ofTwoAtATimeTheLaterOneBeginsAnew() {
    fill(2_000);
    List<String> before = List.copyOf(engine.getMapNames());
    Preparation first = new Preparation(List.of(GROWN));
    assertThat(first.step(database)).isEmpty();

    prepare(withIndexes(BY_TEXT));
    Prepared done = finish(first);

    assertThat(done.steps()).containsExactly("created index byOwner of table Post");
    assertThat(engine.getMapNames()).hasSize(before.size() + 1);
    TableMaps maps = database.maps(GROWN);
    assertThat(entries(maps, 0)).isEqualTo(rows(maps, Posts.OWNER)).hasSize(2_000);
    assertThat(entries(maps, 1)).isEqualTo(rows(maps, Posts.TEXT)).hasSize(2_000);
  }

  @Test
  void anotherTypeIsRefusedForTheRowsThatHoldAValue() {
    fill(10);
    delete("post 0003");
    put("post 0004", null);
    commit();
    Table changed = withText(ColumnType.NUMBER);

    assertThatExceptionOfType(DestructiveChangeException.class)
        .isThrownBy(() -> prepare(changed))
        .satisfies(
            refusal ->
                assertThat(refusal.losses())
                    .singleElement()
                    .asString()
                    .contains("Table 'Post' has 8 rows with column 'text' as STRING"));
  }

  @Test
  void aColumnThatNoRowHoldsMayGetAnotherType() {
    put("post 0001", null);
    commit();

    Prepared done = prepare(withText(ColumnType.NUMBER));

    assertThat(done.steps()).containsExactly("made the empty column text of table Post NUMBER");
  }

  @Test
  void aValueThatIsWrittenMeanwhileIsNotLostEither() {
    fill(2_000);
    for (int i = 0; i < 2_000; i++) {
      put("post %04d".formatted(i), null);
    }
    commit();
    Column text = new Column("text", 2, ColumnType.NUMBER, false);
    Index byId = new Index("byId", new Key(Posts.ID, List.of()));
    Table changed =
        new Table(
            "Post",
            List.of(Posts.ID, Posts.OWNER, text),
            Posts.TABLE.key(),
            List.of(Posts.BY_OWNER, byId));
    Preparation preparation = new Preparation(List.of(changed));
    assertThat(preparation.step(database)).isEmpty();
    List<String> before = List.copyOf(engine.getMapNames());

    put("post 0000", "a text after all");

    assertThatExceptionOfType(DestructiveChangeException.class)
        .isThrownBy(() -> finish(preparation));
    assertThat(engine.getMapNames()).hasSize(before.size() - 1);
    put("post 0001", "the table goes on as it was");
  }

  @Test
  void aTableWithoutRowsMayGetAnotherKey() {
    Table rekeyed =
        new Table(
            "Post",
            Posts.TABLE.columns(),
            new Key(Posts.OWNER, List.of(Posts.ID)),
            Posts.TABLE.indexes());

    assertThat(prepare(rekeyed).steps())
        .containsExactly("gave the empty table Post the key (owner, id)");
  }

  @Test
  void anIndexOfAnotherKeyTakesTheNameOfTheOld() {
    fill(50);
    Table renamed = withIndexes(new Index("byOwner", new Key(Posts.TEXT, List.of())));

    assertThat(prepare(renamed).steps())
        .containsExactly(
            "created index byOwner of table Post", "dropped index byOwner of table Post");

    TableMaps maps = database.maps(renamed);
    assertThat(entries(maps, 0)).isEqualTo(rows(maps, Posts.TEXT)).hasSize(50);
  }

  @Test
  void anIndexOfAnEarlierProcessCanBeDropped() {
    fill(5_000);
    engine.closeImmediately();
    open();

    prepare(withIndexes());

    assertThat(engine.getMapNames()).filteredOn(name -> name.startsWith("index.")).isEmpty();
  }

  private Prepared prepare(Table table) {
    return finish(new Preparation(List.of(table)));
  }

  private Prepared finish(Preparation preparation) {
    Optional<Prepared> done = preparation.step(database);
    while (done.isEmpty()) {
      commit();
      done = preparation.step(database);
    }
    return done.get();
  }

  private void fill(int rows) {
    for (int i = 0; i < rows; i++) {
      put("post %04d".formatted(i), "text " + i % 20);
    }
    commit();
  }

  private void put(String id, @Nullable String text) {
    Row.Builder row = Row.builder(Posts.TABLE).set(0, id).set(1, "owner " + id.length());
    if (text != null) {
      row.set(2, text);
    }
    Writes.one(database.maps(Posts.TABLE), new PutRequest(Posts.TABLE, row.build(), Filter.all()))
        .run(database);
  }

  private void delete(String id) {
    Writes.one(
            database.maps(Posts.TABLE),
            new DeleteRequest(Posts.TABLE, new RowKey(List.of(id)), Filter.all()))
        .run(database);
  }

  private void commit() {
    database.commit(false);
    database.publish();
  }

  /** What an index holds, by id: the value it goes by. */
  private static Map<String, Object> entries(TableMaps maps, int number) {
    Map<String, Object> entries = new HashMap<>();
    IndexMap index = maps.indexes().get(number);
    Cursor<byte[], byte[]> cursor = index.entries().cursor(null);
    while (cursor.hasNext()) {
      cursor.next();
      Row row = maps.row(cursor.getValue());
      assertThat(entries.put((String) row.value(0), row.value(index.index().key().partition())))
          .as("a second entry of a row")
          .isNull();
    }
    return entries;
  }

  /** What an index has to hold, by id: of each row that has a value for its key. */
  private static Map<String, Object> rows(TableMaps maps, Column column) {
    Map<String, Object> rows = new HashMap<>();
    Cursor<byte[], byte[]> cursor = maps.rows().cursor(null);
    while (cursor.hasNext()) {
      cursor.next();
      Row row = maps.row(cursor.getValue());
      Object value = row.value(column);
      if (value != null && !value.equals("")) {
        rows.put((String) row.value(0), value);
      }
    }
    return rows;
  }

  private static Table withIndexes(Index... indexes) {
    return new Table("Post", Posts.TABLE.columns(), Posts.TABLE.key(), List.of(indexes));
  }

  private static Table withText(ColumnType type) {
    Column text = new Column("text", 2, type, false);
    return new Table(
        "Post", List.of(Posts.ID, Posts.OWNER, text), Posts.TABLE.key(), Posts.TABLE.indexes());
  }
}
