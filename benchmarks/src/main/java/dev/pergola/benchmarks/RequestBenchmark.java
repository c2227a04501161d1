package dev.pergola.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** One request after the other: the text of a query in, the bytes of its answer out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 7, time = 1)
public class RequestBenchmark {

  /** What is asked. */
  @Param("GET")
  public Scenario scenario = Scenario.GET;

  /** Who answers. */
  @Param("PERGOLA")
  public SideKind side = SideKind.PERGOLA;

  /** How many posts there are. */
  @Param("10000")
  public int posts;

  /** How many comments each post has. */
  @Param("10")
  public int comments;

  private Side asked = Nobody.INSTANCE;
  private List<Ask> asks = List.of();
  private byte[] query = {};
  private int next;

  /** Fills the side that only answers. */
  @Setup(Level.Trial)
  public void fill() {
    asks = scenario.asks(posts);
    query = asks.get(0).query().getBytes(StandardCharsets.UTF_8);
    if (!scenario.writes()) {
      asked = side.open(posts, comments);
    }
  }

  /** Fills the side that is changed, anew each time, so that it is as large each time. */
  @Setup(Level.Iteration)
  public void fillAnew() {
    if (scenario.writes()) {
      asked.close();
      asked = side.open(posts, 0);
    }
  }

  /** One request. Its text is a new one, as it is when it comes from a wire. */
  @Benchmark
  public byte[] request() {
    next = (next + 1) % asks.size();
    String text = new String(query, StandardCharsets.UTF_8);
    return asked.answer(new Ask(text, asks.get(next).variables()));
  }

  /** Gives the records back. */
  @TearDown
  public void close() {
    asked.close();
  }
}
