package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Output;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
   * A value whose shown owners are again those that are stored.
   *
   * @param stored what the record has in the same field; null if there is no record
   * @param others what becomes of those that the record does not have
   */
  static @Nullable Object whole(
      @Nullable Object given, @Nullable Object stored, UnaryOperator<String> others) {
    List<?> owners = stored instanceof List<?> many ? many : Collections.singletonList(stored);
    if (!(given instanceof List<?> list)) {
      return wholeOne(given, owners, others);
    }
    List<@Nullable Object> whole = new ArrayList<>(list.size());
    list.forEach(one -> whole.add(wholeOne(one, owners, others)));
    return Collections.unmodifiableList(whole);
  }

  private static @Nullable Object wholeOne(
      @Nullable Object given, List<?> owners, UnaryOperator<String> others) {
    if (!(given instanceof String name) || !isShown(name)) {
      return given;
    }
    for (Object owner : owners) {
      if (owner instanceof String text && Output.shownOwner(text).equals(name)) {
        return text;
      }
    }
    return others.apply(name);
  }
}
