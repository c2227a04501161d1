package dev.pergola.conformance.security;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a case expects, and what holds for every case, held against what came. */
final class HttpExpectation {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  // The corpus names times for an idle machine.
  private static final int SHARED_MACHINE = 3;
  private static final Set<String> WORDS =
      Set.of(
          "http",
          "maxMs",
          "maxBytes",
          "outcome",
          "sideEffects",
          "heapMb",
          "absentHeaders",
          "noData",
          "mustNotContain",
          "neverContains");
  private static final List<String> FORBIDDEN =
      List.of(
          "Exception",
          "at java.",
          "at graphql.",
          "org.h2",
          "SQLState",
          "software.amazon",
          "arn:aws",
          ".java:");
  private static final List<String> KINDS = List.of("errorType", "__type");

  private final JsonNode expect;

  /**
   * @throws NotSupportedException for a word that nobody here would check
   */
  HttpExpectation(JsonNode expect) {
    this.expect = expect;
    for (String word : expect.propertyNames()) {
      if (!WORDS.contains(word)) {
        throw new NotSupportedException("expect." + word);
      }
    }
    if (expect.has("sideEffects") && !expect.path("sideEffects").asString("").equals("none")) {
      throw new NotSupportedException("expect.sideEffects " + expect.path("sideEffects"));
    }
  }

  boolean forbidsSideEffects() {
    return expect.has("sideEffects");
  }

  /** How much the heap may grow, in megabytes. */
  Optional<Long> heapMb() {
    return Optional.of(expect.path("heapMb")).filter(JsonNode::isNumber).map(JsonNode::longValue);
  }

  /** What is wrong with the answer. */
  Optional<String> mismatch(HttpReply reply) {
    return Stream.of(
            status(reply),
            size(reply),
            absentHeaders(reply),
            json(reply),
            texts("mustNotContain", reply),
            texts("neverContains", reply))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** What is wrong with the time that it took. */
  Optional<String> mismatch(long nanos) {
    JsonNode maxMs = expect.path("maxMs");
    Duration took = Duration.ofNanos(nanos);
    return maxMs.isMissingNode()
            || took.compareTo(Duration.ofMillis(maxMs.longValue() * SHARED_MACHINE)) <= 0
        ? Optional.empty()
        : Optional.of("expected an answer within %s ms, came after %s".formatted(maxMs, took));
  }

  private Optional<String> status(HttpReply reply) {
    JsonNode statuses = expect.path("http");
    boolean listed =
        statuses.isMissingNode()
            || StreamSupport.stream(statuses.spliterator(), false)
                .anyMatch(status -> status.intValue() == reply.status());
    if (!listed) {
      return Optional.of("expected status %s, came %d".formatted(statuses, reply.status()));
    }
    return reply.status() < 500 || reply.status() == 503
        ? Optional.empty()
        : Optional.of("expected no server error, came %d".formatted(reply.status()));
  }

  private Optional<String> size(HttpReply reply) {
    JsonNode most = expect.path("maxBytes");
    return most.isMissingNode() || reply.body().length <= most.longValue()
        ? Optional.empty()
        : Optional.of("expected %s bytes at most, came %d".formatted(most, reply.body().length));
  }

  private Optional<String> absentHeaders(HttpReply reply) {
    return strings(expect.path("absentHeaders")).stream()
        .filter(name -> reply.headers().containsKey(name.toLowerCase(Locale.ROOT)))
        .map("expected no header '%s', came one"::formatted)
        .findFirst();
  }

  private Optional<String> texts(String word, HttpReply reply) {
    return strings(expect.path(word)).stream()
        .filter(text -> reply.text().contains(text))
        .map("expected no '%s' in the answer, came one"::formatted)
        .findFirst();
  }

  /** An answer without a body says nothing wrong; every other one is JSON. */
  private Optional<String> json(HttpReply reply) {
    if (reply.body().length == 0) {
      return expect.path("outcome").asString("").equals("ok")
          ? Optional.of("expected data, came no body")
          : Optional.empty();
    }
    JsonNode body;
    try {
      body = MAPPER.readTree(reply.body());
    } catch (JacksonException e) {
      return Optional.of("expected JSON, came " + reply.text());
    }
    return forbidden(reply, body).or(() -> outcome(body)).or(() -> data(body));
  }

  private static Optional<String> forbidden(HttpReply reply, JsonNode body) {
    List<String> places = new ArrayList<>();
    reply
        .headers()
        .forEach((name, value) -> places.add(name.equals("x-amzn-errortype") ? "" : value));
    places.add(withoutKinds(body.deepCopy()).toString());
    return FORBIDDEN.stream()
        .filter(word -> places.stream().anyMatch(place -> place.contains(word)))
        .map("expected no '%s' in the answer, came one"::formatted)
        .findFirst();
  }

  private static JsonNode withoutKinds(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(KINDS);
    }
    node.forEach(HttpExpectation::withoutKinds);
    return node;
  }

  private Optional<String> outcome(JsonNode body) {
    String outcome = expect.path("outcome").asString("safe");
    boolean errors = !body.path("errors").isEmpty();
    boolean data = body.path("data").isObject();
    boolean fits =
        switch (outcome) {
          case "ok" -> data && !errors;
          case "reject" -> errors && !data;
          case "errors" -> errors;
          case "safe" -> true;
          default -> throw new NotSupportedException("expect.outcome " + outcome);
        };
    return fits
        ? Optional.empty()
        : Optional.of("expected outcome %s, came %s".formatted(outcome, body));
  }

  private Optional<String> data(JsonNode body) {
    return expect.path("noData").asBoolean(false) && !body.path("data").isEmpty()
        ? Optional.of("expected no data, came " + body)
        : Optional.empty();
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
  }
}
