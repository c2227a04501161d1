package dev.pergola.internal.execute;

import dev.pergola.internal.execute.ModelTraits.JoinedKey;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What writes may put into the keys of records and of indexes (spec: runtime A9). */
final class IndexKeys {

  private IndexKeys() {}

  /**
   * Refuses values that no store takes as parts of a key.
   *
   * @param written what a write has at a position, or null
   */
  static void check(ModelTraits traits, IntFunction<@Nullable Object> written) {
    for (List<Field> key : traits.keys()) {
      List<@Nullable Object> values = new ArrayList<>(key.size());
      key.forEach(field -> values.add(written.apply(field.position())));
      Inputs.checkKey(key, values);
    }
  }

  /**
   * Refuses a write of some parts of a joined sort key: the original would have to read the others,
   * and does not. It refuses so too where a relation made the index, of which its author may know
   * nothing.
   *
   * @param doing the word of the error
   * @param written whether a write has a field
   */
  static void checkWhole(
      ModelTraits traits, Behavior behavior, String doing, Predicate<Field> written) {
    traits.joined().forEach(key -> checkWhole(key, doing, written));
    if (behavior == Behavior.APPSYNC) {
      traits.joinedReferences().forEach(key -> checkWhole(key, doing, written));
    }
  }

  private static void checkWhole(JoinedKey key, String doing, Predicate<Field> written) {
    List<Field> missing = key.fields().stream().filter(written.negate()).toList();
    if (!missing.isEmpty() && missing.size() < key.fields().size()) {
      throw ClientErrors.partOfJoinedKey(doing, key.relation(), key.index(), missing.get(0).name());
    }
  }
}
