package dev.pergola.benchmarks;

import dev.pergola.dsl.Schema;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the values that an author wrote to the GraphQL schema, in a warm JVM. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 2)
public class SchemaBenchmark {

  /** How many models the schema has. */
  @Param({"10", "50", "150", "600"})
  public int models;

  private Schema schema = ManyModels.of(1);

  /** Writes the schema down. */
  @Setup
  public void write() {
    schema = ManyModels.of(models);
  }

  /** Checks and builds it. */
  @Benchmark
  public GeneratedSchema build() {
    return SchemaGenerator.generate(
        schema.resolve(Set.of(Mode.USER_POOL), Behavior.SAFE),
        new SchemaSettings(Behavior.SAFE, Mode.USER_POOL));
  }
}
