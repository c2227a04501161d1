package dev.pergola.examples;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

// snippet: unit-test
/** How rules are tested: in process, on a fresh store, as whoever the test says. */
class PostsUnitTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Post").field("caption", a.string()).authorization(allow.owner()),
          a.model("Greeting").field("text", a.string()).authorization(allow.publicApiKey()));

  private static final Identity ALICE = user("alice");
  private static final Identity BOB = user("bob");

  private final Pergola backend =
      Pergola.builder(SCHEMA)
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL).hostOnly(Mode.API_KEY))
          .build();

  @Test
  void anotherUserMayNotChangeAPost() {
    as(ALICE, "mutation { createPost(input: {id: \"1\", caption: \"Mine\"}) { id } }");

    DataResponse refused =
        as(BOB, "mutation { updatePost(input: {id: \"1\", caption: \"Ours\"}) { id } }");

    assertThat(refused.errors())
        .extracting(DataError::message)
        .containsExactly("Not Authorized to access updatePost on type Mutation");
    assertThat(as(ALICE, "{ getPost(id: \"1\") { caption owner } }").data())
        .isEqualTo(Map.of("getPost", Map.of("caption", "Mine", "owner", "alice")));
  }

  private DataResponse as(Identity caller, String query) {
    return backend.execute(DataRequest.of(query), caller).join();
  }

  private static Identity user(String name) {
    return Identity.userPool(Claims.of(Map.of("sub", "sub-of-" + name, "username", name)));
  }

  @AfterEach
  void close() {
    backend.close();
  }

  // end: unit-test

  @Test
  void anOwnerChangesAndDeletesTheirOwnPost() {
    as(ALICE, "mutation { createPost(input: {id: \"1\", caption: \"Mine\"}) { id } }");

    assertThat(
            as(ALICE, "mutation { updatePost(input: {id: \"1\", caption: \"New\"}) { caption } }")
                .data())
        .isEqualTo(Map.of("updatePost", Map.of("caption", "New")));
    assertThat(as(ALICE, "mutation { deletePost(input: {id: \"1\"}) { caption } }").data())
        .isEqualTo(Map.of("deletePost", Map.of("caption", "New")));
    assertThat(as(ALICE, "{ listPosts { items { id } } }").data())
        .isEqualTo(Map.of("listPosts", Map.of("items", List.of())));
  }

  @Test
  void anotherUserNeitherDeletesNorSeesAPost() {
    as(ALICE, "mutation { createPost(input: {id: \"1\", caption: \"Mine\"}) { id } }");

    assertThat(as(BOB, "mutation { deletePost(input: {id: \"1\"}) { id } }").errors())
        .extracting(DataError::errorType)
        .containsExactly("Unauthorized");
    assertThat(as(BOB, "{ getPost(id: \"1\") { caption } }").errors())
        .extracting(DataError::errorType)
        .containsExactly("Unauthorized");
    assertThat(as(BOB, "{ listPosts { items { id } } }").data())
        .isEqualTo(Map.of("listPosts", Map.of("items", List.of())));
  }

  @Test
  void whoHasTheKeyWritesGreetings() {
    Identity key = Identity.apiKey("website");

    assertThat(
            as(key, "mutation { createGreeting(input: {id: \"1\", text: \"Hi\"}) { text } }")
                .errors())
        .isEmpty();
    assertThat(
            as(key, "mutation { updateGreeting(input: {id: \"1\", text: \"Hello\"}) { text } }")
                .data())
        .isEqualTo(Map.of("updateGreeting", Map.of("text", "Hello")));
    assertThat(as(key, "mutation { deleteGreeting(input: {id: \"1\"}) { text } }").data())
        .isEqualTo(Map.of("deleteGreeting", Map.of("text", "Hello")));
  }

  @Test
  void aRuleOfOneModeIsNothingToCallersOfAnother() {
    assertThat(as(ALICE, "mutation { createGreeting(input: {text: \"Hi\"}) { id } }").errors())
        .extracting(DataError::errorType)
        .containsExactly("Unauthorized");
    assertThat(
            as(
                    Identity.apiKey("website"),
                    "mutation { createPost(input: {caption: \"x\"}) { id } }")
                .errors())
        .extracting(DataError::errorType)
        .containsExactly("Unauthorized");
  }
}
