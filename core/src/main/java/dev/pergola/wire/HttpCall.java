package dev.pergola.wire;

/** One HTTP request, as a transport read it. */
public final class HttpCall {

  private final String method;
  private final String path;
  private final Headers headers;
  private final byte[] body;

  private HttpCall(String method, String path, Headers headers, byte[] body) {
    this.method = method;
    this.path = path;
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
    return new HttpCall(method, path, headers, body);
  }

  /** The method. */
  public String method() {
    return method;
  }

  /** The path, for logs. */
  public String path() {
    return path;
  }

  /** The header fields. */
  public Headers headers() {
    return headers;
  }

  /** The body, not copied. */
  byte[] body() {
    return body;
  }

  /** Without the body, which may hold what is secret. */
  @Override
  public String toString() {
    return "%s %s %s, %d bytes".formatted(method, path, headers, body.length);
  }
}
