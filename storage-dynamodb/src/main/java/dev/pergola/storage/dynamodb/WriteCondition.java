package dev.pergola.storage.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the service is asked to judge of a row before it writes it. */
final class WriteCondition {

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

  /** That the row is there, or is not, and that these attributes are as they were read. */
  static String unchanged(
      TableLayout layout,
      Set<String> attributes,
      Optional<Map<String, AttributeValue>> item,
      Expression expression) {
    List<String> parts = new ArrayList<>();
    for (String attribute : attributes) {
      AttributeValue value = item.map(present -> present.get(attribute)).orElse(null);
      String name = expression.name(attribute);
      parts.add(
          value == null
              ? "attribute_not_exists(%s)".formatted(name)
              : "%s = %s".formatted(name, expression.value(value)));
    }
    String partition = expression.name(layout.key().partition());
    if (!attributes.contains(layout.key().partition())) {
      parts.add(
          (item.isPresent() ? "attribute_exists(%s)" : "attribute_not_exists(%s)")
              .formatted(partition));
    }
    return String.join(" AND ", parts);
  }
}
