package dev.pergola.wire;

import dev.pergola.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the answer to one request: what every answer carries, and the body if it is no result. */
final class Reply {

  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final String REQUEST_ID_HEADER = "x-amzn-requestid";
  private static final byte[] NO_BODY = {};

  private final HttpOptions options;
  private final Cors cors;
  private final Headers request;
  private final String requestId;

  Reply(HttpOptions options, Cors cors, Headers request) {
    this.options = options;
    this.cors = cors;
    this.request = request;
    this.requestId =
        request
            .only(REQUEST_ID_HEADER)
            .filter(id -> REQUEST_ID.matcher(id).matches())
            .orElseGet(options.requestIds());
  }

  /** A GraphQL response. */
  HttpAnswer result(int status, String mediaType, byte[] json) {
    Headers.Builder headers = common();
    if (cors.allow(request, headers)) {
      Cors.expose(headers);
    }
    return new HttpAnswer(status, headers.add("content-type", mediaType).build(), json);
  }

  /** The head of an answer that goes on with events. */
  HttpAnswer events(ServerSentEvents events) {
    Headers.Builder headers = common();
    if (cors.allow(request, headers)) {
      Cors.expose(headers);
    }
    headers.add("content-type", MediaType.EVENT_STREAM + "; charset=utf-8");
    // Some proxies would collect events before they pass them on.
    return HttpAnswer.ofEvents(headers.add("x-accel-buffering", "no").build(), events);
  }

  /** A GraphQL response that is only an error which says nothing, for what went wrong inside. */
  HttpAnswer internalError(String errorId) {
    return error("Internal error", "InternalFailure", Map.of("errorId", errorId));
  }

  /** A GraphQL response that is only the error of a request that took too long. */
  HttpAnswer executionTimeout() {
    return error("Execution timed out.", "ExecutionTimeout", null);
  }

  HttpAnswer refused(HttpRefusal refusal) {
    return refused(
        refusal,
        refusal == HttpRefusal.METHOD && options.allowGet()
            ? "Only GET and POST are served here."
            : refusal.message());
  }

  /** An answer that serves every client: kind and text in headers, at the top, and in errors. */
  HttpAnswer refused(HttpRefusal refusal, String message) {
    Headers.Builder headers = common();
    boolean unused = cors.allow(request, headers);
    Cors.expose(headers);
    headers.add("content-type", MediaType.JSON).add("x-amzn-errortype", refusal.kind());
    switch (refusal) {
      case METHOD -> headers.add("allow", options.methods());
      case NOT_A_QUERY -> headers.add("allow", Cors.WRITING);
      case OVERLOADED -> headers.add("retry-after", "1");
      default -> {}
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("__type", refusal.kind());
    body.put("message", message);
    body.put("errors", List.of(ordered("errorType", refusal.kind(), "message", message)));
    return new HttpAnswer(refusal.status(), headers.build(), Json.writeBytes(body));
  }

  /** The answer to OPTIONS, which browsers send without credentials. */
  HttpAnswer preflight() {
    Headers.Builder headers = common().add("allow", options.methods());
    if (cors.allow(request, headers)) {
      cors.allowPreflight(request, headers);
    }
    return new HttpAnswer(204, headers.build(), NO_BODY);
  }

  private HttpAnswer error(
      String message, String errorType, @Nullable Map<String, String> extensions) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("path", null);
    error.put("data", null);
    error.put("errorType", errorType);
    error.put("errorInfo", null);
    error.put("locations", null);
    error.put("message", message);
    if (extensions != null) {
      error.put("extensions", extensions);
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("data", null);
    body.put("errors", List.of(error));
    return result(200, MediaType.JSON, Json.writeBytes(body));
  }

  private Headers.Builder common() {
    return Headers.builder()
        .add("cache-control", "no-store")
        .add("x-content-type-options", "nosniff")
        .add(REQUEST_ID_HEADER, requestId);
  }

  private static Map<String, Object> ordered(String k1, String v1, String k2, String v2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    return map;
  }
}
