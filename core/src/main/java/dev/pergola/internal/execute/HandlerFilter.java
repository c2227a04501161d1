package dev.pergola.internal.execute;

import dev.pergola.model.Column;
import dev.pergola.model.NamedValue;
import dev.pergola.request.Limits;
import dev.pergola.storage.Filter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filter that the code behind a subscription sets for its subscriber (spec: runtime D).
 * It is the host's, so that no schema has looked at it, and a mistake in it is the host's too.
 */
final class HandlerFilter {

  private static final Set<String> JOINED = Set.of("and", "or");
  private final String operation;
  private final Map<String, NamedValue> fields = new LinkedHashMap<>();
  private final Map<String, Column> columns = new LinkedHashMap<>();

  private HandlerFilter(String operation, List<NamedValue> fields) {
    this.operation = operation;
    for (int i = 0; i < fields.size(); i++) {
      this.fields.put(fields.get(i).name(), fields.get(i));
      columns.put(fields.get(i).name(), ListenerFields.column(fields.get(i), i));
    }
  }

  /**
   * The filter.
   *
   * @param fields of what it may be about
   * @throws IllegalArgumentException if it is none
   */
  static Filter read(
      Map<String, ?> filter, String operation, List<NamedValue> fields, Limits limits) {
    HandlerFilter reader = new HandlerFilter(operation, fields);
    Map<?, ?> plain = reader.object(HandlerValues.plain(filter));
    try {
      return FilterReader.readOfEvents(plain, reader.columns, limits);
    } catch (FieldException refused) {
      throw reader.mistake(refused.text());
    }
  }

  /** What asks nothing would let everything through, whatever its author meant it to be. */
  private Map<?, ?> object(@Nullable Object filter) {
    if (!(filter instanceof Map<?, ?> entries) || entries.isEmpty()) {
      throw mistake("%s stands where fields have to, as {status: {eq: OPEN}}.".formatted(filter));
    }
    entries.forEach((name, value) -> entry(String.valueOf(name), value));
    return entries;
  }

  private void entry(String name, @Nullable Object value) {
    if (JOINED.contains(name)) {
      if (!(value instanceof List<?> parts) || parts.isEmpty()) {
        throw mistake(
            ("'%s' takes a list of one filter or more, not %s; what no event is to fulfil is"
                    + " {in: []}.")
                .formatted(name, value));
      }
      parts.forEach(this::object);
      return;
    }
    NamedValue field = fields.get(name);
    if (field == null) {
      throw mistake(
          "'%s' is neither an argument nor a field of the result. Known: %s."
              .formatted(name, String.join(", ", fields.keySet())));
    }
    if (!(value instanceof Map<?, ?> operators) || operators.isEmpty()) {
      throw mistake("'%s' takes operators, as {eq: 1}, not %s.".formatted(name, value));
    }
    operators.forEach((operator, operand) -> operand(field, String.valueOf(operator), operand));
  }

  private void operand(NamedValue field, String operator, @Nullable Object operand) {
    List<String> known = HandlerOperands.operators(field);
    if (!known.contains(operator)) {
      throw mistake(
          "'%s' has no operator '%s'. Known: %s."
              .formatted(field.name(), operator, String.join(", ", known)));
    }
    if (!HandlerOperands.fits(field, operator, operand)) {
      throw mistake(
          "'%s' of '%s' takes %s, not %s%s."
              .formatted(
                  operator,
                  field.name(),
                  HandlerOperands.expected(field, operator),
                  operand,
                  operand == null ? "" : " (" + HandlerOperands.kind(operand) + ")"));
    }
  }

  private IllegalArgumentException mistake(String what) {
    return new IllegalArgumentException(
        "Subscription '%s', filter of its handler: %s".formatted(operation, what));
  }
}
