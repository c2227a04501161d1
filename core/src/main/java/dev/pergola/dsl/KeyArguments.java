package dev.pergola.dsl;

import dev.pergola.internal.schema.SortArgument;
import dev.pergola.model.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments that a listing by key gets from the fields of the key. Beside the ones that every
 * listing has, and beside each other, they need names of their own.
 */
final class KeyArguments {

  private static final Set<String> TAKEN = Set.of("filter", "limit", "nextToken", "sortDirection");

  private KeyArguments() {}

  /**
   * Adds a problem when two arguments would have one name.
   *
   * @param text the call that the author wrote
   */
  static void check(Problems problems, Place place, String text, List<Field> key) {
    if (key.isEmpty()) {
      return;
    }
    String partition = key.get(0).name();
    Optional<String> sort = SortArgument.name(key.subList(1, key.size()));
    if (TAKEN.contains(partition)) {
      taken(problems, place, text, partition);
    }
    sort.filter(TAKEN::contains).ifPresent(name -> taken(problems, place, text, name));
    // A single sort field of this name is the same field, and that has its problem already.
    if (key.size() > 2 && sort.filter(partition::equals).isPresent()) {
      problems.add(
          place,
          text,
          "makes one argument " + Texts.quoted(partition) + " of its first field and of the others",
          "Rename one of the fields.");
    }
  }

  private static void taken(Problems problems, Place place, String text, String name) {
    problems.add(
        place,
        text,
        "makes an argument " + Texts.quoted(name) + " of a field, which every listing has already",
        "Rename the field.");
  }
}
