package dev.pergola.conformance.authorization;

import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An answer, or what it should be, as one line for each value and error. Records in lists are named
 * by their ids and not by their places, since a list may come in any order.
 */
final class Flat {

  private final TreeMap<String, String> values = new TreeMap<>();
  private final TreeSet<String> errors = new TreeSet<>();

  static Flat of(DataResponse response) {
    Flat flat = new Flat();
    Map<String, @Nullable Object> data = response.data();
    if (data != null) {
      data.forEach(flat::add);
    }
    flat.addErrors(data, response.errors());
    return flat;
  }

  /** An answer of the engine of a host. */
  static Flat of(ExecutionResult result) {
    Flat flat = new Flat();
    Map<String, @Nullable Object> data = result.getData();
    if (data != null) {
      data.forEach(flat::add);
    }
    for (GraphQLError error : result.getErrors()) {
      Object type = error.getExtensions() == null ? null : error.getExtensions().get("errorType");
      flat.error(path(data, error.getPath()), String.valueOf(type), sorted(error.getMessage()));
    }
    return flat;
  }

  /** What came of a subscription that was refused. */
  static Flat of(List<DataError> refusal) {
    Flat flat = new Flat();
    flat.addErrors(null, refusal);
    return flat;
  }

  /** The events of a subscription: each record under its id, and how many there were. */
  static Flat ofEvents(String field, List<DataResponse> events) {
    Flat flat = new Flat();
    flat.count(field, events.size());
    for (DataResponse event : events) {
      Map<String, @Nullable Object> data = event.data();
      Object told = data == null ? null : data.get(field);
      flat.add(field + "/" + (told instanceof Map<?, ?> object ? object.get("id") : "none"), told);
      flat.addErrors(data, event.errors());
    }
    return flat;
  }

  void count(String path, int count) {
    value(path + "/count", count);
  }

  private void addErrors(@Nullable Object data, List<DataError> told) {
    for (DataError error : told) {
      errors.add(
          "%s %s: %s"
              .formatted(path(data, error.path()), error.errorType(), sorted(error.message())));
    }
  }

  /** What is expected at a place: a scalar, a list of scalars, or null. */
  void value(String path, @Nullable Object value) {
    values.put(path, String.valueOf(value));
  }

  void error(String path, String type, String message) {
    errors.add("%s %s: %s".formatted(path, type, message));
  }

  void notAuthorized(String path, String field, String type) {
    error(path, "Unauthorized", "Not Authorized to access %s on type %s".formatted(field, type));
  }

  void addAll(Flat other) {
    values.putAll(other.values);
    errors.addAll(other.errors);
  }

  /** What an answer shows that it should not. */
  List<String> leaks(Flat answer) {
    return answer.values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals("null"))
        .filter(entry -> !entry.getValue().equals(values.get(entry.getKey())))
        .map(entry -> "%s (expected %s)".formatted(entry, values.get(entry.getKey())))
        .toList();
  }

  /** What an answer lacks. */
  List<String> missing(Flat answer) {
    return values.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(answer.values.get(entry.getKey())))
        .map(entry -> "%s (was %s)".formatted(entry, answer.values.get(entry.getKey())))
        .toList();
  }

  /** The errors of which there are too many (+) or too few (-). */
  List<String> wrongErrors(Flat answer) {
    List<String> wrong = new ArrayList<>();
    answer.errors.stream()
        .filter(error -> !errors.contains(error))
        .forEach(e -> wrong.add("+" + e));
    errors.stream()
        .filter(error -> !answer.errors.contains(error))
        .forEach(e -> wrong.add("-" + e));
    return wrong;
  }

  private void add(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, member) -> add(path + "/" + name, member));
    } else if (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance)) {
      for (int i = 0; i < list.size(); i++) {
        add(path + "/" + name(list, i), list.get(i));
      }
    } else {
      values.put(path, String.valueOf(value));
    }
  }

  private static String path(@Nullable Object data, @Nullable List<Object> path) {
    StringBuilder text = new StringBuilder();
    Object here = data;
    for (Object step : path == null ? List.of() : path) {
      if (step instanceof Integer place && here instanceof List<?> list) {
        text.append('/').append(name(list, place));
        here = list.get(place);
      } else {
        text.append(text.isEmpty() ? "" : "/").append(step);
        here = here instanceof Map<?, ?> object ? object.get(step) : null;
      }
    }
    return text.toString();
  }

  private static String name(List<?> list, int place) {
    return list.get(place) instanceof Map<?, ?> object
        ? String.valueOf(object.get("id"))
        : "#" + place;
  }

  /** The fields of "Unauthorized on [...]" come in no order. */
  private static String sorted(String message) {
    if (!message.startsWith("Unauthorized on [")) {
      return message;
    }
    String[] fields = message.substring(17, message.length() - 1).split(", ");
    return "Unauthorized on " + new TreeSet<>(Arrays.asList(fields));
  }

  @Override
  public String toString() {
    return values + " " + errors;
  }
}
