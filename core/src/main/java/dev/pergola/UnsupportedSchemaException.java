package dev.pergola;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A schema has parts that cannot be run: the library has not come to them yet, or code for them is
 * missing. They are refused when a backend is built, and never run in part.
 */
public final class UnsupportedSchemaException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  UnsupportedSchemaException(List<String> problems) {
    super(
        problems.stream()
            .map(problem -> System.lineSeparator() + "  " + problem)
            .collect(Collectors.joining("", "The schema cannot be run:", "")));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each part, which names it; never empty. */
  public List<String> problems() {
    return problems;
  }
}
