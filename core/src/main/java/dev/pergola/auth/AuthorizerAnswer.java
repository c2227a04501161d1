package dev.pergola.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CustomAuthorizer} says of a token. Immutable.
 *
 * <pre>{@code
 * AuthorizerAnswer answer =
 *     AuthorizerAnswer.authorized()
 *         .withResolverContext(Map.of("tenant", "t1"))
 *         .withDeniedFields("Employee.salary", "Mutation.deleteEmployee")
 *         .withTtlOverride(Duration.ofMinutes(1));
 * }</pre>
 */
public final class AuthorizerAnswer {

  /** For how long an answer may be kept at most. */
  static final Duration MAX_TTL = Duration.ofHours(1);

  /** How many characters a context may have at most, in names and values. */
  static final int MAX_CONTEXT = 5 * 1024 * 1024;

  private static final AuthorizerAnswer AUTHORIZED =
      new AuthorizerAnswer(true, Map.of(), Set.of(), null);
  private static final AuthorizerAnswer REFUSED =
      new AuthorizerAnswer(false, Map.of(), Set.of(), null);

  private final boolean authorized;
  private final Map<String, Object> resolverContext;
  private final Set<String> deniedFields;
  private final @Nullable Duration ttlOverride;

  private AuthorizerAnswer(
      boolean authorized,
      Map<String, Object> resolverContext,
      Set<String> deniedFields,
      @Nullable Duration ttlOverride) {
    this.authorized = authorized;
    this.resolverContext = resolverContext;
    this.deniedFields = deniedFields;
    this.ttlOverride = ttlOverride;
  }

  /** The token is good; TypeScript {@code isAuthorized: true}. */
  public static AuthorizerAnswer authorized() {
    return AUTHORIZED;
  }

  /** The token is not good; TypeScript {@code isAuthorized: false}. */
  public static AuthorizerAnswer refused() {
    return REFUSED;
  }

  /**
   * The answer in the words of an AWS Lambda authorizer, as its function gives them: {@code
   * isAuthorized}, {@code resolverContext}, {@code deniedFields}, {@code ttlOverride} in seconds.
   *
   * @throws IllegalArgumentException if {@code isAuthorized} is missing or no boolean, or if
   *     another member is not what it should be
   */
  public static AuthorizerAnswer ofLambda(Map<String, ? extends @Nullable Object> response) {
    if (!(response.get("isAuthorized") instanceof Boolean authorized)) {
      throw new IllegalArgumentException(
          "The authorizer's answer: isAuthorized is missing or no boolean; give true or false.");
    }
    AuthorizerAnswer answer = authorized ? AUTHORIZED : REFUSED;
    Object context = response.get("resolverContext");
    if (context != null) {
      answer = answer.withResolverContext(members(context));
    }
    Object denied = response.get("deniedFields");
    if (denied != null) {
      answer = answer.withDeniedFields(names(denied));
    }
    Object ttl = response.get("ttlOverride");
    return ttl == null ? answer : answer.withTtlOverride(seconds(ttl));
  }

  /**
   * What handlers learn of the caller; TypeScript {@code resolverContext}.
   *
   * @throws IllegalArgumentException if a value is no text, number or boolean, or if all of them
   *     have more than 5 Mi characters
   */
  public AuthorizerAnswer withResolverContext(Map<String, ?> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    long size = 0;
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      size += entry.getKey().length() + String.valueOf(entry.getValue()).length();
    }
    if (size > MAX_CONTEXT) {
      throw new IllegalArgumentException(
          "The authorizer's answer: resolverContext has %d characters; give %d at most."
              .formatted(size, MAX_CONTEXT));
    }
    values.forEach(
        (name, value) -> {
          if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException(
                "The authorizer's answer: '%s' of resolverContext is %s; give a text, a number or a boolean."
                    .formatted(name, value == null ? "null" : "a " + kind(value)));
          }
          copy.put(name, value);
        });
    return new AuthorizerAnswer(authorized, Map.copyOf(copy), deniedFields, ttlOverride);
  }

  /**
   * What stays closed to the caller whatever the rules say; TypeScript {@code deniedFields}.
   *
   * @param fields names such as {@code Employee.salary} or {@code Mutation.createEmployee}, or ARNs
   *     of fields
   * @throws IllegalArgumentException if one is neither
   */
  public AuthorizerAnswer withDeniedFields(String... fields) {
    Set<String> names = new LinkedHashSet<>();
    for (String field : fields) {
      names.add(DeniedFields.name(field));
    }
    return new AuthorizerAnswer(authorized, resolverContext, Set.copyOf(names), ttlOverride);
  }

  /**
   * For how long this answer is kept for the same token, instead of the mode's own time; zero for
   * not at all. TypeScript {@code ttlOverride}.
   *
   * @throws IllegalArgumentException if it is negative or longer than an hour
   */
  public AuthorizerAnswer withTtlOverride(Duration ttl) {
    return new AuthorizerAnswer(authorized, resolverContext, deniedFields, checked(ttl));
  }

  boolean isAuthorized() {
    return authorized;
  }

  Optional<Duration> ttlOverride() {
    return Optional.ofNullable(ttlOverride);
  }

  Identity identity() {
    return Identity.lambda(resolverContext, deniedFields);
  }

  static Duration checked(Duration ttl) {
    if (ttl.isNegative() || ttl.compareTo(MAX_TTL) > 0) {
      throw new IllegalArgumentException(
          "The time to live of an authorizer's answer is %s; give a duration from %s to %s."
              .formatted(ttl, Duration.ZERO, MAX_TTL));
    }
    return ttl;
  }

  private static Map<String, Object> members(Object context) {
    if (!(context instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "The authorizer's answer: resolverContext is a %s; give an object."
              .formatted(kind(context)));
    }
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put(String.valueOf(name), value));
    return members;
  }

  private static String[] names(Object denied) {
    if (!(denied instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw new IllegalArgumentException(
          "The authorizer's answer: deniedFields is no list of texts; give names such as \"Post.title\".");
    }
    return list.toArray(String[]::new);
  }

  private static Duration seconds(Object ttl) {
    if (!(ttl instanceof Integer || ttl instanceof Long)) {
      throw new IllegalArgumentException(
          "The authorizer's answer: ttlOverride is no whole number; give seconds from 0 to %d."
              .formatted(MAX_TTL.toSeconds()));
    }
    return Duration.ofSeconds(((Number) ttl).longValue());
  }

  private static String kind(Object value) {
    return value.getClass().getSimpleName();
  }

  /** Whether and what it denies; not the context, which may be personal. */
  @Override
  public String toString() {
    return "AuthorizerAnswer[%s, denied %s]"
        .formatted(authorized ? "authorized" : "refused", deniedFields);
  }
}
