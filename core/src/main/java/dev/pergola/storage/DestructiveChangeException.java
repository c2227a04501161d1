package dev.pergola.storage;

import java.util.List;

/**
 * The tables of a schema cannot be made of the tables that are stored without losing what rows
 * hold; nothing was changed.
 */
public final class DestructiveChangeException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> losses;

  /** A refusal for these reasons, each a sentence that says what would be lost, and the way out. */
  public DestructiveChangeException(List<String> losses) {
    super(
        "The stored tables do not fit the schema, and nothing was changed:\n- "
            + String.join("\n- ", losses));
    this.losses = List.copyOf(losses);
  }

  /** All that would be lost, a sentence each. */
  public List<String> losses() {
    return losses;
  }
}
