package dev.pergola.request;

import java.util.List;

/** A subscription that was not taken; a client may be told why. */
public final class SubscriptionRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<DataError> errors;

  /** With what is wrong, at least one thing. */
  public SubscriptionRefusedException(List<DataError> errors) {
    super(errors.get(0).message(), null, false, false);
    this.errors = List.copyOf(errors);
  }

  /** What is wrong, as in a response. */
  public List<DataError> errors() {
    return errors;
  }
}
