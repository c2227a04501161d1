package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups are written and restored row by row: in a heap that could not hold half of the rows. */
class BackupHeapTest {

  private static final int HEAP_MEGABYTES = 48;
  private static final int ROW_CHARS = 16_000;
  private static final int ROWS = 2 * HEAP_MEGABYTES * 1_048_576 / ROW_CHARS;
  private static final int AT_ONCE = 16;

  private static final Schema SCHEMA =
      a.schema(a.model("Todo").field("title", a.string()).authorization(allow.publicApiKey()));

  @TempDir Path directory;

  @Test
  void moreThanTheHeapIsSavedAndRestored() throws Exception {
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.size(directory.resolve("backup")))
        .isGreaterThan(2L * HEAP_MEGABYTES * 1_000_000);
  }

  /** What runs in the small heap. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Path directory = Path.of(arguments[0]);
      Path file = directory.resolve("backup");
      try (Bench bench = bench(directory.resolve("source.db"))) {
        fill(bench);
        try (OutputStream out = Files.newOutputStream(file)) {
          check(bench.backend().backup(out).rows());
        }
      }
      try (Bench bench = bench(directory.resolve("target.db"))) {
        try (InputStream in = Files.newInputStream(file)) {
          check(bench.backend().restore(in).rows());
        }
        String found = bench.run(KEY, "{getTodo(id:\"%d\"){id}}".formatted(ROWS - 1)).data();
        if (!found.contains("'" + (ROWS - 1) + "'")) {
          throw new AssertionError(found);
        }
      }
    }

    private static Bench bench(Path file) {
      return new Bench(SCHEMA, EmbeddedStore.file(file), builder -> builder);
    }

    private static void fill(Bench bench) {
      String title = "t".repeat(ROW_CHARS);
      DataRequest create =
          DataRequest.of(
              "mutation($id:ID,$title:String){createTodo(input:{id:$id,title:$title}){__typename}}");
      for (int i = 0; i < ROWS; i += AT_ONCE) {
        List<CompletableFuture<DataResponse>> running = new ArrayList<>();
        for (int j = i; j < Math.min(i + AT_ONCE, ROWS); j++) {
          Map<String, Object> variables = Map.of("id", String.valueOf(j), "title", title);
          running.add(bench.backend().execute(create.withVariables(variables), KEY));
        }
        running.forEach(CompletableFuture::join);
      }
    }

    private static void check(Map<String, Long> rows) {
      if (!rows.equals(Map.of("Todo", (long) ROWS))) {
        throw new AssertionError("rows " + rows);
      }
    }
  }
}
