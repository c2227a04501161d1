package dev.pergola.examples;

import dev.pergola.auth.Identity;
import dev.pergola.request.Backend;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.util.List;
import java.util.Map;

/** The posts that the example starts with, written as code of the host may: past the rules. */
final class Seeds {

  private static final String ANY = "{ listPosts(limit: 1) { items { id } } }";
  private static final Map<String, Object> NOTHING =
      Map.of("listPosts", Map.of("items", List.of()));
  private static final String CREATE =
      "mutation Create($input: CreatePostInput!) { createPost(input: $input) { id } }";

  private static final List<Map<String, Object>> POSTS =
      List.of(
          post("Wisteria over the gate", "maria", "2026-05-02", "posts/wisteria.jpg"),
          post("First grapes", "jon", "2026-08-19", "posts/grapes.jpg"),
          post("Lunch in the shade", "maria", "2026-08-23", "posts/lunch.jpg"),
          post("Pruned for winter", "ada", "2026-11-15", "posts/winter.jpg"));

  private Seeds() {}

  /** Writes the posts, unless the store has some from an earlier run. */
  static void plant(Backend backend) {
    if (NOTHING.equals(run(backend, DataRequest.of(ANY)).data())) {
      for (Map<String, Object> post : POSTS) {
        run(backend, DataRequest.of(CREATE).withVariables(Map.of("input", post)));
      }
    }
  }

  private static DataResponse run(Backend backend, DataRequest request) {
    DataResponse response = backend.execute(request, Identity.admin()).join();
    if (!response.errors().isEmpty()) {
      throw new IllegalStateException("Seeding failed: " + response.errors());
    }
    return response;
  }

  private static Map<String, Object> post(
      String caption, String author, String date, String imagePath) {
    return Map.of(
        "caption", caption,
        "email", author + "@example.com",
        "userId", author,
        "date", date,
        "imagePath", imagePath);
  }
}
