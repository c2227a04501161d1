package dev.pergola.internal.authorize;

import dev.pergola.auth.AuthorizationDecision;
import dev.pergola.auth.AuthorizationDecision.Outcome;
import dev.pergola.auth.DecisionListener;
import dev.pergola.internal.log.LineBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a host's listener of decisions; whatever it throws changes none of them. */
public final class Audit implements DecisionObserver {

  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final DecisionListener listener;
  private final LineBudget lines = LineBudget.ofTenPerSecond();

  /** Tells this listener. */
  public Audit(DecisionListener listener) {
    this.listener = listener;
  }

  @Override
  public void decided(Judgement judgement) {
    if (!judgement.matters()) {
      return;
    }
    try {
      listener.onDecision(told(judgement));
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError failure) {
      if (lines.take()) {
        LOG.warn("The listener for decisions threw; the decision stands");
        LOG.debug("The listener for decisions threw", failure);
      }
    }
  }

  private static AuthorizationDecision told(Judgement judgement) {
    Access access = judgement.access();
    return new AuthorizationDecision(
        access.identity(),
        access.purpose().word(),
        access.subject().type(),
        access.subject().field(),
        outcome(judgement.decision()),
        judgement.matching());
  }

  private static Outcome outcome(Decision decision) {
    if (decision instanceof Decision.Allowed) {
      return Outcome.ALLOWED;
    }
    return decision instanceof Decision.AllowedWhere ? Outcome.ALLOWED_WHERE : Outcome.DENIED;
  }
}
