package dev.pergola.internal.authorize;

import static dev.pergola.internal.authorize.Employees.ALL;
import static dev.pergola.internal.authorize.Employees.BOB;
import static dev.pergola.internal.authorize.Employees.KEY;
import static dev.pergola.internal.authorize.Employees.READ;
import static dev.pergola.internal.authorize.Employees.group;
import static dev.pergola.internal.authorize.Employees.owner;
import static dev.pergola.internal.authorize.Employees.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pergola.auth.AuthorizationDecision;
import dev.pergola.auth.AuthorizationDecision.Outcome;
import dev.pergola.auth.DecisionListener;
import dev.pergola.model.Behavior;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a host's listener hears of decisions. */
class AuditTest {

  private static final ModelType MODEL =
      Employees.model(
          List.of(owner(ALL), signedIn(READ)),
          Map.of("ssn", List.of(owner(ALL), group("Admins", READ))));

  @Test
  void aListenerHearsWhoAskedWhatForAndWhatCameOfIt() {
    List<AuthorizationDecision> heard = new ArrayList<>();
    Authorizer authorizer = audited(heard::add);

    authorizer.decide(Access.toStored(BOB, MODEL, Operation.GET));
    authorizer.decide(Access.toRead(BOB, MODEL, "ssn"));
    authorizer.decide(Access.toStored(KEY, MODEL, Operation.DELETE));
    authorizer.decide(
        Access.toCreate(BOB, MODEL, Employees.row(MODEL, Map.of("owner", "x")), Set.of("name")));

    assertThat(heard)
        .containsExactly(
            new AuthorizationDecision(
                BOB,
                "get",
                "Employee",
                null,
                Outcome.ALLOWED,
                List.of("ownerDefinedIn owner", "authenticated")),
            new AuthorizationDecision(
                BOB,
                "read",
                "Employee",
                "ssn",
                Outcome.ALLOWED_WHERE,
                List.of("ownerDefinedIn owner")),
            new AuthorizationDecision(KEY, "delete", "Employee", null, Outcome.DENIED, List.of()),
            new AuthorizationDecision(
                BOB, "create", "Employee", null, Outcome.DENIED, List.of("ownerDefinedIn owner")));
  }

  @Test
  void aListenerHearsNothingOfWhatEverybodyMay() {
    List<AuthorizationDecision> heard = new ArrayList<>();

    audited(heard::add).decide(Access.toRead(BOB, MODEL, "name"));

    assertThat(heard).isEmpty();
  }

  @Test
  void whateverAListenerThrowsChangesNoDecision() {
    List<Throwable> failures =
        List.of(
            new IllegalStateException("audit is down"),
            new AssertionError("audit is wrong"),
            new NoClassDefFoundError("Audit"),
            new StackOverflowError());
    for (Throwable failure : failures) {
      Authorizer authorizer = audited(decision -> AuditTest.<RuntimeException>sneak(failure));

      assertThat(authorizer.decide(Access.toStored(BOB, MODEL, Operation.GET)))
          .isInstanceOf(Decision.Allowed.class);
      assertThat(authorizer.decide(Access.toStored(KEY, MODEL, Operation.GET)))
          .isInstanceOf(Decision.Denied.class);
    }
  }

  @Test
  void whatAListenerThrowsIsLoggedForTheHost() {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(Audit.class);
    logger.addAppender(lines);
    lines.start();
    try {
      audited(
              decision -> {
                throw new IllegalStateException("of " + decision.identity());
              })
          .decide(Access.toStored(BOB, MODEL, Operation.GET));
    } finally {
      logger.detachAppender(lines);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains("The listener for decisions threw; the decision stands");
  }

  @Test
  void aFaultOfTheMachineIsNotHidden() {
    Authorizer authorizer =
        audited(
            decision -> {
              throw new InternalError("vm");
            });

    assertThatThrownBy(() -> authorizer.decide(Access.toStored(BOB, MODEL, Operation.GET)))
        .isInstanceOf(InternalError.class);
  }

  private static Authorizer audited(DecisionListener listener) {
    return new Authorizer(Behavior.SAFE, List.of()).observedBy(new Audit(listener));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }
}
