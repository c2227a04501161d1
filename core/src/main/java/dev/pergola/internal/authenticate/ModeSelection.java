package dev.pergola.internal.authenticate;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Refusal;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.request.OverloadedException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the mode of a request among those configured, and with it the caller (spec: authorization
 * 9, security 6).
 *
 * <p>A token decides the mode. A key beside it must be good too, and gives nothing: one bad
 * credential is never forgiven for the sake of another. Every doubt is a refusal.
 */
public final class ModeSelection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ModeSelection.class);
  private static final String SIGV4 = "aws4-hmac-sha256";

  private final List<Authenticator> keyModes;
  private final List<Authenticator> tokenModes;
  private final List<Authenticator> issuedTokenModes;
  private final Behavior behavior;
  private final Verdicts verdicts;
  private volatile boolean closed;

  ModeSelection(List<Authenticator> modes, Behavior behavior, Verdicts verdicts) {
    this.keyModes = modes.stream().filter(a -> a.mode() == Mode.API_KEY).toList();
    // Sorting is stable: the custom authorizer comes first, the others as they were given.
    this.tokenModes =
        modes.stream()
            .filter(a -> a.mode() != Mode.API_KEY)
            .sorted(Comparator.comparing(a -> a.mode() != Mode.LAMBDA))
            .toList();
    this.issuedTokenModes =
        tokenModes.stream().anyMatch(ModeSelection::issues)
            ? tokenModes.stream().filter(a -> a.mode() != Mode.LAMBDA).toList()
            : tokenModes;
    this.behavior = behavior;
    this.verdicts = verdicts;
  }

  /**
   * A selection among these modes.
   *
   * @param modes in the order in which a token is shown to them, the custom authorizer always first
   * @param behavior how much a client is told of a refusal
   */
  public static ModeSelection of(List<Authenticator> modes, Behavior behavior) {
    return new ModeSelection(modes, behavior, Verdicts.withOwnTimer());
  }

  /**
   * Who brought these credentials. A refusal's reason is one that the client may be told. Fails
   * only with {@link OverloadedException}, once this is closed: a client that is told "bad token"
   * would sign its user out.
   */
  public CompletableFuture<Authentication> authenticate(Credentials credentials) {
    if (closed) {
      return CompletableFuture.failedFuture(new OverloadedException("The backend is closed."));
    }
    return select(credentials).thenApply(this::forClient);
  }

  /**
   * What a client is told instead of this reason: AWS AppSync names each, the default has one text
   * for every credential that is not good, since the others help only who tries credentials out.
   */
  public Refusal told(Refusal reason) {
    return behavior == Behavior.APPSYNC || reason == Refusal.MISSING ? reason : Refusal.DENIED;
  }

  /** Stops the own timer; what still waits for an authenticator is refused. Idempotent. */
  @Override
  public void close() {
    closed = true;
    verdicts.close();
  }

  private CompletableFuture<Authentication> select(Credentials credentials) {
    List<String> tokens = credentials.authorization();
    List<String> keys = credentials.apiKeys();
    if (tokens.isEmpty() && keys.isEmpty()) {
      return refused(Refusal.MISSING, "no credential");
    }
    if (tokens.size() > 1 || keys.size() > 1) {
      return refused(Refusal.DENIED, "several values of one credential header");
    }
    if (tokens.isEmpty()) {
      return firstAccepted(keyModes, keys.get(0));
    }
    CompletableFuture<Authentication> byToken = byToken(tokens.get(0));
    return keys.isEmpty()
        ? byToken
        : byToken.thenCompose(verdict -> unlessKeyIsBad(verdict, keys.get(0)));
  }

  private CompletableFuture<Authentication> byToken(String token) {
    if (token.toLowerCase(Locale.ROOT).startsWith(SIGV4)) {
      // A signed request is for AWS; shown to an authenticator it could only be misread.
      return refused(Refusal.DENIED, "SigV4 is not a configured mode");
    }
    // What looks like a JWT belongs to the issuers, where there are any: an expired one is refused
    // and not asked about again. About any other token the custom authorizer is asked first.
    return firstAccepted(TokenForm.isJwt(token) ? issuedTokenModes : tokenModes, token);
  }

  private static boolean issues(Authenticator mode) {
    return mode.mode() == Mode.USER_POOL || mode.mode() == Mode.OIDC;
  }

  private CompletableFuture<Authentication> unlessKeyIsBad(Authentication verdict, String key) {
    return verdict instanceof Authentication.Refused
        ? CompletableFuture.completedFuture(verdict)
        : firstAccepted(keyModes, key)
            .thenApply(ofKey -> ofKey instanceof Authentication.Refused ? ofKey : verdict);
  }

  private CompletableFuture<Authentication> firstAccepted(
      List<Authenticator> modes, String credential) {
    return modes.isEmpty()
        ? refused(Refusal.DENIED, "no mode for this kind of credential")
        : firstAccepted(modes, 0, credential, null);
  }

  private CompletableFuture<Authentication> firstAccepted(
      List<Authenticator> modes, int next, String credential, @Nullable Authentication first) {
    return verdicts
        .of(modes.get(next), credential)
        .thenCompose(
            verdict -> {
              if (verdict instanceof Authentication.Accepted) {
                return CompletableFuture.completedFuture(verdict);
              }
              Authentication refusal = first == null ? verdict : first;
              return next + 1 == modes.size()
                  ? CompletableFuture.completedFuture(refusal)
                  : firstAccepted(modes, next + 1, credential, refusal);
            });
  }

  private Authentication forClient(Authentication verdict) {
    if (verdict instanceof Authentication.Refused refused) {
      LOG.debug("Refused a request: {} ({})", refused.reason(), refused.detail());
      return Authentication.refused(told(refused.reason()), refused.detail());
    }
    return verdict;
  }

  private static CompletableFuture<Authentication> refused(Refusal reason, String detail) {
    return CompletableFuture.completedFuture(Authentication.refused(reason, detail));
  }
}
