package dev.pergola.wire;

/** What a transport is to send: a status, header fields and a body. */
public final class HttpAnswer {

  private static final byte[] NO_BODY = {};

  private final int status;
  private final Headers headers;
  private final byte[] body;

  HttpAnswer(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /**
   * The header fields, {@code content-type} among them; {@code content-length} is the transport's.
   */
  public Headers headers() {
    return headers;
  }

  /** The body, possibly empty; not copied, so it must not be changed. */
  public byte[] body() {
    return body;
  }

  HttpAnswer withoutBody() {
    return new HttpAnswer(status, headers, NO_BODY);
  }

  /** Without the body, which holds a client's data. */
  @Override
  public String toString() {
    return "%d %s, %d bytes".formatted(status, headers, body.length);
  }
}
