package dev.pergola.internal.subscribe;

import dev.pergola.storage.Row;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one interest: tested together. Guarded by the lock of its topic. */
final class Group {

  private static final Stream[] NONE = {};

  private final Interest interest;
  private final @Nullable Tests tests;
  private @Nullable Stream[] members = NONE;
  private int size;

  /**
   * A group without members.
   *
   * @param everyEvent whether it is tried for every event; else its tests are made when an event
   *     comes, since there are many such groups, most of which no event is for
   */
  Group(Interest interest, boolean everyEvent) {
    this.interest = interest;
    this.tests = everyEvent ? Tests.of(interest) : null;
  }

  Interest interest() {
    return interest;
  }

  boolean matches(Occurrence event) {
    Tests made = tests == null ? Tests.of(interest) : tests;
    return made.stored().test(event.stored()) && made.shown().test(event.shown());
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

  private record Tests(Predicate<Row> stored, Predicate<Row> shown) {

    static Tests of(Interest interest) {
      return new Tests(interest.stored().toPredicate(), interest.shown().toPredicate());
    }
  }
}
