package dev.pergola.benchmarks;

import dev.pergola.Pergola;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.Durability;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Creates on a file: each is answered when it has survived what the durability names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
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

  private Path folder = Path.of("");
  private @Nullable Pergola backend;

  /** A new file. */
  @Setup
  public void open() throws IOException {
    folder = Files.createTempDirectory("durable");
    backend =
        Blog.over(EmbeddedStore.builder(folder.resolve("posts.db")).durability(durability).open());
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

  /** Takes the file away. */
  @TearDown
  public void close() throws IOException {
    opened().close();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private Pergola opened() {
    return Objects.requireNonNull(backend, "The file is opened before the first create");
  }
}
