package dev.pergola;

import dev.pergola.auth.ApiKeys;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.LambdaAuthorization;
import dev.pergola.model.Mode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How callers may prove who they are; TypeScript {@code authorizationModes}. The first mode is the
 * default one unless {@link #defaultMode} says otherwise. Immutable: every method gives a new
 * value.
 *
 * <pre>{@code
 * Pergola backend =
 *     Pergola.builder(schema)
 *         .store(EmbeddedStore.inMemory())
 *         .authorizationModes(
 *             modes ->
 *                 modes.userPool(cognito).apiKey(ApiKeys.of(ApiKey.of("web", "da2-hd7k3jx0qhsd8aw2"))))
 *         .build();
 * }</pre>
 */
public final class AuthorizationModes {

  private static final AuthorizationModes NONE =
      new AuthorizationModes(List.of(), EnumSet.noneOf(Mode.class), null);

  private final List<Authenticator> authenticators;
  private final EnumSet<Mode> modes;
  private final @Nullable Mode chosenDefault;

  private AuthorizationModes(
      List<Authenticator> authenticators, EnumSet<Mode> modes, @Nullable Mode chosenDefault) {
    this.authenticators = List.copyOf(authenticators);
    this.modes = modes;
    this.chosenDefault = chosenDefault;
  }

  static AuthorizationModes none() {
    return NONE;
  }

  /** Takes tokens of this user pool; TypeScript {@code 'userPool'}. */
  public AuthorizationModes userPool(Authenticator userPool) {
    return with(Mode.USER_POOL, userPool);
  }

  /** Takes tokens of this OpenID Connect issuer; TypeScript {@code 'oidc'}. */
  public AuthorizationModes oidc(Authenticator issuer) {
    return with(Mode.OIDC, issuer);
  }

  /** Takes these API keys; TypeScript {@code 'apiKey'}. */
  public AuthorizationModes apiKey(ApiKeys keys) {
    return with(Mode.API_KEY, keys);
  }

  /**
   * Takes tokens that the host's own authorizer knows; TypeScript {@code lambdaAuthorizationMode}.
   * Beside a user pool or an issuer it is not asked about tokens that look like theirs.
   */
  public AuthorizationModes lambda(LambdaAuthorization authorizer) {
    return with(Mode.LAMBDA, authorizer);
  }

  /**
   * Takes tokens of the identity pool's roles, guests among them; TypeScript {@code
   * 'identityPool'}. There is no SigV4 on a JVM: the authenticator takes whatever tokens the host
   * gives its guests, and makes {@link dev.pergola.auth.Identity#identityPool identities} of them.
   */
  public AuthorizationModes identityPool(Authenticator identityPool) {
    return with(Mode.IAM, identityPool);
  }

  /**
   * Lets host code call as a caller of this mode, with an identity that it makes itself, though no
   * transport can prove one: what {@code identityPool} needs on a JVM, and what a unit test wants.
   */
  public AuthorizationModes hostOnly(Mode mode) {
    EnumSet<Mode> more = EnumSet.copyOf(modes);
    more.add(mode);
    return new AuthorizationModes(authenticators, more, first(mode));
  }

  /** Makes this one of the modes the default one; TypeScript {@code defaultAuthorizationMode}. */
  public AuthorizationModes defaultMode(Mode mode) {
    return new AuthorizationModes(authenticators, modes, mode);
  }

  List<Authenticator> authenticators() {
    return authenticators;
  }

  Set<Mode> modes() {
    return Set.copyOf(modes);
  }

  /** The default mode; null when there is no mode at all. */
  @Nullable Mode defaultMode() {
    return chosenDefault;
  }

  private AuthorizationModes with(Mode mode, Authenticator authenticator) {
    if (authenticator.mode() != mode) {
      throw new IllegalArgumentException(
          "Authorization mode %s: the given %s proves callers of mode %s; pass one of mode %s."
              .formatted(
                  mode, authenticator.getClass().getSimpleName(), authenticator.mode(), mode));
    }
    List<Authenticator> all = new ArrayList<>(authenticators);
    all.add(authenticator);
    EnumSet<Mode> more = EnumSet.of(mode);
    more.addAll(modes);
    return new AuthorizationModes(all, more, first(mode));
  }

  private Mode first(Mode mode) {
    return chosenDefault == null ? mode : chosenDefault;
  }
}
