package dev.pergola.benchmarks;

import org.openjdk.jmh.runner.RunnerException;

/** Runs the benchmarks and prints their tables. */
public final class Main {

  private Main() {}

  /**
   * Runs what the words say.
   *
   * @throws RunnerException if a benchmark did not run
   */
  public static void main(String[] words) throws RunnerException {
    Options options;
    try {
      options = Options.of(words);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println(Options.USAGE);
      System.exit(2);
      return;
    }
    String report =
        switch (options.suite()) {
          case REQUESTS -> new RequestSuite(options).run();
          case GROWTH -> new GrowthSuite(options).run();
          case DURABLE -> DurableSuite.run();
          case SCHEMA -> SchemaSuite.run();
          case START -> StartSuite.run();
          case LIVE -> LiveSuite.run();
          case DYNAMODB -> DynamoSuite.run(options.rounds());
          case OWNER -> new OwnerSuite(options).run();
        };
    System.out.println(report);
  }
}
