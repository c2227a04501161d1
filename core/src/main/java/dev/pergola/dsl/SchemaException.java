package dev.pergola.dsl;

import java.util.List;
import java.util.stream.Collectors;

/** A schema has mistakes; carries all of them, one line each in the message. */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<SchemaProblem> problems;

  SchemaException(List<SchemaProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** The mistakes, in the order of the schema; never empty. */
  public List<SchemaProblem> problems() {
    return problems;
  }

  private static String message(List<SchemaProblem> problems) {
    String count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return problems.stream()
        .map(problem -> System.lineSeparator() + "  " + problem)
        .collect(Collectors.joining("", "The schema has " + count + ":", ""));
  }
}
