package dev.pergola.conformance.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A case: a folder with a schema and what the original makes of it.
 *
 * @param path the folder
 */
record CaseFolder(Path path) {

  /**
   * The cases of the project's own copy, or of the folder that the property names, relative to
   * where Maven was started.
   *
   * @throws IllegalArgumentException if there is none
   */
  static List<CaseFolder> in(String property, String own) {
    Path root = given(property).orElse(Path.of(own));
    try (Stream<Path> folders = Files.list(root)) {
      List<CaseFolder> cases =
          folders.filter(Files::isDirectory).sorted().map(CaseFolder::new).toList();
      if (cases.isEmpty()) {
        throw new IllegalArgumentException(root + " holds no cases; give a folder of folders.");
      }
      return cases;
    } catch (IOException e) {
      throw new IllegalArgumentException(root + " is no folder that can be read.", e);
    }
  }

  /** The folder that the property names, when it names one. */
  static Optional<Path> given(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .filter(path -> !path.isBlank())
        .map(Path.of(System.getProperty("pergola.root", ".."))::resolve);
  }

  String name() {
    return path.getFileName().toString();
  }

  /** The text of a file, when it is there. */
  Optional<String> text(String file) {
    Path found = path.resolve(file);
    if (!Files.exists(found)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The modes of the case's API; an API key when it does not say. */
  Modes modes() {
    return text("outputs.json")
        .map(Modes::ofOutputs)
        .or(() -> text("schema.ts").map(Modes::ofTypeScript))
        .orElseGet(() -> Modes.ofTypeScript("defaultAuthorizationMode: 'apiKey'"));
  }
}
