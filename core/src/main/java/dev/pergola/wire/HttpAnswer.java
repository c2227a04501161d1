package dev.pergola.wire;

import dev.pergola.request.Backend;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a transport is to send: a status, header fields and a body. */
public final class HttpAnswer {

  private static final byte[] NO_BODY = {};

  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final @Nullable ServerSentEvents events;

  HttpAnswer(int status, Headers headers, byte[] body) {
    this(status, headers, body, null);
  }

  private HttpAnswer(int status, Headers headers, byte[] body, @Nullable ServerSentEvents events) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.events = events;
  }

  /** An answer that goes on after its head. */
  static HttpAnswer ofEvents(Headers headers, ServerSentEvents events) {
    return new HttpAnswer(200, headers, NO_BODY, events);
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

  /**
   * What the body is instead, when it has no end yet. Only an endpoint {@link
   * HttpEndpoint#of(Backend, HttpOptions, RealtimeEndpoint) that was given one for subscriptions}
   * answers so.
   */
  public Optional<ServerSentEvents> events() {
    return Optional.ofNullable(events);
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
