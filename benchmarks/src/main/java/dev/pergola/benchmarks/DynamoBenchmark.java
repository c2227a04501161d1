package dev.pergola.benchmarks;

import java.io.IOException;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One call of the SDK, bare or as a request of ours, against a stub of the service. Several callers
 * at once, and a long time before anything is measured: a call takes milliseconds until all of the
 * SDK is compiled, and the compiler's own time would be what is measured.
 */
@State(Scope.Benchmark)
@Threads(4)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 10, time = 9)
@Measurement(iterations = 5, time = 4)
public class DynamoBenchmark {

  /** Whether a page is asked for, or one record. */
  @Param({"false", "true"})
  public boolean list;

  /** Whether the request goes through us. */
  @Param({"false", "true"})
  public boolean ours;

  private @Nullable DynamoSide side;

  /** Starts the stub. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    side = DynamoSide.open();
  }

  /** One request. */
  @Benchmark
  public Object request() {
    return Objects.requireNonNull(side, "opened before the first request").answer(list, ours);
  }

  /** Ends the stub. */
  @TearDown
  public void close() {
    Objects.requireNonNull(side, "opened before").close();
  }
}
