package dev.pergola.conformance.security;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;

import dev.pergola.Pergola;
import dev.pergola.auth.ApiKey;
import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.EmbeddedStore;
import dev.pergola.transport.servlet.PergolaServlet;
import dev.pergola.wire.HttpOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;

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
  private final Tomcat tomcat = new Tomcat();

  HttpTarget(HttpOptions options) {
    backend =
        Pergola.builder(SCHEMA)
            .store(EmbeddedStore.inMemory())
            .authorizationModes(
                modes ->
                    modes
                        .userPool(pool.authenticator())
                        .apiKey(ApiKeys.of(ApiKey.of("conformance", API_KEY))))
            .build();
    for (int i = 1; i <= POSTS; i++) {
      plant("seed-" + i);
    }
    try {
      start(new PergolaServlet(backend, options));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (LifecycleException e) {
      throw new IllegalStateException("The container did not start", e);
    }
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
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
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException("The container did not stop", e);
    } finally {
      backend.close();
      pool.close();
    }
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

  private void start(PergolaServlet servlet) throws IOException, LifecycleException {
    Path base = Files.createTempDirectory("pergola-conformance");
    tomcat.setBaseDir(base.toString());
    tomcat.setPort(0);
    tomcat.setSilent(true);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    // What is no HTTP never gets to the servlet; Tomcat's own page for it holds a stack trace.
    ((StandardHost) tomcat.getHost()).setErrorReportValveClass("");
    StandardContext context = (StandardContext) tomcat.addContext("", base.toString());
    context.setClearReferencesThreadLocals(false);
    context.setClearReferencesRmiTargets(false);
    Wrapper wrapper = Tomcat.addServlet(context, "graphql", servlet);
    wrapper.setAsyncSupported(true);
    wrapper.addMapping("/graphql");
    tomcat.start();
  }
}
