package dev.pergola.storage.memory;

/** What the killed processes had done, by what they printed. Not thread-safe. */
final class KillTestTally {

  private long writes;
  private long pairs;
  private long indexes;
  private long snapshots;
  private long loads;

  void add(KillTestTally other) {
    writes += other.writes;
    pairs += other.pairs;
    indexes += other.indexes;
    snapshots += other.snapshots;
    loads += other.loads;
  }

  /** Counts a line, and says whether it tells of a row. */
  boolean count(String line) {
    switch (line) {
      case KillTestWriter.INDEX -> indexes++;
      case KillTestWriter.SNAPSHOT -> snapshots++;
      case KillTestWriter.LOADED -> loads++;
      default -> {
        writes += line.startsWith(KillTestWriter.DELETING) ? 0 : 1;
        pairs += line.startsWith(KillTestRows.PAIR) ? 1 : 0;
        return true;
      }
    }
    return false;
  }

  long writes() {
    return writes;
  }

  /** How many of the writes were halves of transactions. */
  long pairs() {
    return pairs;
  }

  long indexes() {
    return indexes;
  }

  long snapshots() {
    return snapshots;
  }

  long loads() {
    return loads;
  }

  @Override
  public String toString() {
    return "%d writes acknowledged, %d of them in pairs, %d indexes built or dropped, %d snapshots read, %d tables loaded"
        .formatted(writes, pairs, indexes, snapshots, loads);
  }
}
