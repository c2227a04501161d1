package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Output;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Owners of several claims as they come back from whom they were shown to: by their last claim only
 * (spec: authorization 3). That one others may have too, so it is made whole again with what is
 * stored before anything is judged by it or stored anew. The original does not, and gives a record
 * that was read and written back to every namesake of its owner.
 */
final class ShownOwners {

  private ShownOwners() {}

  /** The fields of a model that owners are shown of. */
  static List<Field> fields(ModelType model) {
    return model.fields().stream().filter(field -> Output.showsOwner(model, field)).toList();
  }

  /** Whether a value is, or has among its elements, what may be a shown owner. */
  static boolean in(@Nullable Object value) {
    return value instanceof List<?> list
        ? list.stream().anyMatch(ShownOwners::isShown)
        : isShown(value);
  }

  private static boolean isShown(@Nullable Object value) {
    return value instanceof String text && !text.contains(Rule.Owner.SEPARATOR);
  }

  /**
   * A value whose shown owners are again those that are stored, each of them once and in their
   * order.
   *
   * @param stored what the record has in the same field; null if there is no record
   * @param others what becomes of those that the record does not have
   */
  static @Nullable Object whole(
      @Nullable Object given, @Nullable Object stored, UnaryOperator<String> others) {
    Map<String, Deque<String>> owners = byShownName(stored, given);
    if (!(given instanceof List<?> list)) {
      return wholeOne(given, owners, others);
    }
    List<@Nullable Object> whole = new ArrayList<>(list.size());
    list.forEach(one -> whole.add(wholeOne(one, owners, others)));
    return Collections.unmodifiableList(whole);
  }

  private static @Nullable Object wholeOne(
      @Nullable Object given, Map<String, Deque<String>> owners, UnaryOperator<String> others) {
    if (!(given instanceof String name) || !isShown(name)) {
      return given;
    }
    Deque<String> namesakes = owners.get(name);
    String owner = namesakes == null ? null : namesakes.poll();
    return owner == null ? others.apply(name) : owner;
  }

  /** A shown name that stands for some of its namesakes in the record, nobody knows which. */
  static Optional<String> ambiguous(@Nullable Object given, @Nullable Object stored) {
    Map<String, Deque<String>> left = byShownName(stored, given);
    Set<String> sent = new LinkedHashSet<>();
    for (Object one : elements(given)) {
      Deque<String> namesakes = one instanceof String name ? left.get(name) : null;
      if (namesakes != null && one instanceof String name) {
        namesakes.poll();
        sent.add(name);
      }
    }
    return sent.stream()
        .filter(name -> !left.getOrDefault(name, new ArrayDeque<>()).isEmpty())
        .findFirst();
  }

  /** The stored owners but those that are given whole. */
  private static Map<String, Deque<String>> byShownName(
      @Nullable Object stored, @Nullable Object given) {
    Set<@Nullable Object> whole = new HashSet<>(elements(given));
    whole.removeIf(ShownOwners::isShown);
    Map<String, Deque<String>> owners = new HashMap<>();
    for (Object one : new LinkedHashSet<>(elements(stored))) {
      if (one instanceof String owner && !whole.contains(owner)) {
        owners.computeIfAbsent(Output.shownOwner(owner), name -> new ArrayDeque<>()).add(owner);
      }
    }
    return owners;
  }

  private static List<? extends @Nullable Object> elements(@Nullable Object value) {
    return value instanceof List<?> many ? many : Collections.singletonList(value);
  }
}
