package dev.pergola.wire;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Who has opened a connection, as far as connections are counted and looked at again. */
final class Callers {

  private Callers() {}

  /**
   * A name that other callers do not have. An authorizer of the host's may say the same of many
   * callers, so that those are told apart by their tokens.
   */
  static String name(Identity identity, Credentials credentials) {
    if (identity instanceof Identity.UserPool user) {
      return "userPool " + subject(user.claims());
    }
    if (identity instanceof Identity.Oidc user) {
      return "oidc " + subject(user.claims());
    }
    if (identity instanceof Identity.ApiKeyHolder holder) {
      return "apiKey " + holder.keyId();
    }
    return identity instanceof Identity.Lambda
        ? "lambda " + digest(String.join(" ", credentials.authorization()))
        : String.valueOf(identity);
  }

  /**
   * Whether a credential still proves what it proved before. What an authorizer of the host's says
   * of a caller may differ each time; what it denies may not.
   */
  static boolean same(Identity before, Identity now) {
    return (before instanceof Identity.Lambda then && now instanceof Identity.Lambda later)
        ? then.deniedFields().equals(later.deniedFields())
        : before.equals(now);
  }

  private static String subject(Claims claims) {
    return claims.text("iss").orElse("") + " " + claims.text("sub").orElse("");
  }

  private static String digest(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
  }
}
