package dev.pergola.conformance.runtime;

import dev.pergola.Pergola;
import dev.pergola.PergolaBuilder;
import dev.pergola.UnsupportedSchemaException;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.cognito.CognitoUserPool;
import dev.pergola.conformance.Stores;
import dev.pergola.dsl.Schema;
import dev.pergola.handler.OperationHandler;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.request.Backend;
import dev.pergola.sdl.SdlReader;
import dev.pergola.sdl.UnsupportedSdlException;
import dev.pergola.wire.Headers;
import dev.pergola.wire.HttpAnswer;
import dev.pergola.wire.HttpCall;
import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.HttpOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/**
 * Pergola as the scenarios want it: a fresh store, user pool as the default mode and every other
 * mode beside it.
 */
final class PergolaTarget implements Target {

  /** Bug for bug, as the scenarios of the original have it. */
  static final Target INSTANCE = new PergolaTarget(Behavior.APPSYNC);

  /** As hosts get it that ask for nothing else. */
  static final Target SAFE = new PergolaTarget(Behavior.SAFE);

  private final Behavior behavior;

  private PergolaTarget(Behavior behavior) {
    this.behavior = behavior;
  }

  @Override
  public Running start(String sdl) {
    Schema schema = schema(sdl);
    HandlerStubs stubs = new HandlerStubs();
    PergolaBuilder builder =
        Pergola.builder(schema)
            .store(Stores.fresh())
            .authorizationModes(
                modes ->
                    modes
                        .userPool(unreachableUserPool())
                        .apiKey(ApiKeys.of(ApiKey.of("scenario", API_KEY)))
                        .hostOnly(Mode.OIDC)
                        .hostOnly(Mode.IAM)
                        .hostOnly(Mode.LAMBDA))
            .behavior(behavior);
    handlers(schema, stubs).forEach(builder::handler);
    try {
      Pergola backend = builder.build();
      return new RunningPergola(backend, HttpEndpoint.of(backend, HttpOptions.defaults()), stubs);
    } catch (UnsupportedSchemaException e) {
      throw new NotSupportedException(e.problems().get(0).replaceFirst(";.*", ""));
    }
  }

  /** The stubs under the name of every function that the schema calls. */
  private Map<String, OperationHandler> handlers(Schema schema, HandlerStubs stubs) {
    Map<String, OperationHandler> handlers = new LinkedHashMap<>();
    schema
        .resolve(Set.of(Mode.values()), behavior)
        .operations()
        .forEach(
            operation ->
                operation
                    .steps()
                    .forEach(
                        step ->
                            handlers.put(
                                step.name(),
                                context ->
                                    stubs.call(
                                        step.name(), FunctionEvent.of(operation, context)))));
    return handlers;
  }

  private static Schema schema(String sdl) {
    try {
      return SdlReader.read(sdl);
    } catch (UnsupportedSdlException e) {
      String first = e.problems().get(0).text().replaceFirst(" is not supported yet\\..*", "");
      int others = e.problems().size() - 1;
      throw new NotSupportedException(
          others == 0 ? first : "%s, and %d more".formatted(first, others));
    }
  }

  // Callers with tokens are given in process; over HTTP only bad tokens come, and none needs a key.
  private static Authenticator unreachableUserPool() {
    return CognitoUserPool.builder()
        .issuer("http://127.0.0.1:9/scenarios")
        .jwksUri(URI.create("http://127.0.0.1:9/scenarios/jwks.json"))
        .clientIds("scenarios")
        .build();
  }

  private record RunningPergola(Pergola pergola, HttpEndpoint endpoint, HandlerStubs handlers)
      implements Running {

    @Override
    public Backend backend() {
      return pergola;
    }

    @Override
    public Target.Reply send(Step.Http request, byte[] body) {
      Headers.Builder headers = Headers.builder();
      request.headers().forEach(headers::add);
      boolean named =
          request.headers().keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
      if (!named && body.length > 0) {
        headers.add("content-type", "application/json");
      }
      HttpAnswer answer =
          endpoint.handle(HttpCall.of(request.method(), "/graphql", headers.build(), body)).join();
      return new Target.Reply(
          answer.status(),
          answer.body().length == 0 ? MissingNode.getInstance() : Json.read(answer.body()));
    }

    @Override
    public void close() {
      pergola.close();
    }
  }
}
