package dev.pergola.auth.cognito;

import java.util.List;

/** Settings that do not work, all of them at once, each with its value and what to do. */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  SettingsException(String subject, List<String> problems) {
    super(
        "%s: %d setting%s cannot be used.%n  %s"
            .formatted(
                subject,
                problems.size(),
                problems.size() == 1 ? "" : "s",
                String.join(System.lineSeparator() + "  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** One sentence or two for each setting, in the order of the builder. */
  public List<String> problems() {
    return problems;
  }
}
