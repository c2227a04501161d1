package dev.pergola.internal.subscribe;

import dev.pergola.storage.Row;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one interest: tested together. There is one for nearly each subscription, so
 * that it holds little. Guarded by the lock of its topic.
 */
final class Group implements Groups {

  /** For a group that no anchor finds: it is tried for every event. */
  static final int EVERY_EVENT = -1;

  private final Form form;
  private final @Nullable Object[] values;
  private final int way;
  private final @Nullable Tests tests;
  private @Nullable Stream first;

  /**
   * A group without members.
   *
   * @param values what the form is filled with
   * @param way which of its {@link Anchors} find it, or {@link #EVERY_EVENT}. Where they do, its
   *     tests are made when an event comes, since there are many such groups, most of which no
   *     event is for
   */
  Group(Form form, @Nullable Object[] values, int way) {
    this.form = form;
    this.values = values;
    this.way = way;
    this.tests = way == EVERY_EVENT ? Tests.of(interest()) : null;
  }

  Form form() {
    return form;
  }

  int way() {
    return way;
  }

  Interest interest() {
    return form.filled(values);
  }

  /** Equal for groups of equal interests. */
  int code() {
    return form.code(values);
  }

  /** Whether the group is that of the interest in this form with these values. */
  boolean isOf(Form other, @Nullable Object[] otherValues) {
    return form.equals(other) && Arrays.equals(values, otherValues);
  }

  boolean matches(Occurrence event) {
    Tests made = tests == null ? Tests.of(interest()) : tests;
    return made.stored().test(event.stored()) && made.shown().test(event.shown());
  }

  /** The first member, from which the others follow; null when there is none. */
  @Nullable Stream first() {
    return first;
  }

  void add(Stream stream) {
    stream.join(this, first);
    first = stream;
  }

  void remove(Stream stream) {
    first = stream.leave(first);
  }

  @Override
  public Collection<Group> all() {
    return List.of(this);
  }

  @Override
  public Groups with(Group group) {
    return group == this ? this : new SeveralGroups(this).with(group);
  }

  @Override
  public @Nullable Groups without(Group group) {
    return group == this ? null : this;
  }

  private record Tests(Predicate<Row> stored, Predicate<Row> shown) {

    static Tests of(Interest interest) {
      return new Tests(interest.stored().toPredicate(), interest.shown().toPredicate());
    }
  }
}
