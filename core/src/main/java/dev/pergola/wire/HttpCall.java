package dev.pergola.wire;

import org.jspecify.annotations.Nullable;

/** One HTTP request, as a transport read it. Immutable. */
public final class HttpCall {

  private final String method;
  private final String path;
  private final @Nullable String queryString;
  private final Headers headers;
  private final byte[] body;

  private HttpCall(
      String method, String path, @Nullable String queryString, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
    this.queryString = queryString;
    this.headers = headers;
    this.body = body;
  }

  /**
   * A request.
   *
   * @param method as sent, in capitals
   * @param path as sent; nothing is decided by it
   * @param headers as sent
   * @param body the bytes after transfer decoding, at most {@link HttpEndpoint#bytesToRead()}; not
   *     copied, so it must not change any more
   */
  public static HttpCall of(String method, String path, Headers headers, byte[] body) {
    return new HttpCall(method, path, null, headers, body);
  }

  /**
   * The same request with what stands behind the {@code ?} of its address, as sent: not decoded.
   * Only a {@code GET} is read from there, where {@link HttpOptions#allowGet()} says so.
   *
   * @param raw null for none
   */
  public HttpCall withQueryString(@Nullable String raw) {
    return new HttpCall(method, path, raw, headers, body);
  }

  /** The method. */
  public String method() {
    return method;
  }

  boolean isGet() {
    return method.equals("GET");
  }

  /** The path, for logs. */
  public String path() {
    return path;
  }

  /** What stands behind the {@code ?}; may hold what is secret. */
  @Nullable String queryString() {
    return queryString;
  }

  /** The header fields. */
  public Headers headers() {
    return headers;
  }

  /** The body, not copied. */
  byte[] body() {
    return body;
  }

  /** Without body and query string, which may hold what is secret. */
  @Override
  public String toString() {
    return "%s %s %s, %d bytes".formatted(method, path, headers, body.length);
  }
}
