package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A name for each caller that no other caller has, for what must not pass from one to another. */
final class Callers {

  private Callers() {}

  static String name(Identity identity) {
    return identity.accept(
        new Identity.Visitor<>() {
          @Override
          public String userPool(Identity.UserPool user) {
            return "userPool " + token(user.claims().value("iss"), user.claims().value("sub"));
          }

          @Override
          public String oidc(Identity.Oidc user) {
            return "oidc " + token(user.claims().value("iss"), user.claims().value("sub"));
          }

          @Override
          public String apiKey(Identity.ApiKeyHolder holder) {
            return "apiKey " + holder.keyId();
          }

          @Override
          public String identityPool(Identity.IdentityPool member) {
            return "identityPool " + member.authenticated() + " " + member.identityId();
          }

          @Override
          public String lambda(Identity.Lambda caller) {
            // Sorted: equal maps of another node, or of another run, may stand in another order.
            return "lambda "
                + new TreeMap<>(caller.resolverContext())
                + " "
                + new TreeSet<>(caller.deniedFields());
          }

          @Override
          public String function(Identity.Function function) {
            return "function " + function.name();
          }

          @Override
          public String admin(Identity.Admin admin) {
            return "admin";
          }
        });
  }

  private static String token(@Nullable Object issuer, @Nullable Object subject) {
    return Objects.toString(issuer) + " " + Objects.toString(subject);
  }
}
