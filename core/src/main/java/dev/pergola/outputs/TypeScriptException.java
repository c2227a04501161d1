package dev.pergola.outputs;

import java.util.List;

/** A schema holds something that Amplify's TypeScript cannot say. Names every such thing. */
public final class TypeScriptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  TypeScriptException(List<String> problems) {
    super(
        "The schema cannot be written in TypeScript:\n  %s"
            .formatted(String.join("\n  ", problems)));
    this.problems = List.copyOf(problems);
  }

  /** One line for each thing: which it is, and what would do. */
  public List<String> problems() {
    return problems;
  }
}
