package dev.pergola.conformance.runtime;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One thing that a backend might do wrong. */
enum Fault {
  RULES_ARE_NOT_ASKED(Fault::admin, UnaryOperator.identity()),
  CLAIMS_ARE_LOST(Fault::withoutClaims, UnaryOperator.identity()),
  ERRORS_ARE_DROPPED(answer -> without(answer, "errors")),
  ERROR_TYPES_ARE_DROPPED(everywhere("errorType", value -> JsonNodeFactory.instance.nullNode())),
  LOCATIONS_ARE_DROPPED(everywhere("locations", value -> JsonNodeFactory.instance.nullNode())),
  PATHS_ARE_DROPPED(everywhere("path", value -> JsonNodeFactory.instance.nullNode())),
  LISTS_END_EARLY(everywhere("nextToken", value -> JsonNodeFactory.instance.nullNode())),
  LISTS_ARE_EMPTY(everywhere("items", value -> JsonNodeFactory.instance.arrayNode())),
  LISTS_LOSE_A_RECORD(everywhere("items", Fault::withoutLast)),
  LISTS_REPEAT_A_RECORD(everywhere("items", Fault::withLastTwice)),
  IDS_ARE_WRONG(everywhere("id", value -> JsonNodeFactory.instance.stringNode("1-"))),
  OWNERS_SHOW_THEIR_SUB(
      everywhere(
          "owner", owner -> JsonNodeFactory.instance.stringNode("sub-" + owner.asString("")))),
  TIMES_LACK_MILLISECONDS(
      everywhere("createdAt", at -> JsonNodeFactory.instance.stringNode("2026-11-22T10:00:00Z")));

  private final UnaryOperator<Identity> caller;
  private final UnaryOperator<JsonNode> answer;

  Fault(UnaryOperator<JsonNode> answer) {
    this(UnaryOperator.identity(), answer);
  }

  Fault(UnaryOperator<Identity> caller, UnaryOperator<JsonNode> answer) {
    this.caller = caller;
    this.answer = answer;
  }

  /** Backends as the target's, each with this fault. */
  Target in(Target target) {
    return sdl -> new Faulty(target.start(sdl), this);
  }

  private static Identity admin(Identity caller) {
    return Identity.admin();
  }

  private static Identity withoutClaims(Identity caller) {
    return caller instanceof Identity.UserPool ? Identity.userPool(Claims.of(Map.of())) : caller;
  }

  private static JsonNode without(JsonNode answer, String member) {
    ObjectNode copy = (ObjectNode) answer.deepCopy();
    copy.remove(member);
    return copy;
  }

  private static JsonNode withoutLast(JsonNode items) {
    ArrayNode copy = (ArrayNode) items.deepCopy();
    if (!copy.isEmpty()) {
      copy.remove(copy.size() - 1);
    }
    return copy;
  }

  private static JsonNode withLastTwice(JsonNode items) {
    ArrayNode copy = (ArrayNode) items.deepCopy();
    return copy.isEmpty() ? copy : copy.add(copy.get(copy.size() - 1));
  }

  private static UnaryOperator<JsonNode> everywhere(String member, UnaryOperator<JsonNode> change) {
    return root -> {
      JsonNode copy = root.deepCopy();
      for (JsonNode parent : copy.findParents(member)) {
        if (!parent.get(member).isNull()) {
          ((ObjectNode) parent).set(member, change.apply(parent.get(member)));
        }
      }
      return copy;
    };
  }

  private record Faulty(Target.Running right, Fault fault) implements Target.Running, Backend {

    @Override
    public Backend backend() {
      return this;
    }

    @Override
    public CompletableFuture<Authentication> authenticate(Credentials credentials) {
      return right.backend().authenticate(credentials);
    }

    @Override
    public CompletableFuture<DataResponse> execute(DataRequest request, Identity identity) {
      return right
          .backend()
          .execute(request, fault.caller.apply(identity))
          .thenApply(
              response ->
                  ScriptedTarget.answer(
                      fault.answer.apply(Json.read(response.toJson())).toString()));
    }

    @Override
    public EventStream subscribe(DataRequest request, Authentication.Accepted caller) {
      return right.backend().subscribe(request, fault.caller.apply(caller.identity()));
    }

    @Override
    public HandlerStubs handlers() {
      return right.handlers();
    }

    @Override
    public Target.Reply send(Step.Http request, byte[] body) {
      return right.send(request, body);
    }

    @Override
    public void close() {
      right.close();
    }
  }
}
