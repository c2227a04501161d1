package dev.pergola.internal.execute;

import dev.pergola.model.Column;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be asked of the events of an author's own subscription: its arguments, of which each is
 * for the member of its name, and the other fields of its result.
 */
final class ListenerFields {

  private final Map<String, ModelType> models = new HashMap<>();

  ListenerFields(List<ModelType> models) {
    models.forEach(model -> this.models.put(model.name(), model));
  }

  /** The arguments, in their order, and then the others. */
  List<NamedValue> of(CustomOperation operation) {
    Map<String, NamedValue> fields = new LinkedHashMap<>();
    operation.arguments().forEach(argument -> fields.put(argument.name(), argument));
    result(operation).forEach(field -> fields.putIfAbsent(field.name(), field));
    return List.copyOf(fields.values());
  }

  /** The column in which an event has the field at this place. */
  static Column column(NamedValue field, int place) {
    return new Column(field.name(), place, field.type().columnType(), field.shape().list());
  }

  private List<NamedValue> result(CustomOperation operation) {
    if (operation.result() instanceof CustomType type) {
      return type.fields();
    }
    ModelType model = models.get(operation.result().graphqlName());
    return model == null
        ? List.of()
        : model.fields().stream()
            .map(field -> new NamedValue(field.name(), field.type(), field.shape()))
            .toList();
  }
}
