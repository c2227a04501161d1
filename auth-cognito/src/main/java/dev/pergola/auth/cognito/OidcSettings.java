package dev.pergola.auth.cognito;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host set, not checked yet.
 *
 * @param issuer null when not set
 * @param jwksUri null to ask the issuer where its keys are
 * @param fromIssue how old a token may be; null for as old as it says itself
 * @param fromAuthentication how long ago its user may have signed in; null for any time
 */
record OidcSettings(
    @Nullable String issuer,
    @Nullable URI jwksUri,
    @Nullable Duration fromIssue,
    @Nullable Duration fromAuthentication,
    TokenSettings tokens) {

  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final Duration MIN_AGE = Duration.ofSeconds(1);
  private static final Duration MAX_AGE = Duration.ofDays(3650);

  /** Throws with everything that is wrong. */
  void check() {
    List<String> problems = new ArrayList<>();
    checkIssuer(problems);
    if (jwksUri != null) {
      SettingsChecks.address("jwksUri", jwksUri, problems);
    }
    tokens.check(problems);
    checkAge("maxAgeFromIssue", fromIssue, problems);
    checkAge("maxAgeFromAuthentication", fromAuthentication, problems);
    if (!problems.isEmpty()) {
      throw new SettingsException("OidcIssuer", problems);
    }
  }

  private void checkIssuer(List<String> problems) {
    if (issuer == null || issuer.isBlank()) {
      problems.add(
          "issuer is %s. Give the iss of its tokens: .issuer(\"https://...\")."
              .formatted(issuer == null ? "not set" : "blank"));
    } else if (jwksUri == null) {
      checkDiscovery(issuer, problems);
    }
  }

  private static void checkDiscovery(String issuer, List<String> problems) {
    try {
      SettingsChecks.address("issuer", URI.create(issuer), problems);
    } catch (IllegalArgumentException noAddress) {
      problems.add(
          "issuer is '%s', which is no address to ask for its keys. Give one, or add jwksUri."
              .formatted(issuer));
    }
  }

  private static void checkAge(String name, @Nullable Duration age, List<String> problems) {
    if (age != null) {
      SettingsChecks.within(name, age, MIN_AGE, MAX_AGE, problems);
    }
  }

  String checkedIssuer() {
    return String.valueOf(issuer);
  }

  /** Where the keys come from: a known place, or one that the issuer names. */
  KeySource keys() {
    if (jwksUri != null) {
      return new JwksEndpoint(jwksUri);
    }
    String base = checkedIssuer();
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    return new DiscoveredKeys(base, new JwksEndpoint(URI.create(root + CONFIGURATION)));
  }

  List<TokenAge> ages() {
    List<TokenAge> ages = new ArrayList<>();
    if (fromIssue != null) {
      ages.add(new TokenAge("iat", fromIssue));
    }
    if (fromAuthentication != null) {
      ages.add(new TokenAge("auth_time", fromAuthentication));
    }
    return ages;
  }
}
