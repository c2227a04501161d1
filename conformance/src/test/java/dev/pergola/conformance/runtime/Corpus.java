package dev.pergola.conformance.runtime;

import java.nio.file.Path;
import java.util.Optional;

/** Where the scenarios are. */
final class Corpus {

  /** The project's own copy; tests run in the folder of their module. */
  static final Path OWN = Path.of("runtime");

  /** What {@code Behavior.SAFE} does otherwise than the original, by docs/behavior.md. */
  static final Path SAFE = Path.of("safe");

  /** The stories of {@link #OWN} with other schemas. */
  static final Path VARIATIONS = Path.of("variations");

  private static final String PROPERTY = "conformance.runtime";

  private Corpus() {}

  /** The folder given by {@code -Dconformance.runtime}, relative to where Maven was started. */
  static Optional<Path> given() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .filter(path -> !path.isBlank())
        .map(Path.of(System.getProperty("pergola.root", ".."))::resolve);
  }
}
