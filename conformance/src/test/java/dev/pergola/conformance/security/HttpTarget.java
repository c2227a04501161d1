package dev.pergola.conformance.security;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Identity;
import dev.pergola.conformance.Stores;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.transport.servlet.Container;
import dev.pergola.transport.servlet.Hosting.Running;
import dev.pergola.transport.servlet.PergolaServlet;
import dev.pergola.wire.HttpOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The application that the corpus is for, as far as it is about HTTP, in a servlet container. */
final class HttpTarget implements AutoCloseable {

  private static final String API_KEY = "da2-conformance-http-key";
  private static final int POSTS = 30;
  private static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("title", a.string().required())
              .field("body", a.string())
              .field("views", a.integer())
              .authorization(allow.owner(), allow.group("Admins"), allow.publicApiKey().to(READ)));

  private final LocalPool pool = new LocalPool();
  private final Pergola backend;
  private final Running running;

  HttpTarget(Container container, HttpOptions options) {
    backend =
        Pergola.builder(SCHEMA)
            .store(Stores.fresh())
            .authorizationModes(
                modes ->
                    modes
                        .userPool(pool.authenticator())
                        .apiKey(ApiKeys.of(ApiKey.of("conformance", API_KEY))))
            .build();
    for (int i = 1; i <= POSTS; i++) {
      plant("seed-" + i);
    }
    running = container.host(new PergolaServlet(backend, options)).start();
  }

  int port() {
    return running.port();
  }

  /** A text of the corpus with the runner's own values in it. */
  String fill(String text) {
    return text.contains("{")
        ? text.replace("{API_KEY}", API_KEY)
            .replace("{ORIGIN_OK}", "http://127.0.0.1:" + port())
            .replace("{JWT}", text.contains("{JWT}") ? pool.token("alice") : "")
        : text;
  }

  /** Everything that is stored, to be compared with what is stored later. */
  String stored() {
    return String.valueOf(
        run("{ listPosts(limit: 1000) { items { id title body views updatedAt } } }").toMap());
  }

  @Override
  public void close() {
    running.close();
    backend.close();
    pool.close();
  }

  private void plant(String id) {
    DataResponse created =
        run(
            DataRequest.of("mutation M($i: CreatePostInput!) { createPost(input: $i) { id } }")
                .withVariables(Map.of("i", Map.of("id", id, "title", id))));
    if (!created.errors().isEmpty()) {
      throw new IllegalStateException("No post to ask for: " + created.errors());
    }
  }

  private DataResponse run(String query) {
    return run(DataRequest.of(query));
  }

  private DataResponse run(DataRequest request) {
    return backend.execute(request, Identity.admin()).orTimeout(10, TimeUnit.SECONDS).join();
  }
}
