package dev.pergola.wire;

import dev.pergola.internal.json.JsonLimits;
import dev.pergola.internal.log.LineBudget;
import dev.pergola.request.Backend;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * AppSync's HTTP for one backend (spec: wire 2, 4 and 7). All that is the same on every transport
 * happens here, so that a transport reads, calls {@link #handle} and writes. Safe for many threads.
 *
 * <p>A transport may ask {@link #answerBeforeBody} first, to be spared a body that will be refused.
 */
public final class HttpEndpoint {

  private final Backend backend;
  private final HttpOptions options;
  private final Cors cors;
  private final @Nullable RealtimeEndpoint realtime;
  private final JsonLimits jsonLimits;
  private final LineBudget lines = LineBudget.ofTenPerSecond();

  private HttpEndpoint(Backend backend, HttpOptions options, @Nullable RealtimeEndpoint realtime) {
    this.backend = backend;
    this.options = options;
    this.realtime = realtime;
    this.cors = new Cors(options);
    this.jsonLimits =
        new JsonLimits(
            options.jsonMaxDepth(),
            options.jsonMaxStringLength(),
            options.jsonMaxNumberLength(),
            options.jsonMaxExponent());
  }

  /** Serves this backend, which stays the host's to close. */
  public static HttpEndpoint of(Backend backend, HttpOptions options) {
    return new HttpEndpoint(backend, options, null);
  }

  /**
   * Serves this backend, and its subscriptions as server-sent events: the answer to a request whose
   * {@code accept} is {@code text/event-stream}. They count as connections of the other endpoint,
   * have its limits, and end when it is closed.
   *
   * <p>The transport must know of {@link HttpAnswer#events()}.
   */
  public static HttpEndpoint of(Backend backend, HttpOptions options, RealtimeEndpoint realtime) {
    return new HttpEndpoint(backend, options, realtime);
  }

  /** Whether the answer may be one that goes on, so that a transport must not set it a time. */
  public boolean mayGoOn(Headers headers) {
    return realtime != null && Accept.eventStream(headers);
  }

  /** The options it was made with. */
  public HttpOptions options() {
    return options;
  }

  /**
   * How many bytes of a body a transport reads at most, before decoding anything: one more than
   * {@link HttpOptions#maxBodyBytes()}. A transport that has this many stops reading and hands them
   * over; the answer is the 413.
   */
  public int bytesToRead() {
    return options.maxBodyBytes() + 1;
  }

  /**
   * The answer, if the head of a request is enough to know it: wrong method, pre-flight, wrong
   * media type, a body announced as too large. {@link #handle} gives the same to a transport that
   * does not ask.
   */
  public Optional<HttpAnswer> answerBeforeBody(String method, Headers headers) {
    return answerBeforeBody(method, headers, reply(headers));
  }

  /**
   * The answer to a request. The future never fails, whatever a client sent. Cancelling it cancels
   * the work, as far as it is not yet done: for clients that have gone.
   */
  public CompletableFuture<HttpAnswer> handle(HttpCall call) {
    Reply reply = reply(call.headers());
    Optional<HttpAnswer> early = answerBeforeBody(call.method(), call.headers(), reply);
    if (early.isPresent()) {
      return CompletableFuture.completedFuture(early.get());
    }
    if (call.body().length > options.maxBodyBytes()) {
      return CompletableFuture.completedFuture(reply.refused(HttpRefusal.TOO_LARGE));
    }
    String queryString = call.queryString();
    if (call.isGet() && queryString != null && queryString.length() > options.maxBodyBytes()) {
      return CompletableFuture.completedFuture(reply.refused(HttpRefusal.ADDRESS_TOO_LONG));
    }
    RealtimeEndpoint streams = mayGoOn(call.headers()) ? realtime : null;
    return new HttpExchange(backend, call, reply, jsonLimits, lines, streams).start();
  }

  /** The answer to a request that only the transport knows to be stuck. */
  public HttpAnswer answerTo(TransportFault fault, Headers headers) {
    Reply reply = reply(headers);
    return switch (fault) {
      case BODY_TOO_SLOW -> reply.refused(HttpRefusal.TOO_SLOW);
      case BODY_BROKEN -> reply.refused(HttpRefusal.MALFORMED);
      case ANSWER_TOO_SLOW -> reply.executionTimeout();
    };
  }

  private Optional<HttpAnswer> answerBeforeBody(String method, Headers headers, Reply reply) {
    if (method.equals("OPTIONS")) {
      return Optional.of(reply.preflight());
    }
    Optional<HttpAnswer> refused = HeadCheck.refusal(method, headers, options).map(reply::refused);
    return method.equals("HEAD") ? refused.map(HttpAnswer::withoutBody) : refused;
  }

  private Reply reply(Headers headers) {
    return new Reply(options, cors, headers);
  }
}
