package dev.pergola.sdl;

import java.util.List;
import java.util.stream.Collectors;

/** A document cannot be read; carries every place, one line each in the message. */
public sealed class SdlException extends RuntimeException permits UnsupportedSdlException {

  private static final long serialVersionUID = 1L;

  private final transient List<SdlProblem> problems;

  SdlException(List<SdlProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  /** The places, in the order of the document; never empty. */
  public final List<SdlProblem> problems() {
    return problems;
  }

  private static String message(List<SdlProblem> problems) {
    return problems.stream()
        .map(problem -> System.lineSeparator() + "  " + problem)
        .collect(Collectors.joining("", "The schema document cannot be read:", ""));
  }
}
