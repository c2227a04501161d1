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
 * One call of the SDK, bare or as a request of ours, against a stub of the service. The sides take
 * turns in one JVM, since two of them differ by more than the sides do; and there is a long time
 * before anything is measured, since a call takes milliseconds until all of the SDK is compiled.
 */
@State(Scope.Benchmark)
@Threads(4)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 60, time = 2)
@Measurement(iterations = 60, time = 2)
public class DynamoBenchmark {

  /** Whether a page is asked for, or one record. */
  @Param({"false", "true"})
  public boolean list;

  private @Nullable DynamoSide side;
  private boolean ours = true;

  /** Starts the stub. */
  @Setup(Level.Trial)
  public void open() throws IOException {
    side = DynamoSide.open();
  }

  /** Gives the turn to the other side; the first is the SDK's, of what is measured too. */
  @Setup(Level.Iteration)
  public void turn() {
    ours = !ours;
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
