package dev.pergola.conformance.runtime;

import dev.pergola.auth.Identity;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.SubscriptionRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Runs the steps of one scenario against one backend, with what it captures on the way. */
final class StepRunner implements Step.Visitor {

  private static final long PATIENCE_SECONDS = 60;

  private final Target.Running target;
  private final Map<String, Identity> identities;
  private final ScenarioRunner.Observer observer;
  private final Captures captures = new Captures();
  private final Map<String, Heard> subscriptions = new LinkedHashMap<>();

  StepRunner(
      Target.Running target, Map<String, Identity> identities, ScenarioRunner.Observer observer) {
    this.target = target;
    this.identities = identities;
    this.observer = observer;
    captures.keep("validApiKey", Target.API_KEY);
  }

  @Override
  public Optional<Mismatch> request(Step.Request step) {
    Step.Request filled = fill(step);
    target.handlers().use(step.handlers());
    Answer answer = ask(step.caller(), filled.query(), variables(filled.variables()));
    if (answer.problem().isPresent()) {
      return answer.problem();
    }
    observer.answered(filled, answer.json());
    return judge(filled, answer.json())
        .or(target.handlers()::verdict)
        .or(() -> capture(step.captures(), answer.json()));
  }

  /** The first difference between an answer and what the step expects of it. */
  static Optional<Mismatch> judge(Step.Request step, JsonNode answer) {
    Optional<Mismatch> errors = ErrorsMatcher.match(step.errors(), answer.path("errors"));
    return errors.isPresent() || step.data().isMissingNode()
        ? errors
        : JsonMatcher.match(step.data(), answer.path("data"), "data");
  }

  @Override
  public Optional<Mismatch> repeat(Step.Repeat step) {
    for (int i = 0; i < step.count(); i++) {
      Answer answer =
          ask(step.caller(), captures.fill(step.query()), Map.of(step.indexVariable(), i));
      Optional<Mismatch> problem = answer.problem().or(() -> noErrors(answer.json()));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Mismatch> paginate(Step.Paginate step) {
    Pages pages = new Pages();
    JsonNode token = JsonNodeFactory.instance.nullNode();
    do {
      Map<String, Object> variables = variables(captures.fill(step.variables()));
      variables.put("t", token.isNull() ? null : token.asString());
      Answer answer = ask(step.caller(), captures.fill(step.query()), variables);
      Optional<Mismatch> problem = answer.problem().or(() -> noErrors(answer.json()));
      if (problem.isPresent()) {
        return problem;
      }
      String at = "data." + step.field();
      JsonNode connection = Captures.at(answer.json(), at);
      token = connection.path("nextToken");
      Optional<Mismatch> wrong = pages.add(connection.path("items"), token, at);
      if (wrong.isPresent()) {
        return wrong;
      }
    } while (!token.isNull());
    return pages.judge(step, captures.fill(step.items()));
  }

  @Override
  public Optional<Mismatch> http(Step.Http step) {
    Map<String, String> headers = new LinkedHashMap<>();
    step.headers().forEach((name, value) -> headers.put(name, captures.fill(value)));
    JsonNode body = captures.fill(step.body());
    Step.Http filled =
        new Step.Http(step.method(), headers, body, step.status(), captures.fill(step.json()));
    Target.Reply answer = target.send(filled, bytes(body));
    if (step.status().isPresent() && step.status().getAsInt() != answer.status()) {
      return Optional.of(
          new Mismatch(
              "status",
              String.valueOf(step.status().getAsInt()),
              "%d with %s".formatted(answer.status(), Json.show(answer.json()))));
    }
    return step.json().isMissingNode()
        ? Optional.empty()
        : JsonMatcher.match(filled.json(), answer.json(), "json");
  }

  @Override
  public Optional<Mismatch> subscribe(Step.Subscribe step) {
    DataRequest request =
        DataRequest.of(captures.fill(step.query()))
            .withVariables(variables(captures.fill(step.variables())));
    EventStream stream = target.backend().subscribe(request, identity(step.caller()));
    JsonNode errors = MissingNode.getInstance();
    try {
      stream.started().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof SubscriptionRefusedException refused)) {
        return Optional.of(new Mismatch("subscribe", "an answer", String.valueOf(e.getCause())));
      }
      errors =
          Json.tree(Map.of("errors", refused.errors().stream().map(DataError::toMap).toList()));
    } catch (TimeoutException e) {
      return Optional.of(new Mismatch("subscribe", "an answer", String.valueOf(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for a subscription", e);
    }
    if (errors.isMissingNode() != step.accepted()) {
      return Optional.of(
          new Mismatch("accepted", String.valueOf(step.accepted()), Json.show(errors)));
    }
    if (step.accepted()) {
      Heard heard = new Heard();
      stream.subscribe(heard);
      subscriptions.put(step.name(), heard);
      return Optional.empty();
    }
    return step.errors().isMissingNode()
        ? Optional.empty()
        : ErrorsMatcher.match(step.errors(), errors.path("errors"));
  }

  @Override
  public Optional<Mismatch> events(Step.Events step) {
    for (Map.Entry<String, JsonNode> expected : step.events().entrySet()) {
      Heard heard = subscriptions.get(expected.getKey());
      if (heard == null) {
        throw new MalformedScenarioException(
            "'events' names '%s'; subscriptions: %s."
                .formatted(expected.getKey(), subscriptions.keySet()));
      }
      JsonNode wanted = captures.fill(expected.getValue());
      JsonNode came = Json.tree(heard.take(wanted.size()));
      Optional<Mismatch> mismatch = JsonMatcher.match(wanted, came, "events." + expected.getKey());
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  private Step.Request fill(Step.Request step) {
    return new Step.Request(
        step.caller(),
        captures.fill(step.query()),
        captures.fill(step.variables()),
        captures.fill(step.data()),
        captures.fill(step.errors()),
        step.captures(),
        step.handlers());
  }

  private Optional<Mismatch> capture(Map<String, String> paths, JsonNode answer) {
    for (Map.Entry<String, String> path : paths.entrySet()) {
      JsonNode value = Captures.at(answer, path.getValue());
      if (value.isMissingNode()) {
        return Optional.of(new Mismatch(path.getValue(), "a value to capture", "nothing"));
      }
      captures.keep(path.getKey(), value.isString() ? value.stringValue() : value.toString());
    }
    return Optional.empty();
  }

  private Answer ask(String caller, String query, Map<String, Object> variables) {
    Identity identity = identity(caller);
    DataRequest request = DataRequest.of(query).withVariables(variables);
    try {
      DataResponse response =
          target.backend().execute(request, identity).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      JsonNode json = Json.read(response.toJson());
      JsonNode map = Json.tree(response.toMap());
      // A response has two faces, and what holds for one must hold for the other.
      return JsonMatcher.same(json, map)
          ? new Answer(json, Optional.empty())
          : Answer.broken("toMap() equal to " + Json.show(json), Json.show(map));
    } catch (ExecutionException | TimeoutException | JacksonException e) {
      return Answer.broken("an answer", String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for an answer", e);
    }
  }

  private Identity identity(String caller) {
    Identity identity = identities.get(caller);
    if (identity == null) {
      throw new MalformedScenarioException(
          "'as' is '%s'; known callers: %s.".formatted(caller, identities.keySet()));
    }
    return identity;
  }

  private static Optional<Mismatch> noErrors(JsonNode answer) {
    return ErrorsMatcher.match(MissingNode.getInstance(), answer.path("errors"));
  }

  private static Map<String, Object> variables(JsonNode json) {
    return json.isMissingNode() || json.isNull()
        ? new LinkedHashMap<>()
        : new LinkedHashMap<>(Json.map(new Members(json, "variables").json()));
  }

  private static byte[] bytes(JsonNode body) {
    if (body.isMissingNode()) {
      return new byte[0];
    }
    String text = body.isString() ? body.stringValue() : body.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What came of a request.
   *
   * @param json the whole answer
   * @param problem what is wrong with it before anything is compared
   */
  private record Answer(JsonNode json, Optional<Mismatch> problem) {

    static Answer broken(String expected, String came) {
      return new Answer(
          MissingNode.getInstance(), Optional.of(new Mismatch("answer", expected, came)));
    }
  }
}
