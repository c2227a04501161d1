package dev.pergola.conformance.engine;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.conformance.security.TargetModels;
import dev.pergola.dsl.Schema;
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

/** The application that the GraphQL corpus is for, as far as it has no relations. */
final class CorpusTarget implements AutoCloseable {

  private static final Schema SCHEMA =
      a.schema(
          a.enumType("PostStatus", "DRAFT", "LIVE", "GONE"),
          a.model("Post")
              .field("title", a.string().required())
              .field("body", a.string())
              .field("views", a.integer())
              .field("rating", a.floating())
              .field("published", a.bool())
              .field("tags", a.string().array())
              .field("meta", a.json())
              .field("publishedAt", a.datetime())
              .field("day", a.date())
              .field("at", a.time())
              .field("ts", a.timestamp())
              .field("link", a.url())
              .field("contact", a.email())
              .field("phone", a.phone())
              .field("ip", a.ipAddress())
              .field("status", a.ref("PostStatus"))
              .field("blogId", a.id())
              .authorization(allow.owner(), allow.group("Admins"), allow.publicApiKey().to(READ)),
          TargetModels.VAULT,
          TargetModels.TEAM);

  private final Bench bench = new Bench(SCHEMA);

  CorpusTarget() {
    for (int i = 1; i <= 30; i++) {
      run(
          Callers.member("admin", "Admins"),
          "mutation{createPost(input:{id:\"seed-%d\",title:\"Post %d\",body:\"body %d\",views:%d,blogId:\"b1\"}){id}}"
              .formatted(i, i, i, i));
    }
    run(Callers.ALICE, "mutation{createPost(input:{id:\"post-alice\",title:\"A\"}){id}}");
    run(Callers.BOB, "mutation{createPost(input:{id:\"post-bob\",title:\"B\"}){id}}");
    run(Callers.ALICE, "mutation{createVault(input:{id:\"vault-alice\",pin:\"1111\"}){id}}");
    run(Callers.BOB, "mutation{createVault(input:{id:\"vault-bob\",pin:\"2222\"}){id}}");
  }

  /** The caller of this name in the corpus. */
  static Identity caller(String name) {
    return switch (name) {
      case "apiKey" -> Callers.KEY;
      case "admin" -> Callers.member("admin", "Admins");
      default -> Callers.user(name);
    };
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
                    "{listPosts(limit:1000){items{id title body views owner updatedAt}}"
                        + " listVaults(limit:1000){items{id label pin owner updatedAt}}"
                        + " listTeams(limit:1000){items{id name members}}}"))
            .toMap());
  }

  @Override
  public void close() {
    bench.close();
  }

  private void run(Identity identity, String mutation) {
    if (!bench.run(identity, mutation).errors().isEmpty()) {
      throw new IllegalStateException("No record to ask for: " + mutation);
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
