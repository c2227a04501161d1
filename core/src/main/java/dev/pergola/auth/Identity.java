package dev.pergola.auth;

import dev.pergola.model.Mode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who a request comes from, proved by one {@link Mode}. Closed: the decision function handles every
 * kind.
 *
 * <p>An identity travels in the request and nowhere else. Transports get one from an {@link
 * Authenticator}; code in the same process may make one, and {@link #admin()} exists for such code
 * only: nothing that a client sends leads to it.
 */
public sealed interface Identity {

  /** How the caller proved who it is. */
  Mode mode();

  /** Calls the method of {@code visitor} that belongs to this kind. */
  <R> R accept(Visitor<R> visitor);

  /** Trusted host code: passes every rule, as a signed IAM principal does in the original. */
  static Identity admin() {
    return Admin.INSTANCE;
  }

  /** A caller with a verified token of the user pool. */
  static Identity userPool(Claims claims) {
    return new UserPool(claims);
  }

  /** A caller with a verified token of another OpenID Connect issuer. */
  static Identity oidc(Claims claims) {
    return new Oidc(claims);
  }

  /** A caller with a valid API key; {@code keyId} names the key and is not the key. */
  static Identity apiKey(String keyId) {
    return new ApiKeyHolder(keyId);
  }

  /** A caller in the authenticated or the guest role of the identity pool. */
  static Identity identityPool(String identityId, boolean authenticated) {
    return new IdentityPool(identityId, authenticated);
  }

  /**
   * A function of the host, which may do what {@code allow.resource("name")} grants it; like {@link
   * #admin()} for host code only, and as trusted inside of what it may call.
   */
  static Identity function(String name) {
    return new Function(name);
  }

  /**
   * A caller that the custom authorizer let in.
   *
   * @param deniedFields {@code Type.field} names, or ARNs of fields, that stay closed to this
   *     caller
   * @throws IllegalArgumentException if a denied field names no field
   */
  static Identity lambda(Map<String, Object> resolverContext, Set<String> deniedFields) {
    return new Lambda(resolverContext, deniedFields);
  }

  /** A caller with a verified token of the user pool. */
  record UserPool(Claims claims) implements Identity {
    @Override
    public Mode mode() {
      return Mode.USER_POOL;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.userPool(this);
    }
  }

  /** A caller with a verified token of another OpenID Connect issuer. */
  record Oidc(Claims claims) implements Identity {
    @Override
    public Mode mode() {
      return Mode.OIDC;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.oidc(this);
    }
  }

  /**
   * A caller with a valid API key.
   *
   * @param keyId names the key in logs; not the key itself
   */
  record ApiKeyHolder(String keyId) implements Identity {
    @Override
    public Mode mode() {
      return Mode.API_KEY;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.apiKey(this);
    }
  }

  /**
   * A caller in a role of the identity pool.
   *
   * @param identityId the pool's id of the caller
   * @param authenticated the role: authenticated, or guest
   */
  record IdentityPool(String identityId, boolean authenticated) implements Identity {
    @Override
    public Mode mode() {
      return Mode.IAM;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.identityPool(this);
    }
  }

  /**
   * A caller that the custom authorizer let in.
   *
   * @param resolverContext what the authorizer says of the caller
   * @param deniedFields {@code Type.field} names that stay closed to this caller
   */
  record Lambda(Map<String, Object> resolverContext, Set<String> deniedFields) implements Identity {
    public Lambda {
      resolverContext = Map.copyOf(resolverContext);
      deniedFields =
          deniedFields.stream().map(DeniedFields::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a field of a type stays closed to this caller, whatever the rules say. */
    public boolean denies(String type, String field) {
      return !deniedFields.isEmpty() && deniedFields.contains(type + "." + field);
    }

    @Override
    public Mode mode() {
      return Mode.LAMBDA;
    }

    /** Names only, as of claims: values may be personal and do not belong into logs. */
    @Override
    public String toString() {
      return "Lambda[%s, denied %s]".formatted(resolverContext.keySet(), deniedFields);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lambda(this);
    }
  }

  /**
   * Host code that acts as one of the schema's functions.
   *
   * @param name the name in {@code allow.resource("name")}
   */
  record Function(String name) implements Identity {
    @Override
    public Mode mode() {
      return Mode.IAM;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.function(this);
    }
  }

  /** Trusted host code; there is one, and only {@link Identity#admin()} gives it. */
  final class Admin implements Identity {

    private static final Admin INSTANCE = new Admin();

    private Admin() {}

    @Override
    public Mode mode() {
      return Mode.IAM;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.admin(this);
    }

    @Override
    public String toString() {
      return "Admin";
    }
  }

  /** One method per kind of identity. */
  interface Visitor<R> {
    R userPool(UserPool identity);

    R oidc(Oidc identity);

    R apiKey(ApiKeyHolder identity);

    R identityPool(IdentityPool identity);

    R lambda(Lambda identity);

    R function(Function identity);

    R admin(Admin identity);
  }
}
