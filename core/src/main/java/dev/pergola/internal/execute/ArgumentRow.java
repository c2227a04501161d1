package dev.pergola.internal.execute;

import dev.pergola.internal.scalar.ScalarCodec;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The payload of an event as an author's own subscription sees it: the member of each {@linkplain
 * ListenerFields field's} name, in their order; what is null is not there. JSON is the value and
 * not its text, since a text is returned otherwise than it was sent (spec: runtime A11).
 */
final class ArgumentRow implements Row {

  private final List<@Nullable Object> values;

  ArgumentRow(List<NamedValue> fields, @Nullable Object payload) {
    this.values = new ArrayList<>(fields.size());
    for (NamedValue field : fields) {
      Object member = payload instanceof Map<?, ?> members ? members.get(field.name()) : null;
      values.add(compared(field, member));
    }
  }

  @Override
  public @Nullable Object value(int position) {
    return values.get(position);
  }

  @Override
  public boolean has(int position) {
    return values.get(position) != null;
  }

  /** What stands for an argument's value, or that of a payload's member, when they are compared. */
  static @Nullable Object compared(NamedValue argument, @Nullable Object value) {
    if (argument.type() != Scalar.JSON) {
      return value;
    }
    if (!(value instanceof List<?> elements)) {
      return json(value);
    }
    List<@Nullable Object> each = new ArrayList<>(elements.size());
    elements.forEach(element -> each.add(json(element)));
    return each;
  }

  private static @Nullable Object json(@Nullable Object value) {
    try {
      return value instanceof String text ? ScalarCodec.of(Scalar.JSON).toStored(text) : value;
    } catch (IllegalArgumentException otherText) {
      // The member of this name is no JSON.
      return value;
    }
  }
}
