package dev.pergola.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What events cost by how many listen, how fast many hear the same, and what one listener takes.
 */
final class LiveSuite {

  private static final int FEW = 100;
  private static final int MANY = 100_000;
  private static final int AUDIENCE = 10_000;
  private static final int ROUNDS = 5;
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final double NANOS_PER_MICRO = 1_000;

  private LiveSuite() {}

  static String run() {
    // In one JVM: whoever comes first also pays for what the others find compiled.
    eventMicros(FEW);
    double unheard = eventMicros(0);
    double few = eventMicros(FEW);
    double many = eventMicros(MANY);
    Table table = new Table("what", "measured", "goal");
    table.add("a mutation that nobody hears of", "%.1f us".formatted(unheard), "");
    table.add(
        "a mutation heard by its owner, of %,d owners".formatted(FEW),
        "%.1f us".formatted(few),
        "");
    table.add(
        "the same, of %,d owners".formatted(MANY),
        "%.1f us, %.1f times".formatted(many, many / few),
        "at most 5 times");
    table.add(
        "deliveries of one event to %,d readers".formatted(AUDIENCE),
        "%,.0f/s".formatted(deliveries()),
        "1,000,000/s");
    table.add(
        "an idle subscription with a filter of its own", "%,.0f B".formatted(idleBytes()), "300 B");
    return Machine.describe() + System.lineSeparator() + System.lineSeparator() + table;
  }

  /** The median of rounds after one to warm up. */
  private static double eventMicros(int owners) {
    try (LiveNotes notes = new LiveNotes()) {
      notes.ownersListen(owners);
      List<Double> rounds = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        long done = 0;
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < ROUND_NANOS) {
          notes.writeOwn();
          done++;
        }
        rounds.add((System.nanoTime() - begin) / NANOS_PER_MICRO / done);
      }
      return median(rounds.subList(1, rounds.size()));
    }
  }

  private static double deliveries() {
    try (LiveNotes notes = new LiveNotes()) {
      notes.allListen(AUDIENCE);
      List<Double> rounds = new ArrayList<>();
      for (int round = 0; round <= ROUNDS; round++) {
        long before = notes.heard();
        long begin = System.nanoTime();
        long events = 0;
        while (System.nanoTime() - begin < ROUND_NANOS) {
          notes.writeNews();
          events++;
          while (notes.heard() - before < events * AUDIENCE) {
            Thread.onSpinWait();
          }
        }
        rounds.add(
            events * AUDIENCE * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - begin));
      }
      return median(rounds.subList(1, rounds.size()));
    }
  }

  private static double idleBytes() {
    try (LiveNotes notes = new LiveNotes()) {
      notes.ownersListen(FEW);
      List<?> kept = notes.owners(MANY);
      long before = used();
      notes.ownersListen(MANY);
      double bytes = (used() - before) / (double) (MANY - FEW);
      if (kept.size() != MANY) {
        throw new IllegalStateException("Owners are missing");
      }
      return bytes;
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static double median(List<Double> values) {
    return Measured.median(values.stream().mapToDouble(Double::doubleValue));
  }
}
