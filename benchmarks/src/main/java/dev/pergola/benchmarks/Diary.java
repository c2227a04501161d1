package dev.pergola.benchmarks;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.benchmarks.peer.Post;
import dev.pergola.dsl.AuthRule;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.storage.memory.EmbeddedStore;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * The same posts under one rule or another, all of them the caller's own, so that every rule gives
 * the same list.
 */
public final class Diary implements AutoCloseable {

  private static final String ADD =
      "mutation($input: CreatePostInput!) { createPost(input: $input) { id } }";

  static final String LIST =
      "query { listPosts(limit: 100) { items { id caption email userId date imagePath createdAt updatedAt } } }";

  private static final Identity WRITER =
      Identity.userPool(
          Claims.of(Map.of("sub", "7b1f4c56-3c1e-4a53-9a43-0d1c2f3b4a59", "username", "writer")));

  /** Who may read the posts. */
  public enum Rule {
    STATIC("allow.authenticated()"),
    OWNER("allow.owner()"),
    OWNER_BY_SUB("allow.owner().identityClaim(\"sub\")");

    private final String title;

    Rule(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    private AuthRule.ForModel rule() {
      return switch (this) {
        case STATIC -> allow.authenticated();
        case OWNER -> allow.owner();
        case OWNER_BY_SUB -> allow.owner().identityClaim("sub");
      };
    }
  }

  private final Pergola backend;

  private Diary(Pergola backend) {
    this.backend = backend;
  }

  /** So many posts under this rule. */
  static Diary of(Rule rule, int posts) {
    Diary diary =
        new Diary(
            Pergola.builder(
                    a.schema(
                        a.model("Post")
                            .field("caption", a.string())
                            .field("email", a.string())
                            .field("userId", a.string())
                            .field("date", a.string())
                            .field("imagePath", a.string())
                            .field("owner", a.string())
                            .authorization(rule.rule())))
                .store(EmbeddedStore.inMemory())
                .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
                .clock(Clock.fixed(Instant.parse(Data.NOW), ZoneOffset.UTC))
                .build());
    for (int post = 0; post < posts; post++) {
      diary.add(Data.post(post));
    }
    return diary;
  }

  private void add(Post post) {
    Map<String, String> input =
        Map.of(
            "id", post.id(),
            "caption", post.caption(),
            "email", post.email(),
            "userId", post.userId(),
            "date", post.date(),
            "imagePath", post.imagePath());
    byte[] answer = answer(DataRequest.of(ADD).withVariables(Map.of("input", input)));
    if (new String(answer, StandardCharsets.UTF_8).contains("\"errors\"")) {
      throw new IllegalStateException("Not added: " + new String(answer, StandardCharsets.UTF_8));
    }
  }

  /** The list, as the bytes of its answer. */
  byte[] list(String document) {
    return answer(DataRequest.of(document));
  }

  private byte[] answer(DataRequest request) {
    return backend.execute(request, WRITER).join().toJson();
  }

  @Override
  public void close() {
    backend.close();
  }
}
