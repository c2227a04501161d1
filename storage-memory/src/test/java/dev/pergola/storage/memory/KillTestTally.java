package dev.pergola.storage.memory;

/** What the killed processes had done, by what they printed. Not thread-safe. */
final class KillTestTally {

  private long writes;
  private long indexes;
  private long snapshots;
  private long loads;

  void add(KillTestTally other) {
    writes += other.writes;
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
        return true;
      }
    }
    return false;
  }

  long writes() {
    return writes;
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
    return "%d writes acknowledged, %d indexes built or dropped, %d snapshots read, %d tables loaded"
        .formatted(writes, indexes, snapshots, loads);
  }
}
