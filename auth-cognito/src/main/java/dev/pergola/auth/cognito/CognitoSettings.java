package dev.pergola.auth.cognito;

import dev.pergola.auth.UserPool;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a host set, not checked yet.
 *
 * @param region null when not set; with {@code userPoolId}, one of two ways to name the pool
 * @param issuer null when not set; with {@code jwksUri}, the other way
 */
record CognitoSettings(
    @Nullable String region,
    @Nullable String userPoolId,
    @Nullable String issuer,
    @Nullable URI jwksUri,
    Set<TokenUse> tokenUse,
    int maxGroups,
    TokenSettings tokens) {

  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]+");
  private static final Pattern POOL = Pattern.compile("[0-9A-Za-z]+");

  /** Throws with everything that is wrong. */
  void check() {
    List<String> problems = new ArrayList<>();
    checkPool(problems);
    if (jwksUri != null) {
      SettingsChecks.address("jwksUri", jwksUri, problems);
    }
    tokens.check(problems);
    if (tokenUse.isEmpty()) {
      problems.add("tokenUse is []. Take at least one of ACCESS and ID.");
    }
    if (maxGroups < 0) {
      problems.add("maxGroups is %d. Give 0 or more.".formatted(maxGroups));
    }
    if (!problems.isEmpty()) {
      throw new SettingsException("CognitoUserPool", problems);
    }
  }

  private void checkPool(List<String> problems) {
    boolean byId = region != null || userPoolId != null;
    boolean byAddress = issuer != null || jwksUri != null;
    if (byId == byAddress) {
      problems.add(
          "The pool is named %s. Give either region and userPoolId, or issuer and jwksUri."
              .formatted(byId ? "twice" : "by nothing"));
    } else if (byId) {
      checkId(problems);
    } else {
      checkSet("issuer", issuer, "jwksUri", problems);
      checkSet("jwksUri", jwksUri, "issuer", problems);
    }
  }

  private void checkId(List<String> problems) {
    checkSet("region", region, "userPoolId", problems);
    checkSet("userPoolId", userPoolId, "region", problems);
    if (region != null && !REGION.matcher(region).matches()) {
      problems.add("region is '%s'. Give an AWS region such as eu-west-1.".formatted(region));
    } else if (region != null && userPoolId != null && !isPoolOf(region, userPoolId)) {
      problems.add(
          "userPoolId is '%s'. Give the id of a pool in that region, such as %s_AbCd12345."
              .formatted(userPoolId, region));
    }
  }

  private static boolean isPoolOf(String region, String userPoolId) {
    String start = region + "_";
    return userPoolId.startsWith(start)
        && POOL.matcher(userPoolId.substring(start.length())).matches();
  }

  private static void checkSet(
      String name, @Nullable Object value, String partner, List<String> problems) {
    if (value == null || value.toString().isBlank()) {
      problems.add("%s is %s. It belongs to %s.".formatted(name, shown(value), partner));
    }
  }

  private static String shown(@Nullable Object value) {
    return value == null ? "not set" : "'" + value + "'";
  }

  /** The {@code iss} of the pool's tokens. */
  String effectiveIssuer() {
    if (issuer != null) {
      return issuer;
    }
    String domain = String.valueOf(region).startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return "https://cognito-idp.%s.%s/%s".formatted(region, domain, userPoolId);
  }

  /** The pool as a client knows it; null when it is named by its issuer alone. */
  @Nullable UserPool pool() {
    return region == null || userPoolId == null
        ? null
        : new UserPool(region, userPoolId, List.copyOf(tokens.clientIds()));
  }

  /** Where the pool publishes its keys. */
  URI effectiveJwksUri() {
    return jwksUri != null ? jwksUri : URI.create(effectiveIssuer() + "/.well-known/jwks.json");
  }
}
