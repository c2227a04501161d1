package dev.pergola.wire;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.request.DataRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON around a GraphQL request. What else it has is ignored, as AppSync does. */
final class Envelope {

  private Envelope() {}

  static DataRequest read(byte[] body, JsonLimits limits) throws UnreadableException {
    if (!(parse(body, limits) instanceof Map<?, ?> members)) {
      throw new UnreadableException(HttpRefusal.NOT_AN_OBJECT);
    }
    return read(members);
  }

  /** The request in the members of an object that has been read. */
  static DataRequest read(Map<?, ?> members) throws UnreadableException {
    if (!(members.get("query") instanceof String query)) {
      throw new UnreadableException(HttpRefusal.NO_QUERY);
    }
    Object operationName = members.get("operationName");
    if (operationName != null && !(operationName instanceof String)) {
      throw new UnreadableException(HttpRefusal.BAD_OPERATION_NAME);
    }
    Object extensions = members.get("extensions");
    if (extensions != null && !(extensions instanceof Map<?, ?>)) {
      throw new UnreadableException(HttpRefusal.BAD_EXTENSIONS);
    }
    DataRequest request = DataRequest.of(query).withOperationName((String) operationName);
    Object variables = members.get("variables");
    return variables == null ? request : request.withVariables(variables(variables));
  }

  private static @Nullable Object parse(byte[] body, JsonLimits limits) throws UnreadableException {
    try {
      return Json.parse(body, limits);
    } catch (JsonException e) {
      throw new UnreadableException(
          Objects.requireNonNullElse(e.getMessage(), HttpRefusal.MALFORMED.message()));
    }
  }

  // Names of members are strings in what Json gives; no cast can say so.
  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> variables(Object value) throws UnreadableException {
    if (!(value instanceof Map<?, ?>)) {
      throw new UnreadableException(HttpRefusal.BAD_VARIABLES);
    }
    return (Map<String, @Nullable Object>) value;
  }

  /** The body is no request; the message is for the client. */
  static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String told;

    UnreadableException(String told) {
      super(told, null, false, false);
      this.told = told;
    }

    String told() {
      return told;
    }
  }
}
