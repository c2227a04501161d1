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

  private final String name;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Codes codes = new Codes();
  private final Map<Form, Form> forms = new HashMap<>();

  /** By the codes of their interests, and of the anchors that find them. */
  private final GroupIndex groups = new GroupIndex();

  /** Where anchors are, and how many. */
  private final Map<Place, Integer> places = new HashMap<>();

  private final Set<Group> others = new LinkedHashSet<>();
  private volatile boolean empty = true;

  Topic(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The codes of what is kept here. */
  Codes codes() {
    return codes;
  }

  boolean isEmpty() {
    return empty;
  }

  void add(Stream stream, Interest interest) {
    lock.writeLock().lock();
    try {
      group(interest).add(stream);
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
      if (group.first() == null) {
        forget(group);
      }
      empty = forms.isEmpty();
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
          Delivery delivery = rendered.computeIfAbsent(group.form().rendering(), render);
          for (Stream member = group.first(); member != null; member = member.after()) {
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

  /** The groups that an event may be for; called by who holds the lock. */
  Collection<Group> candidates(Occurrence event) {
    if (places.isEmpty()) {
      return others;
    }
    List<Anchor> held = new ArrayList<>();
    places.keySet().forEach(place -> place.addTo(held, event));
    // A group may be found by several values of one event, and a list may hold one value often.
    Set<Group> found = new LinkedHashSet<>(others);
    held.stream()
        .map(anchor -> anchor.code(codes))
        .distinct()
        .forEach(code -> found.addAll(groups.of(code)));
    return found;
  }

  /** The group of an interest, made if there is none. */
  private Group group(Interest interest) {
    List<@Nullable Object> given = new ArrayList<>();
    Form asked = Form.of(this, interest, given);
    Form form = forms.computeIfAbsent(asked, unknown -> unknown);
    @Nullable Object[] values = given.toArray();
    int code = form.code(values);
    for (Group known : groups.of(code)) {
      if (known.isOf(form, values)) {
        return known;
      }
    }
    List<Set<Anchor>> ways = Anchors.of(interest);
    Group group = new Group(form, values, loneliest(ways));
    form.used();
    groups.add(code, group);
    if (group.way() == Group.EVERY_EVENT) {
      others.add(group);
    } else {
      for (Anchor anchor : ways.get(group.way())) {
        groups.add(anchor.code(codes), group);
        places.merge(anchor.place(), 1, Integer::sum);
      }
    }
    return group;
  }

  private void forget(Group group) {
    groups.remove(group.code(), group);
    if (group.way() == Group.EVERY_EVENT) {
      others.remove(group);
    } else {
      for (Anchor anchor : Anchors.of(group.interest()).get(group.way())) {
        groups.remove(anchor.code(codes), group);
        places.computeIfPresent(anchor.place(), (place, count) -> count == 1 ? null : count - 1);
      }
    }
    if (group.form().unused()) {
      forms.remove(group.form());
    }
  }

  /**
   * The way by which the fewest groups are found so far: of the owner and the state that a filter
   * asks for, say, the owner, though the rules accept several texts for one.
   */
  private int loneliest(List<Set<Anchor>> ways) {
    int best = Group.EVERY_EVENT;
    int fewest = Integer.MAX_VALUE;
    for (int way = 0; way < ways.size(); way++) {
      int found = ways.get(way).size();
      for (Anchor anchor : ways.get(way)) {
        found += groups.of(anchor.code(codes)).size();
      }
      if (found < fewest) {
        best = way;
        fewest = found;
      }
    }
    return best;
  }
}
