package dev.pergola.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plurals of the original, for some 780 words (spec: schema 10). */
class PluralsTest {

  private static final Path CORPUS = Path.of("..", "conformance", "plurals", "plurals.tsv");

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "tr", "az", "lt"})
  void everyWordHasThePluralOfTheOriginalWhereverTheHostRuns(String language) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(language));
    Map<String, String> expected = new LinkedHashMap<>();
    Files.readAllLines(CORPUS).stream()
        .skip(1)
        .map(line -> line.split("\t"))
        .forEach(pair -> expected.put(pair[0], pair[1]));

    Map<String, String> actual = new LinkedHashMap<>();
    expected.keySet().forEach(word -> actual.put(word, Plurals.of(word)));

    assertThat(actual).hasSize(779).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"INFORMATION, INFORMATION", "MATRIX, MATRICES", "InDeX, Indices", "I, WE"})
  void theCaseOfTheLetterIIsNotTurkish(String word, String plural) {
    Locale.setDefault(Locale.forLanguageTag("tr"));

    assertThat(Plurals.of(word)).isEqualTo(plural);
  }
}
