package dev.pergola.conformance.security;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls in the corpora, by the names that those have for them. A {@code sub} has the form that
 * user pools give it.
 */
public final class TargetCallers {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(SUB|OWNER):([^{}]+)}");
  private static final String NAMED = "-named-";

  private TargetCallers() {}

  /** The {@code sub} of this user. */
  public static String sub(String who) {
    return UUID.nameUUIDFromBytes(who.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** What is stored as the owner of this user's records. */
  public static String owner(String who) {
    return sub(who) + "::" + who;
  }

  /** A text of a corpus with the users that it speaks of in it. */
  public static String fill(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(TargetCallers::user);
  }

  private static String user(MatchResult found) {
    String who = found.group(2);
    return Matcher.quoteReplacement(found.group(1).equals("SUB") ? sub(who) : owner(who));
  }

  /**
   * What the token of this user says of the user: {@code carol-named-X} is one whose user name is
   * the text X.
   */
  public static Map<String, Object> claims(String who) {
    String filled = fill(who);
    int named = filled.indexOf(NAMED);
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", sub(named < 0 ? filled : filled.substring(0, named)));
    switch (filled) {
      case "nouser" -> {}
      case "emptyuser" -> claims.put("username", "");
      default ->
          claims.put("username", named < 0 ? filled : filled.substring(named + NAMED.length()));
    }
    switch (filled) {
      case "admin" -> claims.put("cognito:groups", List.of("Admins"));
      case "emptygroup" -> claims.put("cognito:groups", List.of(""));
      default -> {}
    }
    return claims;
  }

  /** The caller of this name, where it is already known who calls. */
  public static Identity identity(String who) {
    return switch (who) {
      case "apiKey", "apikey2" -> Identity.apiKey(who);
      case "admin-db" -> Identity.admin();
      default -> Identity.userPool(Claims.of(claims(who)));
    };
  }
}
