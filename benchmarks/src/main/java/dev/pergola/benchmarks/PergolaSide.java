package dev.pergola.benchmarks;

import dev.pergola.Pergola;
import dev.pergola.benchmarks.peer.Comment;
import dev.pergola.benchmarks.peer.Post;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.Store;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The library over the embedded store. Records come in as they do for everybody. */
final class PergolaSide implements Side {

  private static final String ADD_POST =
      "mutation($input: CreatePostInput!) { createPost(input: $input) { id } }";
  private static final String ADD_COMMENT =
      "mutation($input: CreateCommentInput!) { createComment(input: $input) { id } }";

  private final Pergola backend;
  private final Function<DataResponse, byte[]> form;

  private PergolaSide(Store store, Function<DataResponse, byte[]> form) {
    this.backend = Blog.over(store);
    this.form = form;
  }

  PergolaSide(Function<DataResponse, byte[]> form) {
    this(EmbeddedStore.inMemory(), form);
  }

  /** Over a store of the caller's, which is closed with this. */
  static PergolaSide over(Store store) {
    return new PergolaSide(store, PergolaSide::bytes);
  }

  static byte[] bytes(DataResponse response) {
    return response.toJson();
  }

  @Override
  public void add(Post post) {
    Map<String, @Nullable Object> input = new HashMap<>();
    input.put("id", post.id());
    input.put("caption", post.caption());
    input.put("email", post.email());
    input.put("userId", post.userId());
    input.put("date", post.date());
    input.put("imagePath", post.imagePath());
    add(new Ask(ADD_POST, Map.of("input", input)));
  }

  @Override
  public void add(Comment comment) {
    add(
        new Ask(
            ADD_COMMENT,
            Map.of(
                "input",
                Map.of(
                    "id", comment.id(),
                    "postId", comment.postId(),
                    "author", comment.author(),
                    "content", comment.content()))));
  }

  private void add(Ask ask) {
    DataResponse response = respond(ask);
    if (!response.errors().isEmpty()) {
      throw new IllegalStateException("Not added: " + response.errors());
    }
  }

  @Override
  public byte[] answer(Ask ask) {
    return form.apply(respond(ask));
  }

  private DataResponse respond(Ask ask) {
    return backend
        .execute(DataRequest.of(ask.query()).withVariables(ask.variables()), Blog.CALLER)
        .join();
  }

  @Override
  public void close() {
    backend.close();
  }
}
