package dev.pergola.internal.subscribe;

import dev.pergola.internal.subscribe.Anchor.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions to one field. An event costs what its matches cost: groups are found by the
 * values that the event holds, and only those without an anchor are all tried. Many events may be
 * matched at once; who comes or goes waits for them.
 */
final class Topic {

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Interest, Group> groups = new HashMap<>();
  private final Map<Place, Map<Object, List<Group>>> anchored = new HashMap<>();
  private final Set<Group> others = new LinkedHashSet<>();
  private volatile boolean empty = true;

  boolean isEmpty() {
    return empty;
  }

  void add(Stream stream, Interest interest) {
    lock.writeLock().lock();
    try {
      groups.computeIfAbsent(interest, this::index).add(stream);
      empty = false;
    } finally {
      lock.writeLock().unlock();
    }
  }

  void remove(Stream stream) {
    lock.writeLock().lock();
    try {
      Group group = stream.group();
      if (group == null) {
        return;
      }
      group.remove(stream);
      stream.place(null, 0);
      if (group.isEmpty()) {
        groups.remove(group.interest());
        forget(group);
      }
      empty = groups.isEmpty();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * Gives the event to all that it is for.
   *
   * @return those that refused it, and are to be taken out
   */
  List<Stream> deliver(Occurrence event, long now) {
    List<Stream> over = List.of();
    lock.readLock().lock();
    try {
      Map<Rendering, Delivery> rendered = new HashMap<>();
      Function<Rendering, Delivery> render =
          rendering -> new Delivery(rendering.of(event.payload()), event.bytes());
      for (Group group : candidates(event)) {
        if (group.matches(event)) {
          Rendering rendering = group.interest().rendering();
          Delivery delivery = rendered.computeIfAbsent(rendering, render);
          for (int i = 0; i < group.size(); i++) {
            Stream member = group.member(i);
            if (member.offer(delivery, now)) {
              over = over.isEmpty() ? new ArrayList<>() : over;
              over.add(member);
            }
          }
        }
      }
    } finally {
      lock.readLock().unlock();
    }
    return over;
  }

  private Collection<Group> candidates(Occurrence event) {
    if (anchored.isEmpty()) {
      return others;
    }
    List<Anchor> held = new ArrayList<>();
    anchored.keySet().forEach(place -> place.addTo(held, event));
    // A group may be found by several values of one event.
    Set<Group> found = new LinkedHashSet<>();
    for (Anchor anchor : held) {
      Map<Object, List<Group>> here = anchored.getOrDefault(anchor.place(), Map.of());
      found.addAll(here.getOrDefault(anchor.value(), List.of()));
    }
    found.addAll(others);
    return found;
  }

  private Group index(Interest interest) {
    Set<Anchor> anchors = Anchors.of(interest).orElse(null);
    Group group = new Group(interest, anchors == null);
    if (anchors == null) {
      others.add(group);
      return group;
    }
    List<Group> alone = List.of(group);
    for (Anchor anchor : anchors) {
      anchored
          .computeIfAbsent(anchor.place(), place -> new HashMap<>())
          .merge(anchor.value(), alone, Topic::with);
    }
    return group;
  }

  private void forget(Group group) {
    Set<Anchor> anchors = Anchors.of(group.interest()).orElse(null);
    if (anchors == null) {
      others.remove(group);
      return;
    }
    for (Anchor anchor : anchors) {
      anchored.computeIfPresent(
          anchor.place(),
          (place, here) -> {
            here.computeIfPresent(anchor.value(), (value, some) -> without(some, group));
            return here.isEmpty() ? null : here;
          });
    }
  }

  /** A list of one is most of them and the smallest. */
  private static List<Group> with(List<Group> some, List<Group> more) {
    if (some.size() > 1) {
      some.addAll(more);
      return some;
    }
    List<Group> both = new ArrayList<>(some);
    both.addAll(more);
    return both;
  }

  private static @Nullable List<Group> without(List<Group> some, Group group) {
    if (some.size() == 1) {
      return null;
    }
    some.remove(group);
    return some.size() == 1 ? List.of(some.get(0)) : some;
  }
}
