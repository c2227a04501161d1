package dev.pergola.request;

/** The backend has ended a subscription that stood. Nothing is replayed: list again. */
public final class SubscriptionEndedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** With why. */
  public SubscriptionEndedException(Reason reason) {
    super(reason.message, null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Why a subscription can end. */
  public enum Reason {
    /** The caller's credential is no longer good, or the subscription is older than it may be. */
    EXPIRED("Token expired."),
    /** The host has revoked it. */
    REVOKED("The subscription was revoked."),
    /** More events wait for the reader than may. */
    TOO_SLOW("The reader is too slow: too many events wait for it.");

    private final String message;

    Reason(String message) {
      this.message = message;
    }
  }
}
