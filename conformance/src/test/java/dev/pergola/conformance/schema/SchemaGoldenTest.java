package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import dev.pergola.sdl.SdlReader;
import dev.pergola.sdl.UnsupportedSdlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** Each case of {@code conformance/schema}, or of {@code -Dconformance.schema=DIR}. */
class SchemaGoldenTest {

  private static final String ELSEWHERE = System.getProperty("conformance.schema", "");

  static Stream<Named<Path>> cases() throws IOException {
    Path root = Path.of(ELSEWHERE.isEmpty() ? "schema" : ELSEWHERE);
    try (Stream<Path> folders = Files.list(root)) {
      List<Named<Path>> cases =
          folders
              .filter(Files::isDirectory)
              .sorted()
              .map(folder -> Named.of(folder.getFileName().toString(), folder))
              .toList();
      return cases.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSchemaIsThatOfTheOriginal(Path folder) throws IOException {
    SchemaModel model = read(Files.readString(folder.resolve("intermediate.graphql")));
    Set<String> original = SchemaShape.of(Files.readString(folder.resolve("appsync.graphql")));

    Set<String> ours =
        SchemaShape.of(
            SchemaGenerator.generate(model, new SchemaSettings(Behavior.APPSYNC, Mode.API_KEY))
                .schema());

    assertThat(ours).containsExactlyInAnyOrderElementsOf(original);
  }

  private static SchemaModel read(String sdl) {
    try {
      return SdlReader.read(sdl).resolve(Set.of(Mode.values()), Behavior.APPSYNC);
    } catch (UnsupportedSdlException notYet) {
      if (ELSEWHERE.isEmpty()) {
        throw notYet;
      }
      throw new TestAbortedException("Not supported yet: " + notYet.getMessage());
    }
  }
}
