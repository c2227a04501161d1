package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SdlLinesTest {

  private static final String SDL =
      """
      type Query @aws_iam { get(id: ID!, limit: Int): Post @aws_iam @aws_api_key  all: [Post]! }
      type Post { id: ID!  on: Post @aws_subscribe(mutations: ["a", "b"]) }
      input I { a: String  b: [Int] }
      enum E { X Y }
      """;

  @Test
  void orderLeavesNoTrace() {
    String other =
        """
        enum E { X Y }
        input I { b: [Int] a: String }
        type Post { on: Post @aws_subscribe(mutations: ["b", "a"]) id: ID! }
        type Query @aws_iam { all: [Post]!  get(limit: Int, id: ID!): Post @aws_api_key @aws_iam }
        """;

    assertThat(SdlLines.of(other)).isEqualTo(SdlLines.of(SDL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id: ID!, -> ",
        "id: ID!, -> id: ID,",
        "limit: Int -> limit: Int!",
        "limit: Int -> limit: Int = 1",
        "[Post]! -> [Post]",
        "[Post]! -> [Post!]!",
        "a: String -> a: ID",
        "[Int] -> [Int!]",
        "X Y -> Y X",
        "X Y -> X",
        "Post { id -> Posts { id",
        "Post { id: ID!  -> Post { id: ID! more: Int ",
        "Query @aws_iam -> Query",
        " @aws_api_key -> ",
        "\"b\" -> \"c\"",
        "mutations: -> queries:"
      })
  void everyDifferenceShows(String change) {
    String[] parts = change.split(" -> ", 2);
    String other = SDL.replace(parts[0], parts[1]);

    assertThat(other).isNotEqualTo(SDL);
    assertThat(SdlLines.of(other)).isNotEqualTo(SdlLines.of(SDL));
  }

  @Test
  void whatItDoesNotCompareIsAnError() {
    assertThatIllegalArgumentException().isThrownBy(() -> SdlLines.of("union U = A | B"));
  }
}
