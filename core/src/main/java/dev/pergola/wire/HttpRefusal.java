package dev.pergola.wire;

import dev.pergola.request.OverloadedException;

/**
 * Why a request did not get as far as GraphQL, with all that a client is told of it (spec: wire 4).
 *
 * <p>No kind is one that the Amplify client repeats a request for ({@code BadRequestException} is
 * one), but for the one status that invites it.
 */
enum HttpRefusal {
  MALFORMED(400, "MalformedHttpRequestException", "The request body could not be read to its end."),
  UNAUTHORIZED(401, "UnauthorizedException", "You are not authorized to make this call."),
  FORGEABLE(
      400,
      "MissingRequestHeaderException",
      "A request by GET needs one of the headers authorization, x-api-key and x-amz-user-agent, or"
          + " a content type of application/json."),
  METHOD(405, "MethodNotAllowedException", "Only POST is served here."),
  NOT_A_QUERY(405, "MethodNotAllowedException", "Only queries are run by GET."),
  TOO_SLOW(408, "RequestBodyTimeoutException", "The request body did not arrive in time."),
  TOO_LARGE(413, "ContentTooLargeException", "The request body is too large."),
  ADDRESS_TOO_LONG(414, "UriTooLongException", "The query string is too long."),
  MEDIA_TYPE(
      415, "UnsupportedMediaTypeException", "The content type must be application/json in UTF-8."),
  ENCODED(415, "UnsupportedMediaTypeException", "The request body must not be compressed."),
  OVERLOADED(503, OverloadedException.ERROR_TYPE, OverloadedException.CLIENT_MESSAGE);

  static final String NOT_AN_OBJECT =
      "The request body must be a JSON object with a member 'query'.";
  static final String NO_QUERY = "The member 'query' is missing or not a string.";
  static final String BAD_VARIABLES = "The member 'variables' must be an object or null.";
  static final String BAD_OPERATION_NAME = "The member 'operationName' must be a string or null.";
  static final String BAD_EXTENSIONS = "The member 'extensions' must be an object or null.";

  private final int status;
  private final String kind;
  private final String message;

  HttpRefusal(int status, String kind, String message) {
    this.status = status;
    this.kind = kind;
    this.message = message;
  }

  int status() {
    return status;
  }

  /** The {@code errorType}, and what clients dispatch on. */
  String kind() {
    return kind;
  }

  /** The text, where there is none that says more. */
  String message() {
    return message;
  }
}
