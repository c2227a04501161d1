package dev.pergola.conformance.runtime;

import dev.pergola.auth.Identity;
import dev.pergola.handler.HandlerContext;
import dev.pergola.model.CustomOperation;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a function of the original is called with (spec: runtime E), made of what ours gets. */
final class FunctionEvent {

  private FunctionEvent() {}

  static Map<String, Object> of(CustomOperation operation, HandlerContext context) {
    Map<String, Object> event = new LinkedHashMap<>();
    boolean query = operation.kind() == CustomOperation.Kind.QUERY;
    event.put("typeName", query ? "Query" : "Mutation");
    event.put("fieldName", context.operation());
    event.put("arguments", context.arguments());
    event.put("identity", identity(context.identity()));
    event.put("source", null);
    Map<String, Object> previous = new LinkedHashMap<>();
    previous.put("result", context.previous());
    event.put("prev", previous);
    return event;
  }

  private static Map<String, Object> identity(Identity identity) {
    if (!(identity instanceof Identity.UserPool user)) {
      return Map.of();
    }
    Map<String, Object> members = new LinkedHashMap<>();
    for (String claim : new String[] {"sub", "username"}) {
      members.put(claim, user.claims().value(claim));
    }
    members.put("claims", Map.of("sub", String.valueOf(user.claims().value("sub"))));
    return members;
  }
}
