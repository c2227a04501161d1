package dev.pergola.internal.authorize;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads claims the way rules need them (spec: authorization 3). Whole names only, compared by code
 * point.
 */
final class ClaimReader {

  private static final String USERNAME = "username";
  private static final String COGNITO_USERNAME = "cognito:username";

  private final Claims claims;

  private ClaimReader(Claims claims) {
    this.claims = claims;
  }

  /** A reader of the caller's claims; empty for callers that have none. */
  static Optional<ClaimReader> of(Identity identity) {
    if (identity instanceof Identity.UserPool user) {
      return Optional.of(new ClaimReader(user.claims()));
    }
    if (identity instanceof Identity.Oidc user) {
      return Optional.of(new ClaimReader(user.claims()));
    }
    return Optional.empty();
  }

  /** A claim as text. An ID token carries the user name under another name than an access token. */
  Optional<String> text(String claim) {
    Optional<String> text = claims.text(claim);
    return text.isEmpty() && claim.equals(USERNAME) ? claims.text(COGNITO_USERNAME) : text;
  }

  /**
   * The caller's groups: a list gives its texts; a text gives the list that it spells in JSON, or
   * else itself as the only name. Never a substring: the original's templates would take {@code
   * NotAdmins} for {@code Admins}.
   */
  Set<String> groups(String claim) {
    Object value = claims.value(claim);
    if (value instanceof List<?> list) {
      return texts(list);
    }
    if (!(value instanceof String text) || text.isEmpty()) {
      return Set.of();
    }
    return text.stripLeading().startsWith("[") ? spelled(text) : Set.of(text);
  }

  private static Set<String> spelled(String text) {
    try {
      return Json.parse(text, JsonLimits.defaults()) instanceof List<?> list
          ? texts(list)
          : Set.of(text);
    } catch (JsonException notJson) {
      return Set.of(text);
    }
  }

  /** The names of a list of texts; a list that holds anything else names nobody. */
  private static Set<String> texts(List<?> list) {
    Set<String> texts = new LinkedHashSet<>();
    for (Object element : list) {
      if (!(element instanceof String text)) {
        return Set.of();
      }
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return texts;
  }
}
