package dev.pergola.storage.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.h2.mvstore.Page;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the entries of one version of a map that lie in a range. It goes from leaf to leaf
 * and settles at each what part of it is in range, so that an entry costs no comparison of keys.
 */
final class Entries {

  private static final int NOWHERE = -1;

  private final KeyRange range;
  private final boolean descending;
  private final int step;

  /** The way from the root to the leaf. */
  private final Deque<Branch> way = new ArrayDeque<>();

  private Page<byte[], byte[]> leaf;

  /** Where in the leaf the walk is, and the last place there that it goes to. */
  private int at;

  private int last;

  /** The first place in a leaf that the walk goes to every place of; {@link #NOWHERE} in others. */
  private int startOfWhole;

  /** Whether the range may go on behind the leaf. */
  private boolean goesOn;

  Entries(RootReference<byte[], byte[]> root, KeyRange range, boolean descending) {
    this.range = range;
    this.descending = descending;
    this.step = descending ? -1 : 1;
    this.leaf = descend(root.root, descending ? range.high() : range.low());
    enter();
  }

  /** Goes on to the next entry, if there is one. */
  boolean next() {
    while (at == last) {
      if (!goesOn || !turn()) {
        return false;
      }
    }
    at += step;
    return true;
  }

  /**
   * How many entries the leaf has, if the walk has just come to the first of them and goes to all;
   * else 0.
   */
  int wholeLeaf() {
    return at == startOfWhole ? leaf.getKeyCount() : 0;
  }

  /** The leaf that the walk is in. */
  Page<byte[], byte[]> leaf() {
    return leaf;
  }

  /** Leaves out what is left of the leaf. */
  void skipLeaf() {
    at = last;
  }

  byte[] key() {
    return leaf.getKey(at);
  }

  byte[] value() {
    return leaf.getValue(at);
  }

  /** Goes to the next leaf, if there is one. */
  private boolean turn() {
    for (Branch branch = way.peek(); branch != null; branch = way.peek()) {
      int child = branch.child + step;
      if (child >= 0 && child <= branch.node.getKeyCount()) {
        branch.child = child;
        leaf = descend(branch.node.getChildPage(child), null);
        enter();
        return true;
      }
      way.pop();
    }
    return false;
  }

  /** The leaf below a page where a key is or would be; without a key the first one of the walk. */
  private Page<byte[], byte[]> descend(Page<byte[], byte[]> from, byte @Nullable [] key) {
    Page<byte[], byte[]> page = from;
    while (!page.isLeaf()) {
      Branch branch = new Branch(page, child(page, key));
      way.push(branch);
      page = Objects.requireNonNull(page.getChildPage(branch.child), "a child of a branch");
    }
    return page;
  }

  private int child(Page<byte[], byte[]> page, byte @Nullable [] key) {
    if (key == null) {
      return descending ? page.getKeyCount() : 0;
    }
    int place = place(page, key);
    // The keys of a branch are the first ones below its second child and those behind that.
    return place < page.getKeyCount() && !KeyRange.isBefore(key, page.getKey(place))
        ? place + 1
        : place;
  }

  private void enter() {
    int count = leaf.getKeyCount();
    boolean startsInside = count == 0 || !range.isAbove(leaf.getKey(0));
    boolean endsInside = count == 0 || !range.isBelow(leaf.getKey(count - 1));
    int from = startsInside ? 0 : place(leaf, range.low());
    // A range may end before it begins, which leaves nothing of it.
    int to = Math.max(from, endsInside ? count : place(leaf, range.high()));
    at = descending ? to : from - 1;
    last = descending ? from : to - 1;
    startOfWhole = to - from == count ? at + step : NOWHERE;
    goesOn = descending ? startsInside : endsInside;
  }

  /** How many keys of a page are less than a key. */
  private static int place(Page<byte[], byte[]> page, byte[] key) {
    int low = 0;
    int high = page.getKeyCount();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (KeyRange.isBefore(page.getKey(middle), key)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A page above the leaf, and which of its children the walk is below. */
  private static final class Branch {

    private final Page<byte[], byte[]> node;
    private int child;

    Branch(Page<byte[], byte[]> node, int child) {
      this.node = node;
      this.child = child;
    }
  }
}
