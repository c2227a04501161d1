package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every snippet in the Javadoc of a module that the examples use compiles, given the names that a
 * reader would have at hand.
 */
class JavadocSnippetsTest {

  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES =
      List.of("core", "storage-memory", "storage-dynamodb", "auth-cognito", "transport-servlet");
  private static final Pattern SNIPPET =
      Pattern.compile("<pre>\\{@code\\R(.*?)\\}</pre>", Pattern.DOTALL);
  private static final Pattern MEMBER =
      Pattern.compile("(?m)^(@|public |final |static |class |interface |record )");

  /**
   * What snippets may use without declaring it; a snippet's own variable of the same name hides it.
   */
  private static final String GIVEN =
      """
      static dev.pergola.dsl.Schema schema;
      static dev.pergola.model.SchemaModel model;
      static dev.pergola.Pergola backend;
      static dev.pergola.auth.Authenticator cognito;
      static dev.pergola.auth.Identity identity;
      static java.util.Map<String, String> seats;
      static java.io.InputStream input;
      static dev.pergola.wire.Headers headers;
      static jakarta.servlet.ServletContext servletContext;
      static org.apache.catalina.Context context;
      """;

  private static final String IMPORTS =
      Stream.of(
              "dev.pergola.*",
              "dev.pergola.auth.*",
              "dev.pergola.auth.cognito.*",
              "dev.pergola.client.*",
              "dev.pergola.graphql.*",
              "dev.pergola.handler.*",
              "dev.pergola.outputs.*",
              "dev.pergola.request.*",
              "dev.pergola.sdl.*",
              "dev.pergola.storage.*",
              "dev.pergola.storage.dynamodb.*",
              "dev.pergola.storage.memory.*",
              "dev.pergola.transport.servlet.*",
              "dev.pergola.wire.*",
              "graphql.*",
              "jakarta.servlet.*",
              "jakarta.websocket.server.*",
              "java.net.URI",
              "java.nio.file.Files",
              "java.nio.file.Path",
              "java.time.*",
              "java.util.*",
              "org.apache.catalina.*",
              "org.apache.catalina.startup.Tomcat",
              "software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient")
          .map(name -> "import " + name + ";\n")
          .collect(Collectors.joining());

  @TestFactory
  Stream<DynamicTest> compiles() {
    List<Snippet> snippets = snippets();
    Map<Snippet, List<String>> errors = errors(snippets);
    return snippets.stream()
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.name(),
                    () -> assertThat(errors.get(snippet)).as(snippet.code()).isEmpty()));
  }

  @Test
  void aBrokenSnippetIsFound() {
    Snippet sound = new Snippet("Sound", 1, "Pergola.builder(schema).build();");
    Snippet broken = new Snippet("Broken", 2, "Pergola.builder(schema).stor(null);");

    Map<Snippet, List<String>> errors = errors(List.of(sound, broken));

    assertThat(errors.get(sound)).isEmpty();
    assertThat(errors.get(broken)).isNotEmpty();
  }

  @Test
  void oneThatIsNoJavaIsFound() {
    Snippet sound = new Snippet("Sound", 1, "Pergola.builder(schema).build();");
    Snippet broken = new Snippet("Broken", 2, "Pergola.builder(");

    assertThat(errors(List.of(sound, broken)).get(broken)).isNotEmpty();
  }

  @Test
  void theFrontDoorHasASnippet() {
    assertThat(snippets()).extracting(Snippet::name).anyMatch(name -> name.startsWith("Pergola"));
  }

  /** What the compiler says of each, asked once for all: most of its time it opens jars. */
  private static Map<Snippet, List<String>> errors(List<Snippet> snippets) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Map<Snippet, Source> sources = new LinkedHashMap<>();
    snippets.forEach(snippet -> sources.put(snippet, new Source(snippet)));
    boolean unused =
        compiler
            .getTask(
                null,
                null,
                diagnostics,
                List.of(
                    "-proc:none",
                    "--release",
                    "17",
                    "-implicit:none",
                    "-Xmaxerrs",
                    "0",
                    "-d",
                    outputFolder()),
                null,
                sources.values())
            .call();
    List<Diagnostic<? extends JavaFileObject>> errors =
        diagnostics.getDiagnostics().stream()
            .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
            .toList();
    Map<Snippet, List<String>> told = new HashMap<>();
    sources.forEach(
        (snippet, source) ->
            told.put(
                snippet,
                errors.stream()
                    .filter(error -> error.getSource() == null || source.equals(error.getSource()))
                    .map(error -> error.getMessage(Locale.ENGLISH))
                    .toList()));
    return told;
  }

  private static String outputFolder() {
    try {
      Path folder = Path.of("target", "snippets");
      Files.createDirectories(folder);
      return folder.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Snippet> snippets() {
    List<Snippet> snippets = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher matcher = SNIPPET.matcher(Files.readString(file));
          while (matcher.find()) {
            String code = matcher.group(1).replaceAll("(?m)^ *\\* ?", "");
            int number = snippets.size() + 1;
            snippets.add(new Snippet(file.getFileName() + " " + number, number, code));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return snippets;
  }

  private record Snippet(String name, int number, String code) {

    /** Imports go to the top, members into the class, statements into a method. */
    String toSource() {
      List<String> imports = code.lines().filter(line -> line.startsWith("import ")).toList();
      String body =
          code.lines()
              .filter(line -> !line.startsWith("import "))
              .collect(Collectors.joining("\n"));
      String inside =
          MEMBER.matcher(body).find()
              ? body
              : "static void snippet() throws Exception {\n" + body + "\n}";
      return "package snippet"
          + number
          + ";\n"
          + IMPORTS
          + "import dev.pergola.client.Page;\n"
          + "import dev.pergola.dsl.Model;\nimport dev.pergola.dsl.Schema;\n"
          + String.join("\n", imports)
          + "\nclass Snippet {\n"
          + GIVEN
          + inside
          + "\n}\n";
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(Snippet snippet) {
      super(URI.create("string:///snippet" + snippet.number() + "/Snippet.java"), Kind.SOURCE);
      this.text = snippet.toSource();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
