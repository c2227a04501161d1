package dev.pergola.client;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A record class and a model do not fit together. Everything that the types tell is found when the
 * class is first given to a {@link DataClient}, all at once; what only a value tells, such as an
 * {@code ID} that is no {@code UUID}, when that value is read.
 */
public final class RecordMappingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** With one sentence for each problem. */
  public RecordMappingException(String record, String model, List<String> problems) {
    super(
        problems.stream()
            .map(problem -> System.lineSeparator() + "  " + problem)
            .collect(
                Collectors.joining(
                    "", "Record '%s' does not fit '%s':".formatted(record, model), "")));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each problem, which names the record's component and the model's field. */
  public List<String> problems() {
    return problems;
  }
}
