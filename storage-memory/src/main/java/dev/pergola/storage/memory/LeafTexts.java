package dev.pergola.storage.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.pergola.storage.TextTest;
import dev.pergola.storage.TextVerdict;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.Page;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a column in the rows of a leaf, copied side by side: one search through them takes a
 * fraction of what looking for the texts in their rows does. A leaf never changes, since a write
 * makes a new one, and what is kept of it goes with it.
 *
 * <p>Of a store with more texts than there is room for, those of some leaves are kept and the rows
 * of the others looked at: copies that push each other out would cost more than they save.
 */
final class LeafTexts {

  /** Most room for the copies of one store. */
  private static final long MAX_ROOM = 32L << 20;

  private static final int PART_OF_HEAP = 16;

  /** Of longer texts nearly all time is the search's, wherever they lie. */
  private static final int MAX_LEAF = 32 << 10;

  private static final int USUAL_TEXT = 64;

  /** Between two texts, and in no part that is looked for: it does not occur in UTF-8. */
  private static final byte BETWEEN = (byte) 0xFF;

  private final AtomicLong room;
  private final Cache<Page<byte[], byte[]>, Copy> copies;

  LeafTexts(long room) {
    this.room = new AtomicLong(room);
    this.copies =
        Caffeine.newBuilder()
            .weakKeys()
            .removalListener(
                (@Nullable Page<byte[], byte[]> leaf, @Nullable Copy copy, RemovalCause cause) -> {
                  if (copy != null) {
                    this.room.addAndGet(copy.size());
                  }
                })
            .executor(Runnable::run)
            .build();
  }

  /** As much room as a heap of usual size hardly notices. */
  static LeafTexts ofUsualSize() {
    return new LeafTexts(Math.min(MAX_ROOM, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
  }

  /**
   * Whether a search may find something in the texts that the rows of a leaf have at a position.
   */
  boolean mayHold(Page<byte[], byte[]> leaf, RowLayout layout, int position, TextTest search) {
    int slot = layout.slot(position);
    Copy known = copies.getIfPresent(leaf);
    Copy copy = known == null ? null : known.of(slot);
    if (copy == null) {
      if (room.get() <= 0) {
        return true;
      }
      copy = new Copy(slot, texts(leaf, layout, position), known);
      room.addAndGet(-copy.size());
      copies.put(leaf, copy);
    }
    return copy.texts == null || search.test(copy.texts, 0, copy.texts.length);
  }

  /** Lets go of leaves that are gone, if their room is wanted. */
  void tidy() {
    if (room.get() <= 0) {
      copies.cleanUp();
    }
  }

  /** Null if there are values that are no texts, or too many bytes. */
  private static byte @Nullable [] texts(
      Page<byte[], byte[]> leaf, RowLayout layout, int position) {
    ByteWriter texts = new ByteWriter(USUAL_TEXT * leaf.getKeyCount());
    TextTest taking =
        (utf8, from, length) -> {
          texts.put(utf8, from, from + length);
          return true;
        };
    for (int i = 0; i < leaf.getKeyCount(); i++) {
      byte[] row = leaf.getValue(i);
      if (layout.testText(row, position, taking) == TextVerdict.UNTESTED
          && layout.value(row, position) != null) {
        return null;
      }
      texts.put(BETWEEN);
      if (texts.size() > MAX_LEAF) {
        return null;
      }
    }
    return texts.toBytes();
  }

  /** The copies of one leaf: that of a column, and those of others. */
  private static final class Copy {

    /** About what an object without texts takes, its place among the others included. */
    private static final int OWN_SIZE = 128;

    private final int slot;
    private final byte @Nullable [] texts;
    private final @Nullable Copy others;

    Copy(int slot, byte @Nullable [] texts, @Nullable Copy others) {
      this.slot = slot;
      this.texts = texts;
      this.others = others;
    }

    @Nullable Copy of(int wanted) {
      for (Copy copy = this; copy != null; copy = copy.others) {
        if (copy.slot == wanted) {
          return copy;
        }
      }
      return null;
    }

    int size() {
      return OWN_SIZE + (texts == null ? 0 : texts.length) + (others == null ? 0 : others.size());
    }
  }
}
