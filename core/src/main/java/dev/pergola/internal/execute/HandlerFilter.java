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
  private static final Set<String> OPERATORS =
      Set.of(
          "eq",
          "ne",
          "lt",
          "le",
          "gt",
          "ge",
          "between",
          "contains",
          "notContains",
          "beginsWith",
          "in",
          "notIn");

  private final String operation;
  private final Map<String, Column> columns = new LinkedHashMap<>();

  private HandlerFilter(String operation, List<NamedValue> fields) {
    this.operation = operation;
    for (int i = 0; i < fields.size(); i++) {
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
    reader.check(filter);
    try {
      return FilterReader.readOfEvents(filter, reader.columns, limits);
    } catch (FieldException refused) {
      throw reader.mistake(refused.text());
    }
  }

  private void check(@Nullable Object filter) {
    if (!(filter instanceof Map<?, ?> entries)) {
      throw mistake("%s stands where fields have to, as {status: {eq: OPEN}}.".formatted(filter));
    }
    entries.forEach((name, value) -> check(String.valueOf(name), value));
  }

  private void check(String name, @Nullable Object value) {
    if (JOINED.contains(name)) {
      if (!(value instanceof List<?> parts)) {
        throw mistake("'%s' takes a list of filters, not %s.".formatted(name, value));
      }
      parts.forEach(this::check);
      return;
    }
    if (!columns.containsKey(name)) {
      throw mistake(
          "'%s' is neither an argument nor a field of the result. Known: %s."
              .formatted(name, String.join(", ", columns.keySet())));
    }
    if (!(value instanceof Map<?, ?> operators)) {
      throw mistake("'%s' takes operators, as {eq: 1}, not %s.".formatted(name, value));
    }
    for (Object operator : operators.keySet()) {
      if (!OPERATORS.contains(String.valueOf(operator))) {
        throw mistake(
            "'%s' has no operator '%s'. Known: %s."
                .formatted(
                    name, operator, String.join(", ", OPERATORS.stream().sorted().toList())));
      }
    }
  }

  private IllegalArgumentException mistake(String what) {
    return new IllegalArgumentException(
        "Subscription '%s', filter of its handler: %s".formatted(operation, what));
  }
}
