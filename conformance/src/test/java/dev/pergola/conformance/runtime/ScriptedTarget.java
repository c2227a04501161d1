package dev.pergola.conformance.runtime;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.auth.Refusal;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A target whose answers a test writes itself, to see what the runner makes of them. */
final class ScriptedTarget implements Target {

  private final Function<DataRequest, DataResponse> answers;

  private ScriptedTarget(Function<DataRequest, DataResponse> answers) {
    this.answers = answers;
  }

  /** Gives these answers; what the function throws comes out of the backend. */
  static ScriptedTarget of(Function<DataRequest, DataResponse> answers) {
    return new ScriptedTarget(answers);
  }

  /** Gives this JSON to every request. */
  static ScriptedTarget always(String json) {
    return of(request -> answer(json));
  }

  /** An answer with the same content on both faces. */
  static DataResponse answer(String json) {
    return new Fixed(json, Json.map(Json.read(json)));
  }

  /** An answer with these two faces. */
  static DataResponse answer(String json, Map<String, Object> map) {
    return new Fixed(json, map);
  }

  @Override
  public Running start(String sdl) {
    if (sdl.startsWith("refused")) {
      throw new IllegalArgumentException("Model 'X' has no fields.");
    }
    return new Running() {
      @Override
      public Backend backend() {
        return new Scripted(answers);
      }

      @Override
      public HandlerStubs handlers() {
        return new HandlerStubs();
      }

      @Override
      public Reply send(Step.Http request, byte[] body) {
        String echo =
            "{\"key\":\"%s\",\"body\":\"%s\"}"
                .formatted(
                    request.headers().get("x-api-key"), new String(body, StandardCharsets.UTF_8));
        return new Reply(200, Json.read(echo));
      }

      @Override
      public void close() {}
    };
  }

  private record Scripted(Function<DataRequest, DataResponse> answers) implements Backend {

    @Override
    public CompletableFuture<Authentication> authenticate(Credentials credentials) {
      return CompletableFuture.completedFuture(Authentication.refused(Refusal.DENIED, "scripted"));
    }

    @Override
    public CompletableFuture<DataResponse> execute(DataRequest request, Identity identity) {
      return CompletableFuture.supplyAsync(() -> answers.apply(request));
    }

    @Override
    public EventStream subscribe(DataRequest request, Authentication.Accepted caller) {
      throw new UnsupportedOperationException("No test of the runner subscribes.");
    }
  }

  private record Fixed(String json, Map<String, Object> toMap) implements DataResponse {

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> data() {
      return (Map<String, Object>) toMap.get("data");
    }

    @Override
    public List<DataError> errors() {
      return List.of();
    }

    @Override
    public byte[] toJson() {
      return json.getBytes(StandardCharsets.UTF_8);
    }
  }
}
