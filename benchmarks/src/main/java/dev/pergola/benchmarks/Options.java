package dev.pergola.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is to be run.
 *
 * @param suite which part
 * @param rounds how often each pair of scenario and side has a JVM of its own
 * @param scenarios what is asked
 * @param sides who answers
 */
record Options(Suite suite, int rounds, List<Scenario> scenarios, List<SideKind> sides) {

  static final String USAGE =
      """
      Usage: [requests|growth|durable|schema|start|live|dynamodb|owner] [--rounds N] [--scenarios get,list,...] [--sides pergola,hand_maps,...]
        requests  every scenario on every side, and the ratios between them (the default)
        growth    what a request costs with 1,000 to 1,000,000 posts
        durable   creates on a file with one caller and with sixteen
        schema    what a schema of 10 to 600 models costs to build
        start     how long a backend of 10 models takes to be there, and to answer first
        live      what events cost with 100 and 100,000 subscriptions, and what those take
        dynamodb  what a request costs over the bare call of the SDK, against a stub of DynamoDB
        owner     what an owner rule costs a list of a hundred records
      """;

  /** The parts of the run. */
  enum Suite {
    REQUESTS,
    GROWTH,
    DURABLE,
    SCHEMA,
    START,
    LIVE,
    DYNAMODB,
    OWNER
  }

  Options {
    scenarios = List.copyOf(scenarios);
    sides = List.copyOf(sides);
  }

  static Options of(String... words) {
    Suite suite = Suite.REQUESTS;
    int rounds = 5;
    List<Scenario> scenarios = List.of(Scenario.values());
    List<SideKind> sides = List.of(SideKind.values());
    List<String> left = new ArrayList<>(List.of(words));
    while (!left.isEmpty()) {
      String word = left.remove(0);
      switch (word) {
        case "--rounds" -> rounds = Integer.parseInt(value(word, left));
        case "--scenarios" -> scenarios = all(Scenario.class, value(word, left));
        case "--sides" -> sides = all(SideKind.class, value(word, left));
        default -> suite = Suite.valueOf(word.toUpperCase(Locale.ROOT));
      }
    }
    return new Options(suite, rounds, scenarios, sides);
  }

  private static String value(String option, List<String> left) {
    if (left.isEmpty()) {
      throw new IllegalArgumentException("Option %s has no value.".formatted(option));
    }
    return left.remove(0);
  }

  private static <E extends Enum<E>> List<E> all(Class<E> type, String names) {
    return Arrays.stream(names.split(","))
        .map(name -> Enum.valueOf(type, name.strip().toUpperCase(Locale.ROOT)))
        .toList();
  }
}
