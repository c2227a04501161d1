package dev.pergola.storage.dynamodb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Collects what an UpdateItem sets and removes. */
final class UpdateExpression {

  private final Expression expression;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();

  UpdateExpression(Expression expression) {
    this.expression = expression;
  }

  /** Sets an attribute, or removes it when there is no value. */
  void set(String attribute, @Nullable AttributeValue value) {
    String name = expression.name(attribute);
    if (value == null) {
      removes.add(name);
    } else {
      sets.add(name + " = " + expression.value(value));
    }
  }

  /** Sets an attribute that the item does not have yet. */
  void setIfAbsent(String attribute, AttributeValue value) {
    String name = expression.name(attribute);
    sets.add("%s = if_not_exists(%s, %s)".formatted(name, name, expression.value(value)));
  }

  String text() {
    String set = sets.isEmpty() ? "" : "SET " + String.join(", ", sets) + " ";
    return set + (removes.isEmpty() ? "" : "REMOVE " + String.join(", ", removes));
  }
}
