package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the papers show is code that compiles here and that tests run. */
class PapersTest {

  private static final Path ROOT = Path.of("..");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/backup.md",
        "docs/architecture.md",
        "docs/behavior.md",
        "docs/dynamodb.md"
      })
  void everyBlockOfJavaIsACopyOfTestedCode(String paper) throws IOException {
    String text = Files.readString(ROOT.resolve(paper));
    Map<String, String> copies = Snippets.inPaper(text);

    assertThat(copies).hasSize((int) Snippets.javaBlocks(text));
    assertThat(Snippets.inCode(Path.of("src"))).containsAllEntriesOf(copies);
  }

  @Test
  void theReadmeShowsTheProgramASchemaAUnitTestAndTheFrontEndsFiles() throws IOException {
    assertThat(Snippets.inPaper(Files.readString(ROOT.resolve("README.md"))))
        .containsKeys("program", "schema", "unit-test", "front-end");
  }

  @Test
  void theArchitecturePaperNamesTestsThatExist() throws IOException {
    Set<String> sources;
    try (Stream<Path> all = Files.walk(ROOT)) {
      sources =
          all.map(path -> path.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.replace(".java", ""))
              .collect(Collectors.toSet());
    }

    assertThat(Snippets.testsNamedIn(Files.readString(ROOT.resolve("docs/architecture.md"))))
        .hasSizeGreaterThan(10)
        .isSubsetOf(sources);
  }

  @Test
  void aCopyThatDiffersIsFound() {
    String code = "x\n  // snippet: s\n  int a = 1;\n\n    int b;\n  // end: s\n";
    String paper = "t\n<!-- snippet: s -->\n```java\nint a = 2;\n```\n```java\nint c;\n```\n";

    assertThat(Snippets.inPaper(paper)).containsExactly(Map.entry("s", "int a = 2;"));
    assertThat(Snippets.javaBlocks(paper)).isEqualTo(2);
    assertThat(code).contains("snippet: s");
  }
}
