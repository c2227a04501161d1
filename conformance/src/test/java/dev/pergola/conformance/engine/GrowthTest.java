package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Model;
import dev.pergola.dsl.Schema;
import dev.pergola.storage.Store;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that are older than an index, and hold what is no key. */
class GrowthTest {

  private static final Model NOTE =
      a.model("Note")
          .field("owner", a.string())
          .field("topic", a.string())
          .field("stars", a.integer());

  private static final Schema SMALL = a.schema(NOTE).authorization(allow.publicApiKey());

  private static final Schema GROWN =
      a.schema(
              NOTE.secondaryIndexes(
                  a.index("owner").sortKeys("topic").queryField("byOwner"),
                  a.index("topic").queryField("byTopic")))
          .authorization(allow.publicApiKey());

  private static final String LISTED =
      "{byOwner(owner:\"ann\"){items{id}} byTopic(topic:\"t\"){items{id}} listNotes{items{id stars}}}";

  @TempDir Path directory;

  @BeforeEach
  void fill() {
    try (Bench bench = new Bench(SMALL, store(), builder -> builder)) {
      bench.run(KEY, create("old", "owner:\"ann\",topic:\"\""));
      bench.run(KEY, create("other", "owner:\"ann\",topic:\"t\""));
    }
  }

  @Test
  void theyCanBeChangedAndAreInTheIndexOnceTheyHaveAKey() {
    try (Bench bench = new Bench(GROWN, store(), builder -> builder)) {
      assertThat(bench.run(KEY, update("stars:5")).data()).contains("'id':'old'");
      assertThat(bench.run(KEY, update("owner:\"ann\"")).data()).contains("'id':'old'");
      assertThat(bench.run(KEY, LISTED).data())
          .isEqualTo(
              "{'byOwner':{'items':[{'id':'other'}]},'byTopic':{'items':[{'id':'other'}]},"
                  + "'listNotes':{'items':[{'id':'old','stars':5},{'id':'other','stars':null}]}}");
      assertThat(bench.run(KEY, update("topic:\"\"")).error()).contains("empty string value");

      bench.run(KEY, update("topic:\"t\""));

      assertThat(bench.run(KEY, LISTED).data())
          .contains("'byOwner':{'items':[{'id':'old'},{'id':'other'}]}");
    }
  }

  @Test
  void aBackupWithThemIsRestored() throws IOException {
    ByteArrayOutputStream backup = new ByteArrayOutputStream();
    try (Bench bench = new Bench(GROWN, store(), builder -> builder);
        Bench target = new Bench(GROWN, EmbeddedStore.inMemory(), builder -> builder)) {
      bench.backend().backup(backup);

      target.backend().restore(new ByteArrayInputStream(backup.toByteArray()));

      assertThat(target.run(KEY, LISTED).data()).isEqualTo(bench.run(KEY, LISTED).data());
    }
  }

  private Store store() {
    return EmbeddedStore.file(directory.resolve("notes.db"));
  }

  private static String create(String id, String fields) {
    return "mutation{createNote(input:{id:\"%s\",%s}){id}}".formatted(id, fields);
  }

  private static String update(String fields) {
    return "mutation{updateNote(input:{id:\"old\",%s}){id}}".formatted(fields);
  }
}
