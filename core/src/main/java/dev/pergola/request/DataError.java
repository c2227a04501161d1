package dev.pergola.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a response's {@code errors}, in the shape of AWS AppSync (spec: runtime F): the
 * members stand at the top level, and what is absent is a JSON null.
 *
 * @param message what went wrong, in words a client may see
 * @param errorType the kind, such as {@code Unauthorized}; null when the contract gives none
 * @param path response keys and list indexes down to the field; null when the whole request failed
 * @param locations where in the document the field stands; null when not known
 * @param data what the contract attaches; null for most errors
 * @param errorInfo further information from a handler; null for most errors
 * @param extensions what has no member of its own, such as the id of a failure that only the log
 *     describes; null for none
 * @param requestLevel whether the error is one of parsing or validation, which has no members but
 *     {@code path}, {@code locations} and {@code message}
 */
public record DataError(
    String message,
    @Nullable String errorType,
    @Nullable List<Object> path,
    @Nullable List<Location> locations,
    @Nullable Object data,
    @Nullable Object errorInfo,
    @Nullable Map<String, Object> extensions,
    boolean requestLevel) {

  public DataError {
    path = path == null ? null : List.copyOf(path);
    locations = locations == null ? null : List.copyOf(locations);
    extensions = extensions == null ? null : Map.copyOf(extensions);
  }

  /** An error of one field. */
  public static DataError ofField(
      String message,
      @Nullable String errorType,
      List<Object> path,
      @Nullable List<Location> locations) {
    return new DataError(message, errorType, path, locations, null, null, null, false);
  }

  /** An error of the whole request, found before anything ran. */
  public static DataError ofRequest(String message, @Nullable List<Location> locations) {
    return new DataError(message, null, null, locations, null, null, null, true);
  }

  /** The same error with these extensions. */
  public DataError withExtensions(Map<String, Object> values) {
    return new DataError(
        message, errorType, path, locations, data, errorInfo, values, requestLevel);
  }

  /** The members of the JSON object, in the order of AWS AppSync. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("path", path);
    if (!requestLevel) {
      map.put("data", data);
      map.put("errorType", errorType);
      map.put("errorInfo", errorInfo);
    }
    map.put(
        "locations", locations == null ? null : locations.stream().map(Location::toMap).toList());
    map.put("message", message);
    if (extensions != null) {
      map.put("extensions", extensions);
    }
    return Collections.unmodifiableMap(map);
  }

  /**
   * A place in the document.
   *
   * @param line from 1
   * @param column from 1
   */
  public record Location(int line, int column) {

    Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("line", line);
      map.put("column", column);
      map.put("sourceName", null);
      return Collections.unmodifiableMap(map);
    }
  }
}
