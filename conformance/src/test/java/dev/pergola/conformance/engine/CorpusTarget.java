package dev.pergola.conformance.engine;

import dev.pergola.PergolaBuilder;
import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.conformance.security.TargetCallers;
import dev.pergola.conformance.security.TargetModels;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.wire.Headers;
import dev.pergola.wire.HttpAnswer;
import dev.pergola.wire.HttpCall;
import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.HttpOptions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The application that the GraphQL corpus is for. */
final class CorpusTarget implements AutoCloseable {

  private final Bench bench;

  /** An application with these settings. */
  CorpusTarget(UnaryOperator<PergolaBuilder> settings) {
    bench = new Bench(TargetModels.SCHEMA, settings);
    TargetModels.seeds().forEach(this::plant);
  }

  DataResponse inProcess(Identity identity, DataRequest request) {
    return bench.backend().execute(request, identity).join();
  }

  /** The answer to a body over HTTP, of a caller whom the transport has recognised. */
  HttpAnswer overHttp(Identity identity, byte[] body) {
    return HttpEndpoint.of(new Recognised(bench.backend(), identity), HttpOptions.defaults())
        .handle(
            HttpCall.of(
                "POST",
                "/graphql",
                Headers.of(Map.of("content-type", List.of("application/json"))),
                body))
        .join();
  }

  /** Everything that is stored, to be compared with what is stored later. */
  String stored() {
    return String.valueOf(
        inProcess(
                Callers.ADMIN,
                DataRequest.of(
                    "{listPosts(limit:1000){items{id title body views secretNote owner updatedAt}}"
                        + " listVaults(limit:1000){items{id label pin owner updatedAt}}"
                        + " listTeams(limit:1000){items{id name members crews}}"
                        + " listBlogs(limit:1000){items{id name author}}"
                        + " listComments(limit:1000){items{id content owner}}}"))
            .toMap());
  }

  @Override
  public void close() {
    bench.close();
  }

  private void plant(TargetModels.Seed seed) {
    if (!bench.run(TargetCallers.identity(seed.who()), seed.document()).errors().isEmpty()) {
      throw new IllegalStateException("No record to ask for: " + seed);
    }
  }

  private record Recognised(Backend backend, Identity identity) implements Backend {

    @Override
    public CompletableFuture<Authentication> authenticate(Credentials credentials) {
      return CompletableFuture.completedFuture(Authentication.accepted(identity, null));
    }

    @Override
    public CompletableFuture<DataResponse> execute(DataRequest request, Identity caller) {
      return backend.execute(request, caller);
    }

    @Override
    public EventStream subscribe(DataRequest request, Authentication.Accepted caller) {
      return backend.subscribe(request, caller);
    }
  }
}
