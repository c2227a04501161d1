package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Refusal;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.internal.log.LineBudget;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.NotAQueryException;
import dev.pergola.request.OverloadedException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request whose head is in order: who is it, what does the body ask, run it, answer. The caller
 * is known before the body is parsed, so that strangers can not make the parser work.
 */
final class HttpExchange {

  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

  private final Backend backend;
  private final HttpCall call;
  private final Reply reply;
  private final JsonLimits jsonLimits;
  private final LineBudget lines;
  private final @Nullable RealtimeEndpoint streams;
  private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();

  /**
   * An exchange.
   *
   * @param streams where the answer is to go on; null for a response at once
   */
  HttpExchange(
      Backend backend,
      HttpCall call,
      Reply reply,
      JsonLimits jsonLimits,
      LineBudget lines,
      @Nullable RealtimeEndpoint streams) {
    this.backend = backend;
    this.call = call;
    this.reply = reply;
    this.jsonLimits = jsonLimits;
    this.lines = lines;
    this.streams = streams;
  }

  CompletableFuture<HttpAnswer> start() {
    guarded(
        () -> {
          CompletionStage<Authentication> verdict = backend.authenticate(credentials());
          verdict.whenComplete(this::authenticated);
        });
    return answer;
  }

  private Credentials credentials() {
    Headers headers = call.headers();
    return new Credentials(headers.all("authorization"), headers.all("x-api-key"));
  }

  private void authenticated(@Nullable Authentication verdict, @Nullable Throwable failure) {
    guarded(
        () -> {
          if (verdict instanceof Authentication.Accepted accepted) {
            execute(accepted);
          } else if (verdict instanceof Authentication.Refused refused) {
            refuse(HttpRefusal.UNAUTHORIZED, refused.reason().message());
          } else if (cause(failure) instanceof OverloadedException) {
            refuse(HttpRefusal.OVERLOADED, HttpRefusal.OVERLOADED.message());
          } else {
            // Not known who it is, for whatever reason: nobody.
            log(failure);
            refuse(HttpRefusal.UNAUTHORIZED, Refusal.DENIED.message());
          }
        });
  }

  private void execute(Authentication.Accepted caller) {
    DataRequest request;
    try {
      request = read().withHeaders(call.headers().toMap());
    } catch (Envelope.UnreadableException e) {
      refuse(HttpRefusal.MALFORMED, e.told());
      return;
    }
    if (answer.isDone()) {
      return;
    }
    RealtimeEndpoint realtime = streams;
    if (realtime != null) {
      stream(realtime, request, caller);
      return;
    }
    CompletableFuture<DataResponse> running = backend.execute(request, caller.identity());
    Future<?> unused = running.whenComplete(this::executed);
    unused = answer.whenComplete((answered, failure) -> cancelWith(running));
  }

  private DataRequest read() throws Envelope.UnreadableException {
    return call.isGet()
        ? QueryString.read(call.queryString(), jsonLimits)
        : Envelope.read(call.body(), jsonLimits);
  }

  private void stream(
      RealtimeEndpoint realtime, DataRequest request, Authentication.Accepted caller) {
    if (realtime.hasRoom()) {
      answer.complete(
          reply.events(output -> realtime.stream(request, credentials(), caller, output)));
    } else {
      refuse(HttpRefusal.OVERLOADED, HttpRefusal.OVERLOADED.message());
    }
  }

  private void cancelWith(Future<?> running) {
    if (answer.isCancelled()) {
      running.cancel(false);
    }
  }

  private void executed(@Nullable DataResponse response, @Nullable Throwable failure) {
    guarded(
        () -> {
          if (response != null) {
            answer.complete(result(response));
          } else if (cause(failure) instanceof OverloadedException) {
            refuse(HttpRefusal.OVERLOADED, HttpRefusal.OVERLOADED.message());
          } else if (cause(failure) instanceof NotAQueryException refused) {
            refuse(HttpRefusal.NOT_A_QUERY, String.valueOf(refused.getMessage()));
          } else if (!answer.isCancelled()) {
            answer.complete(reply.internalError(log(failure)));
          }
        });
  }

  private HttpAnswer result(DataResponse response) {
    if (!Accept.graphqlResponse(call.headers())) {
      return reply.result(200, MediaType.JSON, response.toJson());
    }
    boolean nothingRan = response.errors().stream().anyMatch(DataError::requestLevel);
    return reply.result(nothingRan ? 400 : 200, MediaType.GRAPHQL_RESPONSE, response.toJson());
  }

  private void refuse(HttpRefusal refusal, String message) {
    answer.complete(reply.refused(refusal, message));
  }

  /** Nothing may leave the request without an answer, least of all what was not thought of. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (Exception | AssertionError | LinkageError | StackOverflowError e) {
      answer.complete(
          e instanceof OverloadedException
              ? reply.refused(HttpRefusal.OVERLOADED)
              : reply.internalError(log(e)));
    }
  }

  /** One line with the id that the client is told; the failure itself only where asked for. */
  private String log(@Nullable Throwable failure) {
    String errorId = UUID.randomUUID().toString();
    if (lines.take()) {
      LOG.error("Internal error {}; its cause is logged at level debug", errorId);
      LOG.debug("Internal error {}", errorId, cause(failure));
    }
    return errorId;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
