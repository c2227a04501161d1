package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaShapeTest {

  private static final String SDL =
      """
      type Query { get(id: ID!, limit: Int): Post  all: [Post]! }
      type Post { id: ID! }
      input I { a: String  b: [Int] }
      enum E { X Y }
      """;

  @Test
  void orderAndDirectivesLeaveNoTrace() {
    String other =
        """
        enum E { X Y }
        input I { b: [Int] a: String }
        type Post @aws_iam @aws_api_key { id: ID! }
        type Query { all: [Post]! @aws_iam  get(limit: Int, id: ID!): Post }
        """;

    assertThat(SchemaShape.of(other)).isEqualTo(SchemaShape.of(SDL));
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
        "type Post -> input Post",
        "Post { id: ID! } -> Post { id: ID! more: Int }"
      })
  void everyDifferenceShows(String change) {
    String[] parts = change.split(" -> ", 2);
    String other = SDL.replace(parts[0], parts[1]);

    assertThat(other).isNotEqualTo(SDL);
    assertThat(SchemaShape.of(other)).isNotEqualTo(SchemaShape.of(SDL));
  }

  @Test
  void whatItDoesNotCompareIsAnError() {
    assertThatIllegalArgumentException().isThrownBy(() -> SchemaShape.of("union U = A | B"));
  }
}
