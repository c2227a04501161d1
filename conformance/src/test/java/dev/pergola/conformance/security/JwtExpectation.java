package dev.pergola.conformance.security;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a case expects, held against what came. */
final class JwtExpectation {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  // The corpus names times for an idle machine.
  private static final int SHARED_MACHINE = 3;
  private static final Set<String> WORDS =
      Set.of("outcome", "http", "maxMs", "identity", "isAdmin", "mustNotOwn", "ownsNothing");

  private final JsonNode expect;

  /**
   * @throws NotSupportedException for a word that nobody here would check
   */
  JwtExpectation(JsonNode expect) {
    this.expect = expect;
    for (String word : expect.propertyNames()) {
      if (!WORDS.contains(word)) {
        throw new NotSupportedException("expect." + word);
      }
    }
  }

  /** What is wrong with the outcome. */
  Optional<String> mismatch(Authentication answer) {
    boolean accepted = answer instanceof Authentication.Accepted;
    return expect.path("outcome").asString("").equals(accepted ? "accept" : "reject")
        ? Optional.empty()
        : Optional.of(
            "expected %s, came %s".formatted(expect.path("outcome"), accepted ? "accept" : answer));
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

  /** What is wrong with the identity that an accepted token proves. */
  Optional<String> mismatch(JwtTarget target, Authentication answer) {
    if (!(answer instanceof Authentication.Accepted accepted)) {
      return Optional.empty();
    }
    Identity.UserPool identity = (Identity.UserPool) accepted.identity();
    return Stream.of(
            served(target, identity),
            groups(target, identity),
            admin(target, identity),
            owned(target, identity),
            claims(identity.claims()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> served(JwtTarget target, Identity identity) {
    return target.serves(identity)
        ? Optional.empty()
        : Optional.of("expected an answer to {__typename}, came errors");
  }

  private Optional<String> groups(JwtTarget target, Identity.UserPool identity) {
    JsonNode expected = expect.path("identity").path("groups");
    if (expected.isMissingNode()) {
      return Optional.empty();
    }
    List<String> groups = texts(expected);
    Stream<String> near =
        Stream.of(
                Stream.of("Admins"),
                groups.stream().flatMap(JwtExpectation::near),
                textsIn(MAPPER.valueToTree(identity.claims().value("cognito:groups"))))
            .flatMap(names -> names)
            .filter(name -> !name.isEmpty() && !groups.contains(name));
    return Stream.concat(
            groups.stream()
                .filter(group -> !target.isInGroup(identity, group))
                .map(group -> "expected to be in group '%s', is not".formatted(group)),
            near.filter(name -> target.isInGroup(identity, name))
                .map(name -> "expected groups %s, is in '%s'".formatted(groups, name)))
        .findFirst();
  }

  /** Names that only careless comparison takes for the group. */
  private static Stream<String> near(String group) {
    return Stream.of(
        group.substring(1),
        group.substring(0, group.length() - 1),
        group + "s",
        " " + group,
        group.strip(),
        group.toLowerCase(Locale.ROOT),
        group.toUpperCase(Locale.ROOT),
        "[\"" + group + "\"]");
  }

  /** Every text in the claim, at any level: a group only when it is expected to be one. */
  private static Stream<String> textsIn(JsonNode value) {
    return value.isString()
        ? Stream.of(value.stringValue())
        : StreamSupport.stream(value.spliterator(), false).flatMap(JwtExpectation::textsIn);
  }

  private Optional<String> admin(JwtTarget target, Identity identity) {
    JsonNode expected = expect.path("isAdmin");
    return expected.isMissingNode() || target.isAdmin(identity) == expected.booleanValue()
        ? Optional.empty()
        : Optional.of("expected isAdmin %s, came the other".formatted(expected));
  }

  private Optional<String> owned(JwtTarget target, Identity.UserPool identity) {
    Stream<String> owners = texts(expect.path("mustNotOwn")).stream();
    JsonNode nothing = expect.path("ownsNothing");
    if (nothing.isArray()) {
      owners = Stream.concat(owners, texts(nothing).stream());
    } else if (nothing.asBoolean(false)) {
      owners = Stream.concat(owners, names(identity.claims()));
    }
    return owners
        .filter(owner -> target.owns(identity, owner))
        .map(owner -> "expected not to own '%s', does".formatted(owner))
        .findFirst();
  }

  /** Every stored owner that could be meant for a caller with these claims. */
  private static Stream<String> names(Claims claims) {
    List<String> parts =
        Stream.of("sub", "username", "cognito:username")
            .flatMap(name -> claims.text(name).stream())
            .toList();
    Stream<String> joined =
        parts.stream().flatMap(left -> parts.stream().map(right -> left + "::" + right));
    return Stream.of(
            parts.stream(),
            joined,
            parts.stream().map(part -> part + "::"),
            Stream.of("null", "::"))
        .flatMap(names -> names);
  }

  private Optional<String> claims(Claims claims) {
    JsonNode expected = expect.path("identity");
    for (String name : expected.propertyNames()) {
      JsonNode came = MAPPER.valueToTree(claims.value(name));
      if (!name.equals("groups") && !came.equals(expected.path(name))) {
        return Optional.of("expected %s %s, came %s".formatted(name, expected.path(name), came));
      }
    }
    return Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue).toList();
  }
}
