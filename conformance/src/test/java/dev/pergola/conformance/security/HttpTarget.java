package dev.pergola.conformance.security;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Identity;
import dev.pergola.conformance.Stores;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.transport.servlet.Container;
import dev.pergola.transport.servlet.Hosting.Running;
import dev.pergola.transport.servlet.PergolaServlet;
import dev.pergola.wire.HttpOptions;
import java.util.concurrent.TimeUnit;

/** The application that the corpus is for as HTTP sees it, in a servlet container. */
final class HttpTarget implements AutoCloseable {

  private static final String API_KEY = "da2-conformance-http-key";

  private final LocalPool pool = new LocalPool();
  private final Pergola backend;
  private final Running running;

  HttpTarget(Container container, HttpOptions options) {
    backend =
        Pergola.builder(TargetModels.SCHEMA)
            .store(Stores.fresh())
            .authorizationModes(
                modes ->
                    modes
                        .userPool(pool.authenticator())
                        .apiKey(ApiKeys.of(ApiKey.of("conformance", API_KEY))))
            .build();
    TargetModels.seeds().forEach(this::plant);
    running = container.host(new PergolaServlet(backend, options)).start();
  }

  int port() {
    return running.port();
  }

  /** A text of the corpus with the runner's own values in it. */
  String fill(String text) {
    return text.contains("{")
        ? TargetCallers.fill(text)
            .replace("{API_KEY}", API_KEY)
            .replace("{ORIGIN_OK}", "http://127.0.0.1:" + port())
            .replace("{JWT}", text.contains("{JWT}") ? pool.token("alice") : "")
        : text;
  }

  /** Everything that is stored, to be compared with what is stored later. */
  String stored() {
    return String.valueOf(
        run(
                "{ listPosts(limit: 1000) { items { id title body views updatedAt } }"
                    + " listVaults(limit: 1000) { items { id label pin amount updatedAt } } }",
                Identity.admin())
            .toMap());
  }

  @Override
  public void close() {
    running.close();
    backend.close();
    pool.close();
  }

  private void plant(TargetModels.Seed seed) {
    DataResponse created = run(seed.document(), TargetCallers.identity(seed.who()));
    if (!created.errors().isEmpty()) {
      throw new IllegalStateException("No record to ask for: " + created.errors());
    }
  }

  private DataResponse run(String query, Identity caller) {
    return backend.execute(DataRequest.of(query), caller).orTimeout(10, TimeUnit.SECONDS).join();
  }
}
