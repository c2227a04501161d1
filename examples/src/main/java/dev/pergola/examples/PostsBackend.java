package dev.pergola.examples;

import dev.pergola.Pergola;
import dev.pergola.auth.cognito.CognitoUserPool;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;

/**
 * Runs {@link Posts} on this machine with nothing else needed: a {@link LocalIssuer} in the place
 * of Cognito, a few posts to read, and lines to paste into a shell.
 */
public final class PostsBackend implements AutoCloseable {

  // Tomcat says at every start and stop what each part of it does. Loggers are held weakly.
  private static final Logger TOMCAT = Logger.getLogger("org.apache");

  private final LocalIssuer issuer;
  private final Pergola backend;
  private final PostsHost host;
  private final Path workFolder;
  private final Optional<Path> page;

  private PostsBackend(
      LocalIssuer issuer, Pergola backend, PostsHost host, Path workFolder, Optional<Path> page) {
    this.issuer = issuer;
    this.backend = backend;
    this.host = host;
    this.workFolder = workFolder;
    this.page = page;
  }

  /** Starts the example and keeps it running until the process is told to end. */
  public static void main(String[] args) {
    if (List.of(args).contains("--help")) {
      System.out.print(Options.USAGE);
      return;
    }
    try {
      Options options = Options.parse(List.of(args), System.getenv());
      PostsBackend running = start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(running::close, "posts-shutdown"));
      System.out.print(running.greeting(DemoUser.ALL.get(0)));
      if (options.outputs().isPresent()) {
        System.out.println(running.writeOutputs(options.outputs().get()));
      }
      running.host.await();
    } catch (Options.BadOptionException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
    } catch (IOException | LifecycleException | StoreException e) {
      System.err.println("The example did not start: " + reason(e));
      System.exit(1);
    }
  }

  /**
   * Starts the example.
   *
   * @throws IOException if the issuer can not listen, or there is no room for temporary files
   * @throws LifecycleException if the port is taken
   * @throws StoreException if the file can not be used
   */
  static PostsBackend start(Options options) throws IOException, LifecycleException {
    TOMCAT.setLevel(Level.SEVERE);
    Store store = options.store().open();
    LocalIssuer issuer = LocalIssuer.start();
    Pergola backend = Posts.backend(store, trusting(issuer));
    Path workFolder = Files.createTempDirectory("posts");
    try {
      Seeds.plant(backend);
      Optional<Path> page = options.page().or(PostsBackend::builtPage);
      PostsHost host = PostsHost.start(backend, issuer, options.port(), workFolder, page);
      return new PostsBackend(issuer, backend, host, workFolder, page);
    } catch (LifecycleException | RuntimeException e) {
      backend.close();
      issuer.close();
      delete(workFolder);
      throw e;
    }
  }

  /** The issuer whose tokens the backend takes. */
  LocalIssuer issuer() {
    return issuer;
  }

  /** Where the backend answers. */
  URI url() {
    return URI.create("http://127.0.0.1:" + host.port() + "/graphql");
  }

  /** What to know before trying it, with a token of this user in it. */
  String greeting(DemoUser user) {
    String token = issuer.accessToken(user);
    return """

        %s
        Listening on %s
        %s

        Try it as %s, who is signed in for %d hours:

        %s

        %s

        and see what %s may not do:

        %s

        """
        .formatted(
            backend.description(),
            url(),
            page.isPresent()
                ? "The page is at " + url().resolve("/")
                : "There is no page; to build it: " + NoPageServlet.HOW,
            user.username(),
            LocalIssuer.TOKEN_LIFE.toHours(),
            curl(token, "{ listPosts { items { id caption userId date } } }"),
            curl(
                token,
                "{ listPosts(filter: {caption: {beginsWith: \\\"L\\\"}}) { items { caption } } }"),
            user.username(),
            curl(token, "mutation { createPost(input: {caption: \\\"Mine\\\"}) { id } }"));
  }

  /**
   * Writes {@code amplify_outputs.json} for a front end on this machine, and says where it is.
   *
   * @throws IOException if the file cannot be written
   */
  String writeOutputs(Path file) throws IOException {
    backend.outputs().amplify(url()).writeTo(file);
    return "The front end's amplify_outputs.json is " + file.toAbsolutePath();
  }

  /** Takes no more requests, answers those it has, and frees everything. Idempotent. */
  @Override
  public void close() {
    host.drain();
    backend.close();
    issuer.close();
    host.close();
    try {
      delete(workFolder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the build puts the page, seen from the project's folder and from the module's. */
  private static Optional<Path> builtPage() {
    return Stream.of("examples/web/dist", "web/dist")
        .map(Path::of)
        .filter(folder -> Files.isRegularFile(folder.resolve("index.html")))
        .findFirst();
  }

  /** Tomcat's folder for what it has to write down, which is empty folders here. */
  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Takes the tokens of this issuer, as it would those of a pool at Amazon. */
  static CognitoUserPool trusting(LocalIssuer issuer) {
    return CognitoUserPool.builder()
        .issuer(issuer.issuer())
        .jwksUri(issuer.jwksUri())
        .clientIds(LocalIssuer.CLIENT_ID)
        .build();
  }

  private String curl(String token, String query) {
    return "  curl %s -H 'content-type: application/json' -H 'authorization: %s' -d '{\"query\": \"%s\"}'"
        .formatted(url(), token, query);
  }

  /** The messages down to the cause, since "initialization failed" alone helps nobody. */
  private static String reason(Throwable failure) {
    return failure.getCause() == null || failure instanceof StoreException
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + reason(failure.getCause());
  }
}
