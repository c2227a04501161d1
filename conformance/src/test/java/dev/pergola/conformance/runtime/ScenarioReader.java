package dev.pergola.conformance.runtime;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.AuthorizerAnswer;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.auth.LambdaAuthorization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads one scenario; what it says and this runner does not do yet is named, never skipped. */
final class ScenarioReader {

  private static final String IDENTITY_POOL_ID = "us-east-1:00000000-0000-4000-8000-000000000001";

  private ScenarioReader() {}

  /**
   * The scenario.
   *
   * @throws MalformedScenarioException if it breaks the format
   * @throws NotSupportedException if it needs something that does not exist yet
   */
  static Scenario read(JsonNode json) {
    Members scenario = new Members(json, "scenario");
    scenario.only(
        "id",
        "title",
        "tags",
        "schema",
        "identities",
        "steps",
        "schemaError",
        "evidence",
        "unsure",
        "unsureWhy");
    if (scenario.has("steps") == scenario.has("schemaError")) {
      throw new MalformedScenarioException(
          "A scenario has either 'steps' or 'schemaError'; this one has both or neither.");
    }
    return new Scenario(
        scenario.text("id"),
        scenario.object("schema").text("sdl"),
        identities(scenario.objectOrEmpty("identities")),
        steps(scenario.value("steps")),
        Optional.of(scenario.value("schemaError")).filter(error -> !error.isMissingNode()));
  }

  private static Map<String, Identity> identities(Members members) {
    Map<String, Identity> identities = new LinkedHashMap<>();
    members
        .json()
        .propertyNames()
        .forEach(name -> identities.put(name, identity(members.object(name))));
    return identities;
  }

  private static Identity identity(Members identity) {
    String mode = identity.text("mode");
    return switch (mode) {
      case "userPool" -> Identity.userPool(claims(identity));
      case "oidc" -> Identity.oidc(claims(identity));
      case "apiKey" -> {
        identity.only("mode");
        yield Identity.apiKey("scenario");
      }
      case "iam" -> {
        identity.only("mode");
        yield Identity.admin();
      }
      case "identityPool" -> {
        JsonNode authenticated = identity.only("mode", "authenticated").value("authenticated");
        yield Identity.identityPool(IDENTITY_POOL_ID, authenticated.asBoolean());
      }
      case "lambda" -> lambda(identity.only("mode", "token", "authorizer"));
      default ->
          throw new MalformedScenarioException(
              "%s.mode is '%s'; known: userPool, oidc, apiKey, iam, identityPool, lambda."
                  .formatted(identity.where(), mode));
    };
  }

  /** A caller of whom the authorizer says this, by the library's own reading of its answer. */
  private static Identity lambda(Members identity) {
    Map<String, Object> answer = Json.map(identity.object("authorizer").json());
    String token = identity.text("token");
    try (LambdaAuthorization mode =
        LambdaAuthorization.of(request -> AuthorizerAnswer.ofLambda(answer))) {
      if (mode.authenticate(token).toCompletableFuture().join()
          instanceof Authentication.Accepted accepted) {
        return accepted.identity();
      }
    }
    throw new MalformedScenarioException(
        "%s: the authorizer lets nobody in.".formatted(identity.where()));
  }

  private static Claims claims(Members identity) {
    return Claims.of(Json.map(identity.only("mode", "claims").object("claims").json()));
  }

  private static List<Step> steps(JsonNode json) {
    List<Step> steps = new ArrayList<>();
    for (JsonNode step : json) {
      steps.add(step(new Members(step, "step " + (steps.size() + 1))));
    }
    return steps;
  }

  private static Step step(Members step) {
    if (step.has("subscribe")) {
      return subscribe(step);
    }
    if (step.has("events")) {
      return events(step);
    }
    if (step.has("http")) {
      return http(step);
    }
    if (step.has("repeat")) {
      return repeat(step);
    }
    if (step.has("paginate")) {
      return paginate(step);
    }
    if (step.has("request")) {
      return request(step);
    }
    throw new NotSupportedException(
        "a step of %s".formatted(String.join(", ", step.json().propertyNames())));
  }

  private static Step request(Members step) {
    step.only("as", "request", "expect", "capture", "handler");
    Members request = step.object("request").only("query", "variables");
    Members expect = step.objectOrEmpty("expect").only("data", "errors");
    return new Step.Request(
        step.text("as"),
        request.text("query"),
        request.value("variables"),
        expect.value("data"),
        expect.value("errors"),
        step.objectOrEmpty("capture").texts(),
        HandlerStubs.read(step.objectOrEmpty("handler")));
  }

  private static Step subscribe(Members step) {
    step.only("subscribe", "as", "request", "expect");
    Members request = step.object("request").only("query", "variables");
    Members expect = step.objectOrEmpty("expect").only("accepted", "errors");
    return new Step.Subscribe(
        step.text("subscribe"),
        step.text("as"),
        request.text("query"),
        request.value("variables"),
        expect.value("accepted").asBoolean(true),
        expect.value("errors"));
  }

  private static Step events(Members step) {
    Map<String, JsonNode> events = new LinkedHashMap<>();
    Members expected = step.only("events").object("events");
    expected.json().propertyNames().forEach(name -> events.put(name, expected.value(name)));
    return new Step.Events(events);
  }

  private static Step repeat(Members step) {
    Members repeat = step.only("as", "repeat").object("repeat");
    repeat.only("count", "query", "indexVariable");
    return new Step.Repeat(
        step.text("as"),
        repeat
            .integer("count")
            .orElseThrow(
                () -> new MalformedScenarioException(repeat.where() + " needs a 'count'.")),
        repeat.text("query"),
        repeat.text("indexVariable"));
  }

  private static Step paginate(Members step) {
    Members paginate = step.only("as", "paginate", "expect").object("paginate");
    paginate.only("query", "variables", "field");
    Members expect =
        step.objectOrEmpty("expect").only("items", "minPages", "maxPages", "maxItemsPerPage");
    return new Step.Paginate(
        step.text("as"),
        paginate.text("query"),
        paginate.value("variables"),
        paginate.text("field"),
        expect.value("items"),
        expect.integer("minPages"),
        expect.integer("maxPages"),
        expect.integer("maxItemsPerPage"));
  }

  private static Step http(Members step) {
    Members http = step.only("http", "expect").object("http").only("method", "headers", "body");
    Members expect = step.objectOrEmpty("expect").only("status", "json");
    return new Step.Http(
        http.text("method", "POST"),
        http.objectOrEmpty("headers").texts(),
        http.value("body"),
        expect.integer("status"),
        expect.value("json"));
  }
}
