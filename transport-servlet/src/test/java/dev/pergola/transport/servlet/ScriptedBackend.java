package dev.pergola.transport.servlet;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.auth.Refusal;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.OverloadedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Does what a transport must bear and a real backend seldom does, by the text of the query: {@code
 * big} answers some megabytes, {@code never} nothing, {@code busy} that there is too much to do,
 * anything else that it ran.
 */
final class ScriptedBackend implements Backend {

  static final int BIG = 6_000_000;

  /** The key of the only caller. */
  static final String KEY = "da2-0123456789abcdef";

  final BlockingQueue<CompletableFuture<DataResponse>> running = new LinkedBlockingQueue<>();

  @Override
  public CompletableFuture<Authentication> authenticate(Credentials credentials) {
    return CompletableFuture.completedFuture(
        credentials.equals(Credentials.apiKey(KEY))
            ? Authentication.accepted(Identity.apiKey("test"), null)
            : Authentication.refused(Refusal.DENIED, "not good"));
  }

  @Override
  public CompletableFuture<DataResponse> execute(DataRequest request, Identity identity) {
    return switch (request.query()) {
      case "big" -> completed("{\"data\":\"" + "x".repeat(BIG) + "\"}");
      case "busy" -> CompletableFuture.failedFuture(new OverloadedException("busy"));
      case "never" -> {
        CompletableFuture<DataResponse> future = new CompletableFuture<>();
        running.add(future);
        yield future;
      }
      default -> completed("{\"data\":{\"ran\":\"" + request.query() + "\"}}");
    };
  }

  @Override
  public EventStream subscribe(DataRequest request, Authentication.Accepted caller) {
    throw new UnsupportedOperationException("Sockets are tested with a real backend.");
  }

  /** On another thread, as a real backend does that had to wait. */
  private static CompletableFuture<DataResponse> completed(String json) {
    return CompletableFuture.supplyAsync(() -> new Answer(json));
  }

  private record Answer(String json) implements DataResponse {

    @Override
    public Map<String, Object> data() {
      return Map.of();
    }

    @Override
    public List<DataError> errors() {
      return List.of();
    }

    @Override
    public byte[] toJson() {
      return json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, Object> toMap() {
      return Map.of("data", data());
    }
  }
}
