package dev.pergola.benchmarks;

import dev.pergola.dsl.Schema;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole backend over a store in memory, made and closed again, in a warm JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 2)
public class StartBenchmark {

  static final int MODELS = 10;

  private final Schema schema = ManyModels.of(MODELS);

  /** Builds it from the schema's values, which are written down before. */
  @Benchmark
  public void build() {
    ManyModels.backend(schema).close();
  }
}
