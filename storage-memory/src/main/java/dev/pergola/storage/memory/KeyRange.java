package dev.pergola.storage.memory;

import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.SortCondition;
import dev.pergola.storage.StoreException;
import java.util.Arrays;

/** The keys from {@code low}, included, to {@code high}, not included. */
final class KeyRange {

  /** Every key of a map. */
  static final KeyRange ALL = new KeyRange(new byte[0], new byte[] {(byte) KeyWriter.ABOVE});

  private final byte[] low;
  private final byte[] high;

  private KeyRange(byte[] low, byte[] high) {
    this.low = low;
    this.high = high;
  }

  static KeyRange of(KeyLayout layout, KeyCondition condition) {
    if (!layout.sorted() && !(condition.sort() instanceof SortCondition.Any)) {
      throw new StoreException(
          "%s has no sort key, but the query asks %s of it.".formatted(layout, condition.sort()));
    }
    byte[] partition = layout.encodePartition(condition.partition());
    return layout.refusing(() -> condition.sort().accept(new Bounds(partition)));
  }

  byte[] low() {
    return low;
  }

  byte[] high() {
    return high;
  }

  /** Whether the range begins behind a key. */
  boolean isAbove(byte[] key) {
    return isBefore(key, low);
  }

  /** Whether the range ends before a key. */
  boolean isBelow(byte[] key) {
    return !isBefore(key, high);
  }

  /** Whether one key comes before another in every map. */
  static boolean isBefore(byte[] key, byte[] other) {
    return Arrays.compareUnsigned(key, other) < 0;
  }

  /**
   * What is left of this range behind a key, in the direction of the listing. A key from elsewhere
   * makes the range smaller at most, never larger.
   */
  KeyRange behind(byte[] key, boolean descending) {
    if (descending) {
      return isBefore(key, high) ? new KeyRange(low, key) : this;
    }
    byte[] next = Arrays.copyOf(key, key.length + 1);
    return isBefore(low, next) ? new KeyRange(next, high) : this;
  }

  /** The range of each condition; an operand of another type than the sort keys finds nothing. */
  private static final class Bounds implements SortCondition.Visitor<KeyRange> {

    private final byte[] partition;

    Bounds(byte[] partition) {
      this.partition = partition;
    }

    @Override
    public KeyRange any(SortCondition.Any condition) {
      return new KeyRange(partition, start().above().toBytes());
    }

    @Override
    public KeyRange compare(SortCondition.Compare condition) {
      Object operand = condition.operand();
      byte[] from = start().value(operand).toBytes();
      byte[] behind = start().value(operand).above().toBytes();
      // Other types lie on either side of the operand's own: the range must stay within it.
      byte[] lowest = {from[partition.length]};
      byte[] first = start().bytes(lowest).toBytes();
      byte[] last = start().bytes(lowest).above().toBytes();
      return switch (condition.comparison()) {
        case EQ -> new KeyRange(from, behind);
        case LT -> new KeyRange(first, from);
        case LE -> new KeyRange(first, behind);
        case GT -> new KeyRange(behind, last);
        case GE -> new KeyRange(from, last);
        case NE -> throw new IllegalArgumentException("NE is not a condition on a sort key");
      };
    }

    @Override
    public KeyRange between(SortCondition.Between condition) {
      byte[] from = start().value(condition.low()).toBytes();
      byte[] behind = start().value(condition.high()).above().toBytes();
      boolean oneType = from[partition.length] == behind[partition.length];
      return new KeyRange(from, oneType ? behind : from);
    }

    @Override
    public KeyRange beginsWith(SortCondition.BeginsWith condition) {
      return new KeyRange(
          start().textPrefix(condition.prefix()).toBytes(),
          start().textPrefix(condition.prefix()).above().toBytes());
    }

    private KeyWriter start() {
      return new KeyWriter().bytes(partition);
    }
  }
}
