package dev.pergola.sdl;

import dev.pergola.dsl.SchemaProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A document cannot be read; carries every place, one line each in the message. */
public sealed class SdlException extends RuntimeException permits UnsupportedSdlException {

  private static final long serialVersionUID = 1L;

  private final transient List<SdlProblem> problems;
  private final transient List<SchemaProblem> schemaProblems;

  SdlException(List<SdlProblem> problems, List<SchemaProblem> schemaProblems) {
    super(message(problems, schemaProblems));
    this.problems = List.copyOf(problems);
    this.schemaProblems = List.copyOf(schemaProblems);
  }

  /** The places, in the order of the document; never empty. */
  public final List<SdlProblem> problems() {
    return problems;
  }

  /**
   * What is wrong with the schema besides, in those of its types that could be read and have
   * nothing to do with the others; the rest is told when all can be read and the schema is used.
   */
  public final List<SchemaProblem> schemaProblems() {
    return schemaProblems;
  }

  private static String message(List<SdlProblem> problems, List<SchemaProblem> schemaProblems) {
    String unread = lines("The schema document cannot be read:", problems);
    return schemaProblems.isEmpty()
        ? unread
        : unread + lines(System.lineSeparator() + "What can be read has mistakes:", schemaProblems);
  }

  private static String lines(String title, List<?> problems) {
    return problems.stream()
        .map(problem -> System.lineSeparator() + "  " + problem)
        .collect(Collectors.joining("", title, ""));
  }
}
