package dev.pergola.internal.subscribe;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a hub, as a heap of which the first is the one that expires first; each knows its
 * place. Safe for use by many threads at once.
 */
final class Streams {

  private static final int LEAST = 16;

  private @Nullable Stream[] heap = new Stream[LEAST];
  private int size;

  synchronized int size() {
    return size;
  }

  synchronized List<Stream> all() {
    return List.of(Arrays.copyOf(heap, size));
  }

  /** Whether some of them will expire. */
  synchronized boolean expire() {
    return size > 0 && at(0).expiresAt() != Stream.NEVER;
  }

  synchronized void add(Stream stream) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size + size / 2);
    }
    size++;
    up(stream, size - 1);
  }

  /** Takes out one that has expired by now; null when there is none. */
  synchronized @Nullable Stream takeExpired(long now) {
    if (size == 0 || at(0).expiresAt() > now) {
      return null;
    }
    Stream expired = at(0);
    remove(expired);
    return expired;
  }

  /** Takes one out, if it is there. */
  synchronized void remove(Stream stream) {
    int place = stream.place();
    if (place < 0) {
      return;
    }
    stream.place(-1);
    Stream last = at(--size);
    heap[size] = null;
    if (last != stream) {
      up(last, down(last, place));
    }
    if (heap.length > LEAST && size < heap.length / 4) {
      heap = Arrays.copyOf(heap, Math.max(LEAST, heap.length / 2));
    }
  }

  /**
   * Lets those above a free place sink that expire later, and takes the place that is free then.
   */
  private void up(Stream stream, int free) {
    int place = free;
    while (place > 0) {
      int above = (place - 1) / 2;
      if (at(above).expiresAt() <= stream.expiresAt()) {
        break;
      }
      put(at(above), place);
      place = above;
    }
    put(stream, place);
  }

  /** Lets those below a free place rise that expire earlier; the place that is free then. */
  private int down(Stream stream, int free) {
    int place = free;
    while (true) {
      int below = 2 * place + 1;
      if (below + 1 < size && at(below + 1).expiresAt() < at(below).expiresAt()) {
        below++;
      }
      if (below >= size || at(below).expiresAt() >= stream.expiresAt()) {
        return place;
      }
      put(at(below), place);
      place = below;
    }
  }

  private void put(Stream stream, int place) {
    heap[place] = stream;
    stream.place(place);
  }

  private Stream at(int place) {
    return Objects.requireNonNull(heap[place], "a stream below the size");
  }
}
