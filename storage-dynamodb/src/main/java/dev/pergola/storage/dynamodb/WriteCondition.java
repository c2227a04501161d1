package dev.pergola.storage.dynamodb;

import dev.pergola.storage.RefusedValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the service is asked to judge of a row before it writes it. */
final class WriteCondition {

  /** What the service takes in one condition, with a comparison and an AND for each attribute. */
  private static final int MOST_CHARACTERS = 4 * 1024;

  private static final int MOST_ATTRIBUTES = 300 / 2;

  private static final String AND = " AND ";

  private WriteCondition() {}

  /** A condition that the service judges as it is meant; null for nothing. */
  static @Nullable String whole(TableLayout layout, Term condition, Expression expression) {
    String partition = expression.name(layout.key().partition());
    return switch (condition.implied()) {
      case Term.ALWAYS -> null;
      // Sent all the same: the answer is the row that the condition fails on.
      case Term.NEVER ->
          "attribute_exists(%s) AND attribute_not_exists(%s)".formatted(partition, partition);
      default -> condition.implied();
    };
  }

  /**
   * That the row is there, or is not, and that these attributes are as they were read. Where they
   * are too many for one condition, the id of the last write stands for those that do not fit: only
   * writers that leave none, as AppSync's resolvers, can then change them unseen.
   *
   * @param needed attributes that nothing can stand for
   * @param wanted others
   * @throws RefusedValueException if those that are needed do not fit
   */
  static String unchanged(
      TableLayout layout,
      Set<String> needed,
      Collection<String> wanted,
      Optional<Map<String, AttributeValue>> item,
      Expression expression) {
    Set<String> attributes = new LinkedHashSet<>(needed);
    attributes.addAll(wanted);
    List<String> parts = unchanged(layout, attributes, item, expression);
    if (fits(parts)) {
      return String.join(AND, parts);
    }
    Set<String> first = new LinkedHashSet<>(needed);
    first.add(TableLayout.WRITE_ID);
    int least = 1 + first.size();
    first.addAll(wanted);
    parts = unchanged(layout, first, item, expression);
    int most = parts.size();
    while (!fits(parts.subList(0, most))) {
      most--;
    }
    if (most < least) {
      throw new RefusedValueException(
          "The condition of a write of '%s' looks at %d fields, which is more than fits into one expression; let it look at fewer."
              .formatted(layout.table().name(), needed.size()));
    }
    return String.join(AND, parts.subList(0, most));
  }

  private static boolean fits(List<String> parts) {
    return parts.size() <= MOST_ATTRIBUTES && String.join(AND, parts).length() <= MOST_CHARACTERS;
  }

  private static List<String> unchanged(
      TableLayout layout,
      Set<String> attributes,
      Optional<Map<String, AttributeValue>> item,
      Expression expression) {
    List<String> parts = new ArrayList<>(1 + attributes.size());
    parts.add(
        (item.isPresent() ? "attribute_exists(%s)" : "attribute_not_exists(%s)")
            .formatted(expression.name(layout.key().partition())));
    attributes.forEach(attribute -> parts.add(unchanged(attribute, item, expression)));
    return parts;
  }

  private static String unchanged(
      String attribute, Optional<Map<String, AttributeValue>> item, Expression expression) {
    AttributeValue value = item.map(present -> present.get(attribute)).orElse(null);
    String name = expression.name(attribute);
    return value == null
        ? "attribute_not_exists(%s)".formatted(name)
        : "%s = %s".formatted(name, expression.value(value));
  }
}
