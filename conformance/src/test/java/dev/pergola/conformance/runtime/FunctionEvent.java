package dev.pergola.conformance.runtime;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.handler.HandlerContext;
import dev.pergola.model.CustomOperation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function of the original is called with (spec: runtime E), made of what ours gets. */
final class FunctionEvent {

  private FunctionEvent() {}

  static Map<String, Object> of(CustomOperation operation, HandlerContext context) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("typeName", typeName(operation.kind()));
    event.put("fieldName", context.operation());
    event.put("arguments", context.arguments());
    event.put("identity", identity(context.identity()));
    event.put("source", null);
    event.put("request", request(context));
    Map<String, Object> previous = new LinkedHashMap<>();
    previous.put("result", context.previous());
    event.put("prev", previous);
    return event;
  }

  private static String typeName(CustomOperation.Kind kind) {
    return switch (kind) {
      case QUERY -> "Query";
      case MUTATION -> "Mutation";
      case SUBSCRIPTION -> "Subscription";
    };
  }

  private static Map<String, Object> request(HandlerContext context) {
    Map<String, Object> headers = new LinkedHashMap<>();
    context.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("headers", headers);
    request.put("domainName", null);
    return request;
  }

  /** As the mode has it; a key is nobody. */
  private static @Nullable Map<String, Object> identity(Identity identity) {
    if (identity instanceof Identity.UserPool user) {
      Map<String, Object> members = token(user.claims());
      Object username = user.claims().value("username");
      members.put(
          "username", username == null ? user.claims().value("cognito:username") : username);
      members.put("groups", user.claims().value("cognito:groups"));
      return members;
    }
    if (identity instanceof Identity.Oidc user) {
      return token(user.claims());
    }
    if (identity instanceof Identity.IdentityPool caller) {
      return Map.of(
          "cognitoIdentityId",
          caller.identityId(),
          "cognitoIdentityAuthType",
          caller.authenticated() ? "authenticated" : "unauthenticated");
    }
    if (identity instanceof Identity.Lambda caller) {
      return Map.of("resolverContext", caller.resolverContext());
    }
    return identity instanceof Identity.ApiKeyHolder ? null : Map.of();
  }

  private static Map<String, Object> token(Claims claims) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("sub", claims.value("sub"));
    members.put("issuer", claims.value("iss"));
    members.put("claims", claims.asMap());
    return members;
  }
}
