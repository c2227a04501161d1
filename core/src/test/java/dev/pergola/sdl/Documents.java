package dev.pergola.sdl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents that the original printed for the conformance cases. */
final class Documents {

  private static final Path CASES = Path.of("..", "conformance", "schema");

  private Documents() {}

  static List<String> all() {
    try (Stream<Path> folders = Files.list(CASES)) {
      List<String> documents =
          folders
              .map(folder -> folder.resolve("intermediate.graphql"))
              .filter(Files::exists)
              .sorted()
              .map(Documents::text)
              .toList();
      if (documents.size() < 60) {
        throw new IllegalStateException(CASES + " has lost cases: " + documents.size());
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
