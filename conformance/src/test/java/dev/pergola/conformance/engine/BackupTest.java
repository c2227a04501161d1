package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.dsl.Schema;
import dev.pergola.model.ModelType;
import dev.pergola.model.Table;
import dev.pergola.storage.BackupException;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.Values;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups: written while a backend works, restored whole into another store, or not at all. */
class BackupTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo").field("title", a.string()).authorization(allow.publicApiKey()),
          a.model("Note").field("text", a.string()).authorization(allow.publicApiKey()));

  @TempDir Path directory;

  @Test
  void whatIsRestoredIsWhatWasThere() throws IOException {
    long seed = Campaign.seed();
    Random random = new Random(seed);
    try (EmbeddedStore source = EmbeddedStore.inMemory();
        EmbeddedStore target = EmbeddedStore.file(directory.resolve("restored.db"));
        Bench from = new Bench(Things.SCHEMA, source, builder -> builder);
        Bench to = new Bench(Things.SCHEMA, target, builder -> builder)) {
      for (ModelType model : List.of(Things.THING, Things.BAG)) {
        for (int i = 0; i < 1_200; i++) {
          put(source, model.table(), Things.row(model, "id " + i, random));
        }
      }
      byte[] backup = backup(from);

      BackupSummary summary = to.backend().restore(new ByteArrayInputStream(backup));

      assertThat(summary.rows()).isEqualTo(Map.of("Thing", 1_200L, "Bag", 1_200L));
      assertThat(new String(backup, UTF_8)).endsWith(summary.sha256() + "\"}\n");
      for (ModelType model : List.of(Things.THING, Things.BAG)) {
        assertThat(Values.equal(contents(target, model.table()), contents(source, model.table())))
            .as("seed %d, %s", seed, model.name())
            .isTrue();
      }
      assertThat(backup(to)).isEqualTo(backup);
    }
  }

  @Test
  void aStoreThatFailsFailsTheBackupAndItsRestore() throws IOException {
    FaultyStore store = new FaultyStore();
    try (Bench bench = new Bench(SCHEMA, store, builder -> builder);
        Bench source = filled(2, "title")) {
      byte[] backup = backup(source);
      store.failWith(new StoreException("the disk is gone"));

      assertThatThrownBy(() -> backup(bench)).isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> restore(bench, backup)).isInstanceOf(StoreException.class);

      store.failWith(null);
      assertThat(restore(bench, backup).rows()).containsEntry("Todo", 2L);
      assertThat(backup(bench)).isEqualTo(backup);
    }
  }

  @Test
  void aBackupIsOfTheMomentItBegan() throws IOException {
    try (Bench bench = filled(500, "old".repeat(200))) {
      ByteArrayOutputStream backup = new ByteArrayOutputStream();
      int[] writes = {0};
      bench
          .backend()
          .backup(
              new OutputStream() {
                @Override
                public void write(int b) {
                  throw new AssertionError("a byte at a time");
                }

                @Override
                public void write(byte[] bytes, int start, int length) {
                  backup.write(bytes, start, length);
                  writes[0]++;
                  create(bench, "new " + writes[0], "new");
                  update(bench, "id 499", "changed " + writes[0]);
                }
              });

      assertThat(writes[0]).isGreaterThan(2);
      try (Bench restored = new Bench(SCHEMA)) {
        BackupSummary summary = restore(restored, backup.toByteArray());
        assertThat(summary.rows()).containsEntry("Todo", 500L);
        assertThat(title(restored, "id 499")).isEqualTo("old".repeat(200));
      }
      assertThat(title(bench, "id 499")).startsWith("changed");
    }
  }

  @Test
  void aBackupOfNothingIsOne() throws IOException {
    try (Bench empty = new Bench(SCHEMA);
        Bench restored = new Bench(SCHEMA)) {
      byte[] backup = backup(empty);

      assertThat(new String(backup, UTF_8).lines()).hasSize(2);
      assertThat(restore(restored, backup).rows()).isEqualTo(Map.of("Todo", 0L, "Note", 0L));
    }
  }

  @Test
  void theLinesAreAsThePaperSays() throws IOException {
    try (Bench bench = filled(1, "a \"title\"")) {
      List<String> lines = new String(backup(bench), UTF_8).lines().toList();

      assertThat(lines).hasSize(3);
      assertThat(lines.get(0))
          .startsWith(
              "{\"format\":\"pergola-backup\",\"version\":1,\"created\":\"2024-02-29T12:00:00.123Z\",\"tables\":{\"Todo\":{\"key\":[\"id\"],\"columns\":{\"id\":\"STRING\",\"title\":\"STRING\"");
      assertThat(lines.get(1))
          .isEqualTo(
              "[\"Todo\",{\"id\":\"id 0\",\"title\":\"a \\\"title\\\"\",\"createdAt\":\"2024-02-29T12:00:00.123Z\",\"updatedAt\":\"2024-02-29T12:00:00.123Z\"}]");
      assertThat(lines.get(2)).matches("\\{\"rows\":1,\"sha256\":\"[0-9a-f]{64}\"}");
    }
  }

  @Test
  void whereverABackupIsCutOffItIsRefused() throws IOException {
    try (Bench bench = filled(2, "title")) {
      byte[] backup = backup(bench);
      try (Bench target = new Bench(SCHEMA)) {
        for (int length = 0; length < backup.length; length++) {
          assertRefused(target, Arrays.copyOf(backup, length), "cut off at " + length);
        }
        restore(target, backup);
      }
    }
  }

  @Test
  void whereverABackupIsChangedItIsRefused() throws IOException {
    long seed = Campaign.seed();
    Random random = new Random(seed);
    try (Bench bench = filled(20, "title")) {
      byte[] backup = backup(bench);
      try (Bench target = new Bench(SCHEMA)) {
        for (int i = 0; i < Campaign.size(500, 20_000); i++) {
          byte[] changed = backup.clone();
          int place = random.nextInt(changed.length);
          changed[place] ^= (byte) (1 << random.nextInt(8));
          assertRefused(target, changed, "seed %d, changed at %d".formatted(seed, place));
        }
        restore(target, backup);
      }
    }
  }

  static Stream<Arguments> strangeBackups() {
    return Stream.of(
        Arguments.of("nothing", "", "no backup"),
        Arguments.of("another file", "PK\3\4\n", "no backup"),
        Arguments.of("other JSON", "{\"a\":1}\n", "no backup"),
        Arguments.of("a newer one", "{\"format\":\"pergola-backup\",\"version\":2}\n", "version 2"),
        Arguments.of(
            "other tables",
            "{\"format\":\"pergola-backup\",\"version\":1,\"tables\":{},\"schema\":\"x\"}\n",
            "Line 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangeBackups")
  void whatIsNoBackupIsRefused(String name, String text, String reason) {
    try (Bench target = new Bench(SCHEMA)) {
      assertThatThrownBy(() -> restore(target, text.getBytes(UTF_8)))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining(reason)
          .hasMessageContaining("Nothing was restored");
    }
  }

  @Test
  void whatComesAfterTheEndIsRefused() throws IOException {
    try (Bench bench = filled(1, "title");
        Bench target = new Bench(SCHEMA)) {
      byte[] backup = backup(bench);
      byte[] longer = Arrays.copyOf(backup, backup.length + 1);
      longer[backup.length] = '\n';

      assertRefused(target, longer, "with an empty line");
    }
  }

  @Test
  void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int start, int length) {
            Arrays.fill(bytes, start, start + length, (byte) 'x');
            return length;
          }
        };
    try (Bench target = new Bench(SCHEMA)) {
      assertThatThrownBy(() -> target.backend().restore(endless))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("Line 1");
    }
  }

  @Test
  void anotherSchemaIsRefusedWithAllDifferences() throws IOException {
    Schema other =
        a.schema(
            a.model("Todo").field("title", a.integer()).authorization(allow.publicApiKey()),
            a.model("Other").field("text", a.string()).authorization(allow.publicApiKey()));
    try (Bench bench = filled(1, "title");
        Bench target = new Bench(other)) {
      byte[] backup = backup(bench);

      assertThatThrownBy(() -> restore(target, backup))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("another schema")
          .hasMessageContaining("'title' as NUMBER, and in the backup it is STRING")
          .hasMessageContaining("no model 'Note'");
    }
  }

  @Test
  void aSchemaThatHasGrownTakesTheBackup() throws IOException {
    Schema grown =
        a.schema(
            a.model("New").field("text", a.string()).authorization(allow.publicApiKey()),
            a.model("Note").field("text", a.string()).authorization(allow.publicApiKey()),
            a.model("Todo")
                .field("more", a.integer())
                .field("title", a.string())
                .authorization(allow.publicApiKey()));
    try (Bench bench = filled(3, "title");
        Bench target = new Bench(grown)) {
      restore(target, backup(bench));

      assertThat(title(target, "id 2")).isEqualTo("title");
    }
  }

  @Test
  void aBackendThatHasRecordsIsNotRestoredInto() throws IOException {
    try (Bench bench = filled(3, "title")) {
      byte[] backup = backup(bench);

      assertThatThrownBy(() -> restore(bench, backup))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("'Todo' has 3 rows");
      assertThat(title(bench, "id 1")).isEqualTo("title");
    }
  }

  @Test
  void aStreamThatFailsFailsTheBackupAndNoMore() {
    try (Bench bench = filled(3, "title")) {
      OutputStream full =
          new OutputStream() {
            @Override
            public void write(int b) throws IOException {
              throw new IOException("no room");
            }
          };

      assertThatThrownBy(() -> bench.backend().backup(full)).hasMessage("no room");

      create(bench, "next", "title");
      assertThat(title(bench, "next")).isEqualTo("title");
    }
  }

  @Test
  void aStreamThatFailsLeavesNothingRestored() throws IOException {
    try (Bench bench = filled(2_000, "title");
        Bench target = new Bench(SCHEMA)) {
      byte[] backup = backup(bench);
      InputStream torn =
          new InputStream() {
            private final InputStream whole = new ByteArrayInputStream(backup);

            @Override
            public int read() {
              throw new AssertionError("a byte at a time");
            }

            @Override
            public int read(byte[] bytes, int start, int length) throws IOException {
              if (whole.available() < backup.length / 2) {
                throw new IOException("torn");
              }
              return whole.read(bytes, start, Math.min(length, 4_096));
            }
          };

      assertThatThrownBy(() -> target.backend().restore(torn)).hasMessage("torn");

      assertThat(restore(target, backup).rows()).containsEntry("Todo", 2_000L);
    }
  }

  @Test
  void aClosedBackendWritesNoBackup() {
    Bench bench = filled(1, "title");
    bench.close();

    assertThatThrownBy(() -> backup(bench))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aRowThatCannotBeLoadedIsNamedByItsLine() throws IOException {
    try (Bench bench = filled(3, "title");
        Bench target = new Bench(SCHEMA)) {
      String backup =
          new String(backup(bench), UTF_8).replace("\"id\":\"id 1\"", "\"id\":\"id 0\"");

      assertThatThrownBy(() -> restore(target, backup.getBytes(UTF_8)))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("up to line 4")
          .hasMessageContaining("two rows with the key [id 0]");
    }
  }

  private static void assertRefused(Bench target, byte[] backup, String how) {
    assertThatThrownBy(() -> restore(target, backup))
        .as(how)
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("othing was");
    assertThat(target.run(KEY, "{listTodos{items{id}}}").items("listTodos", "id"))
        .as(how)
        .isEmpty();
  }

  private static Bench filled(int todos, String title) {
    Bench bench = new Bench(SCHEMA);
    for (int i = 0; i < todos; i++) {
      create(bench, "id " + i, title);
    }
    return bench;
  }

  private static void create(Bench bench, String id, String title) {
    Answer answer =
        bench.run(
            KEY,
            "mutation($i:CreateTodoInput!){createTodo(input:$i){id}}",
            Map.of("i", Map.of("id", id, "title", title)));
    assertThat(answer.errors()).isEmpty();
  }

  private static void update(Bench bench, String id, String title) {
    Answer answer =
        bench.run(
            KEY,
            "mutation($i:UpdateTodoInput!){updateTodo(input:$i){id}}",
            Map.of("i", Map.of("id", id, "title", title)));
    assertThat(answer.errors()).isEmpty();
  }

  private static String title(Bench bench, String id) {
    Answer answer = bench.run(KEY, "query($id:ID!){getTodo(id:$id){title}}", Map.of("id", id));
    return answer.json().get("data").get("getTodo").get("title").asString();
  }

  private static byte[] backup(Bench bench) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BackupSummary unused = bench.backend().backup(out);
    return out.toByteArray();
  }

  private static BackupSummary restore(Bench bench, byte[] backup) throws IOException {
    return bench.backend().restore(new ByteArrayInputStream(backup));
  }

  private static void put(Store store, Table table, Row row) {
    store.put(new PutRequest(table, row, Filter.all())).toCompletableFuture().join();
  }

  /** Every value of every row, of the very type it has; "absent" is a text of its own. */
  private static List<List<@Nullable Object>> contents(Store store, Table table) {
    List<List<@Nullable Object>> contents = new ArrayList<>();
    PageRequest all = new PageRequest(10_000, 10_000, null);
    Page page = store.scan(new ScanRequest(table, Filter.all(), all)).toCompletableFuture().join();
    for (Row row : page.rows()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        values.add(row.has(i) ? row.value(i) : "absent");
      }
      contents.add(values);
    }
    return contents;
  }
}
