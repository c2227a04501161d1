package dev.pergola.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerAnswerTest {

  @Test
  void readsTheAnswerOfALambdaFunction() {
    AuthorizerAnswer answer =
        AuthorizerAnswer.ofLambda(
            Map.of(
                "isAuthorized",
                true,
                "resolverContext",
                Map.of("tenant", "t1", "level", 3, "beta", false),
                "deniedFields",
                List.of(
                    "Post.title",
                    "arn:aws:appsync:us-east-1:111122223333:apis/abc/types/Mutation/fields/createPost"),
                "ttlOverride",
                10));

    assertThat(answer.isAuthorized()).isTrue();
    assertThat(answer.ttlOverride()).contains(Duration.ofSeconds(10));
    assertThat(answer.identity())
        .isEqualTo(
            Identity.lambda(
                Map.of("tenant", "t1", "level", 3, "beta", false),
                Set.of("Post.title", "Mutation.createPost")));
  }

  @Test
  void readsAnAnswerThatOnlyDecides() {
    assertThat(AuthorizerAnswer.ofLambda(Map.of("isAuthorized", false)).isAuthorized()).isFalse();
    assertThat(AuthorizerAnswer.ofLambda(Map.of("isAuthorized", true)).identity())
        .isEqualTo(Identity.lambda(Map.of(), Set.of()));
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("nothing", Map.of()),
        Arguments.of("no decision", Map.of("resolverContext", Map.of())),
        Arguments.of("a decision of null", Collections.singletonMap("isAuthorized", null)),
        Arguments.of("a decision in words", Map.of("isAuthorized", "true")),
        Arguments.of("a decision as a number", Map.of("isAuthorized", 1)),
        Arguments.of("a context that is no object", yes("resolverContext", "x")),
        Arguments.of(
            "a context with an object in it", yes("resolverContext", Map.of("a", Map.of()))),
        Arguments.of("a context with a list in it", yes("resolverContext", Map.of("a", List.of()))),
        Arguments.of(
            "a context with null in it",
            yes("resolverContext", Collections.singletonMap("a", null))),
        Arguments.of(
            "a context that is too long", yes("resolverContext", Map.of("a", "x".repeat(5 << 20)))),
        Arguments.of("denied fields that are no list", yes("deniedFields", "Post.title")),
        Arguments.of("a denied field that is no text", yes("deniedFields", List.of(1))),
        Arguments.of("a denied field of null", yes("deniedFields", Arrays.asList((Object) null))),
        Arguments.of("a denied field without a type", yes("deniedFields", List.of("title"))),
        Arguments.of("a time to live in words", yes("ttlOverride", "10")),
        Arguments.of("a time to live with a fraction", yes("ttlOverride", 1.5)),
        Arguments.of("a negative time to live", yes("ttlOverride", -1)),
        Arguments.of("a time to live of a day", yes("ttlOverride", 86_400L)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nonsense")
  void refusesNonsense(String name, Map<String, Object> response) {
    assertThatThrownBy(() -> AuthorizerAnswer.ofLambda(response))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "title",
        ".",
        "Post.",
        ".title",
        "Post.title.more",
        "Post title",
        "Post.title ",
        "Post.ti-tle",
        "1Post.title",
        "Post/title",
        "arn:aws:appsync:us-east-1:1:apis/abc/types/Post",
        "arn:aws:appsync:us-east-1:1:apis/abc/types/Post/fields/",
        "types/Post/fields/title"
      })
  void aDeniedFieldThatNamesNoneIsRefused(String field) {
    assertThatThrownBy(() -> AuthorizerAnswer.authorized().withDeniedFields(field))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Denied field '" + field + "'");
    assertThatThrownBy(() -> Identity.lambda(Map.of(), Set.of(field)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLambdaCallerIsDeniedTheNamedFieldsOnly() {
    Identity.Lambda caller =
        (Identity.Lambda) Identity.lambda(Map.of(), Set.of("Post.title", "Query.getPost"));

    assertThat(caller.denies("Post", "title")).isTrue();
    assertThat(caller.denies("Query", "getPost")).isTrue();
    assertThat(caller.denies("Post", "body")).isFalse();
    assertThat(caller.denies("Comment", "title")).isFalse();
    assertThat(caller.denies("post", "title")).isFalse();
  }

  @Test
  void answersDoNotChange() {
    Map<String, Object> context = new HashMap<>(Map.of("a", "1"));
    AuthorizerAnswer answer = AuthorizerAnswer.authorized().withResolverContext(context);

    context.put("a", "2");

    assertThat(answer.identity()).isEqualTo(Identity.lambda(Map.of("a", "1"), Set.of()));
    assertThat(AuthorizerAnswer.authorized().identity())
        .isEqualTo(Identity.lambda(Map.of(), Set.of()));
  }

  @Test
  void textsHoldNoSecret() {
    assertThat(new AuthorizerRequest("secret").toString()).doesNotContain("secret");
    assertThat(
            AuthorizerAnswer.authorized()
                .withResolverContext(Map.of("mail", "a@b.c"))
                .withDeniedFields("Post.title"))
        .hasToString("AuthorizerAnswer[authorized, denied [Post.title]]");
    assertThat(Identity.lambda(Map.of("mail", "a@b.c"), Set.of("Post.title")))
        .hasToString("Lambda[[mail], denied [Post.title]]");
  }

  private static Map<String, Object> yes(String member, Object value) {
    return Map.of("isAuthorized", true, member, value);
  }
}
