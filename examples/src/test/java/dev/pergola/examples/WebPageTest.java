package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pergola.Pergola;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the example: its files, what a host without it says, and two people at it. */
class WebPageTest {

  private static final Path WEB = Path.of("web").toAbsolutePath();
  private static final Path BUILT = Path.of("target/page").toAbsolutePath();
  private static final Path SCREENSHOT = Path.of("target/page.png").toAbsolutePath();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void itsTypesAreThoseOfTheModel() throws IOException {
    try (LocalIssuer issuer = LocalIssuer.start();
        Pergola backend = Posts.backend(EmbeddedStore.inMemory(), PostsBackend.trusting(issuer))) {
      assertThat(WEB.resolve("src/schema.ts")).content().isEqualTo(backend.outputs().typeScript());
    }
  }

  @Test
  void whatIsPostedInOneTabAppearsInTheOther() throws Exception {
    Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<String> missing = missing(chromium);
    if ("required".equals(System.getProperty("conformance.browser"))) {
      assertThat(missing).as("A browser is required, and cannot be used").isEmpty();
    }
    assumeThat(missing).as("The page is not tried, since a tool is missing").isEmpty();
    run(
        WEB,
        "node",
        "node_modules/vite/bin/vite.js",
        "build",
        "--logLevel=warn",
        "--outDir=" + BUILT);
    run(WEB, "node", "node_modules/typescript/bin/tsc", "--noEmit");

    try (PostsBackend host = start("--page=" + BUILT)) {
      String said =
          run(
              WEB.resolve("test"),
              "node",
              "two-tabs.mjs",
              host.url().resolve("/").toString(),
              chromium.orElseThrow().toString(),
              SCREENSHOT.toString());

      assertThat(said).contains("two tabs: passed");
      assertThat(SCREENSHOT).isNotEmptyFile();
    }
  }

  @Test
  void withoutThePageTheHostSaysHowToBuildIt(@TempDir Path folder) throws Exception {
    try (LocalIssuer issuer = LocalIssuer.start();
        Pergola backend = Posts.backend(EmbeddedStore.inMemory(), PostsBackend.trusting(issuer));
        PostsHost host = PostsHost.start(backend, issuer, 0, folder, Optional.empty())) {
      URI page = URI.create("http://127.0.0.1:" + host.port() + "/");

      assertThat(get(page).body()).contains("npm ci --prefix examples/web");
      assertThat(get(page.resolve("/nothing")).statusCode()).isEqualTo(404);
      assertThat(get(page.resolve("/demo/users")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theOutputsNameTheAddressThatThePageWasOpenedAt(@TempDir Path empty) throws Exception {
    try (PostsBackend host = start("--page=" + empty)) {
      for (String name : List.of("localhost", "127.0.0.1")) {
        URI page = URI.create("http://" + name + ":" + host.url().getPort() + "/");

        HttpResponse<String> outputs = get(page.resolve("amplify_outputs.json"));

        assertThat(outputs.headers().firstValue("content-type").orElse(""))
            .startsWith("application/json");
        assertThat(outputs.body())
            .contains("\"url\": \"HTTP://" + page.getAuthority() + "/graphql\"");
      }
    }
  }

  @Test
  void onlyDemoUsersGetATokenAndOnlyHere(@TempDir Path empty) throws Exception {
    try (PostsBackend host = start("--page=" + empty)) {
      URI signIn = host.url().resolve("/demo/sign-in");

      assertThat(signIn(signIn, "ada").body()).contains("\"accessToken\":\"ey");
      assertThat(signIn(signIn, "nobody").statusCode()).isEqualTo(401);
      assertThat(get(signIn).statusCode()).isEqualTo(404);
      assertThat(get(host.url().resolve("/demo/users")).body())
          .isEqualTo(
              "[{\"username\":\"maria\",\"groups\":[]},{\"username\":\"ada\",\"groups\":[\"Editors\"]}]");
    }
  }

  private static HttpResponse<String> signIn(URI uri, String username) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=" + username))
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(URI uri) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private static PostsBackend start(String... options) throws Exception {
    List<String> all = Stream.concat(Stream.of("--port=0"), Arrays.stream(options)).toList();
    return PostsBackend.start(Options.parse(all, Map.of()));
  }

  private static Optional<String> missing(Optional<Path> chromium) {
    if (onPath("node").isEmpty()) {
      return Optional.of("there is no 'node' on the path; install Node 20.19 or later");
    }
    if (!Files.isDirectory(WEB.resolve("node_modules/vite"))) {
      return Optional.of("the page's packages are not installed; run 'npm ci' in examples/web");
    }
    return chromium.isPresent()
        ? Optional.empty()
        : Optional.of("there is no 'chromium' on the path; install Chromium");
  }

  private static Optional<Path> onPath(String... names) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> Arrays.stream(names).map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String run(Path folder, String... command) throws Exception {
    Path log = Files.createTempFile("page", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(8, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(log);
    Files.delete(log);
    assertThat(ended && process.exitValue() == 0).as("%s said: %s", command[1], said).isTrue();
    return said;
  }
}
