package dev.pergola.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
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

/** A list of a hundred records under a rule. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class OwnerBenchmark {

  private static final int POSTS = 10_000;

  /** Who may read. */
  @Param("STATIC")
  public Diary.Rule rule = Diary.Rule.STATIC;

  private final byte[] query = Diary.LIST.getBytes(StandardCharsets.UTF_8);
  private Diary diary = Diary.of(Diary.Rule.STATIC, 0);

  /** Fills the store. */
  @Setup
  public void fill() {
    diary.close();
    diary = Diary.of(rule, POSTS);
  }

  /** One request. Its text is a new one, as it is when it comes from a wire. */
  @Benchmark
  public byte[] list() {
    return diary.list(new String(query, StandardCharsets.UTF_8));
  }

  /** Gives the records back. */
  @TearDown
  public void close() {
    diary.close();
  }
}
