package dev.pergola.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided, told to a {@link DecisionListener}.
 *
 * @param identity who asked
 * @param operation what for: {@code get}, {@code list}, {@code create}, {@code update}, {@code
 *     delete}, {@code listen} or, through a relation, {@code read} a record; {@code read}, {@code
 *     set} or {@code clear} a field; {@code query} or {@code mutate} by a custom operation; {@code
 *     enter} a root field
 * @param type the model, the custom operation, or the root type
 * @param field the field that it is about; null for a whole record
 * @param outcome what was decided
 * @param rules the rules that match the caller, always or for some records
 */
public record AuthorizationDecision(
    Identity identity,
    String operation,
    String type,
    @Nullable String field,
    Outcome outcome,
    List<String> rules) {

  /** What can be decided. */
  public enum Outcome {
    /** Whatever the record holds. */
    ALLOWED,
    /** For records that a rule matches, and no others. */
    ALLOWED_WHERE,
    /** Not at all. */
    DENIED
  }

  public AuthorizationDecision {
    rules = List.copyOf(rules);
  }

  /** Whether the caller gets any further. */
  public boolean allowed() {
    return outcome != Outcome.DENIED;
  }
}
