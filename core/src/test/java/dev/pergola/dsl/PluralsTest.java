package dev.pergola.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plurals of the original, for some 780 words (spec: schema 10). */
class PluralsTest {

  private static final Path CORPUS = Path.of("..", "conformance", "plurals", "plurals.tsv");

  @Test
  void everyWordHasThePluralOfTheOriginal() throws IOException {
    Map<String, String> expected = new LinkedHashMap<>();
    Files.readAllLines(CORPUS).stream()
        .skip(1)
        .map(line -> line.split("\t"))
        .forEach(pair -> expected.put(pair[0], pair[1]));

    Map<String, String> actual = new LinkedHashMap<>();
    expected.keySet().forEach(word -> actual.put(word, Plurals.of(word)));

    assertThat(actual).hasSize(779).isEqualTo(expected);
  }
}
