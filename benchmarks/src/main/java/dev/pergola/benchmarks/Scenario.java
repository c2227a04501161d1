package dev.pergola.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is asked; the goals are those for JDK 17. */
public enum Scenario {
  GET("get by id", 2.0, "query Get($id: ID!) { getPost(id: $id) { %s } }"),
  LIST("list 100 x 8 fields", 7.0, "query { listPosts(limit: 100) { items { %s } } }"),
  RELATION(
      "20 posts x 10 comments",
      4.5,
      "query { listPosts(limit: 20) { items { id caption comments(limit: 10) { items { id author content } } } } }"),
  NEWEST(
      "newest 20 by an index",
      2.0,
      "query Newest($userId: String!) { listPostByUserIdAndDate(userId: $userId, sortDirection: DESC, limit: 20) { items { %s } } }"),
  SCAN(
      "scan 10,000 with a contains filter",
      2.0,
      "query Scan($text: String) { listPosts(filter: {caption: {contains: $text}}, limit: 100) { items { %s } } }"),
  CREATE(
      "create",
      1.2,
      "mutation Create($input: CreatePostInput!) { createPost(input: $input) { %s } }"),
  UPDATE(
      "update",
      1.2,
      "mutation Update($input: UpdatePostInput!) { updatePost(input: $input) { %s } }");

  private static final String COLUMNS =
      "id caption email userId date imagePath createdAt updatedAt";
  private static final int VARIANTS = 1024;

  /** Spreads the variants over the records. */
  private static final int STRIDE = 7919;

  private final String title;
  private final double goal;
  private final String query;

  Scenario(String title, double goal, String query) {
    this.title = title;
    this.goal = goal;
    this.query = query.formatted(COLUMNS);
  }

  String title() {
    return title;
  }

  /** How many times faster than the hand-written side on maps we want to be. */
  double goal() {
    return goal;
  }

  /** Whether it changes records, so that a side can be asked it for so long only. */
  boolean writes() {
    return query.startsWith("mutation");
  }

  /** Requests of this kind for records spread over all. */
  List<Ask> asks(int posts) {
    return IntStream.range(0, VARIANTS)
        .mapToObj(i -> new Ask(query, variables((int) ((long) i * STRIDE % posts))))
        .toList();
  }

  private Map<String, Object> variables(int post) {
    return switch (this) {
      case GET -> Map.of("id", Data.postId(post));
      case LIST, RELATION -> Map.of();
      case NEWEST -> Map.of("userId", Data.userId(post));
      case SCAN -> Map.of("text", Data.NEEDLE);
      case CREATE ->
          Map.of(
              "input",
              Map.of(
                  "caption",
                  "A new post of number " + post,
                  "email",
                  "writer@example.com",
                  "userId",
                  Data.userId(post),
                  "date",
                  "2027-01-01T00:%02dZ".formatted(post % 60),
                  "imagePath",
                  "images/2027/new.jpg"));
      case UPDATE ->
          Map.of(
              "input",
              Map.of("id", Data.postId(post), "caption", "Changed, and changed again " + post));
    };
  }
}
