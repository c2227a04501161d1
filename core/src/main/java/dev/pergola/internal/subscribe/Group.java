package dev.pergola.internal.subscribe;

import dev.pergola.storage.Row;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one interest: tested together. Guarded by the lock of its topic. */
final class Group {

  private static final Stream[] NONE = {};

  private final Interest interest;
  private final Predicate<Row> stored;
  private final Predicate<Row> shown;
  private @Nullable Stream[] members = NONE;
  private int size;

  Group(Interest interest) {
    this.interest = interest;
    this.stored = interest.stored().toPredicate();
    this.shown = interest.shown().toPredicate();
  }

  Interest interest() {
    return interest;
  }

  boolean matches(Occurrence event) {
    return stored.test(event.stored()) && shown.test(event.shown());
  }

  boolean isEmpty() {
    return size == 0;
  }

  Stream member(int place) {
    Stream member = members[place];
    if (member == null || place >= size) {
      throw new IndexOutOfBoundsException("There are %d members, not %d".formatted(size, place));
    }
    return member;
  }

  int size() {
    return size;
  }

  void add(Stream stream) {
    if (size == members.length) {
      members = Arrays.copyOf(members, Math.max(1, size * 2));
    }
    stream.place(this, size);
    members[size++] = stream;
  }

  /** The last one takes the place of the one that goes. */
  void remove(Stream stream) {
    int place = stream.place();
    Stream last = member(size - 1);
    members[place] = last;
    last.place(this, place);
    members[--size] = null;
  }
}
