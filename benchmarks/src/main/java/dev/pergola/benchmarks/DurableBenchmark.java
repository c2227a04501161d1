package dev.pergola.benchmarks;

import dev.pergola.Pergola;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.Durability;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Creates on a file: each is answered when it has survived what the durability names. Every
 * iteration begins with a file of so many posts, so that all of them, and the first caller and the
 * sixteenth, write to files of one size. The warm-up is long since the compiler, while it works,
 * takes the processors from sixteen callers and leaves them to one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 12, time = 2)
@Measurement(iterations = 9, time = 2)
public class DurableBenchmark {

  private static final DataRequest CREATE =
      DataRequest.of("mutation($input: CreatePostInput!) { createPost(input: $input) { id } }")
          .withVariables(
              Map.of(
                  "input",
                  Map.of(
                      "caption", "A new post",
                      "email", "writer@example.com",
                      "userId", "user-1",
                      "date", "2027-01-01T00:00Z",
                      "imagePath", "images/2027/new.jpg")));

  /** What an answered create has survived. */
  @Param({"OS", "DISK"})
  public Durability durability = Durability.OS;

  /** How many posts the file has before the first create. */
  @Param("10000")
  public int posts;

  private Path folder = Path.of("");
  private Path filled = Path.of("");
  private @Nullable Pergola backend;

  /** The file that every iteration begins with. */
  @Setup(Level.Trial)
  public void fill() throws IOException {
    folder = Files.createTempDirectory("durable");
    filled = folder.resolve("filled.db");
    try (Side side =
        PergolaSide.over(EmbeddedStore.builder(filled).durability(Durability.RELAXED).open())) {
      for (int post = 0; post < posts; post++) {
        side.add(Data.post(post));
      }
    }
  }

  /** A copy of that file. */
  @Setup(Level.Iteration)
  public void open() throws IOException {
    Path copy = Files.copy(filled, folder.resolve("posts.db"));
    backend = Blog.over(EmbeddedStore.builder(copy).durability(durability).open());
  }

  /** One create. */
  @Benchmark
  public DataResponse create() {
    DataResponse response = opened().execute(CREATE, Blog.CALLER).join();
    if (!response.errors().isEmpty()) {
      throw new IllegalStateException("Not created: " + response.errors());
    }
    return response;
  }

  /** Takes the copy away. */
  @TearDown(Level.Iteration)
  public void close() throws IOException {
    opened().close();
    Files.delete(folder.resolve("posts.db"));
  }

  /** Takes the file away. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    Files.delete(filled);
    Files.delete(folder);
  }

  private Pergola opened() {
    return Objects.requireNonNull(backend, "The file is opened before the first create");
  }
}
