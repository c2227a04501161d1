package dev.pergola.benchmarks.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a listing asks of a post: all of these tests.
 *
 * @param tests the tests; none passes every post
 */
public record PostFilter(List<Test> tests) {

  static final PostFilter ALL = new PostFilter(List.of());

  /** What an operator means, for a map and for SQL. */
  enum Operator {
    EQ("eq", "%s = ?"),
    NE("ne", "%s <> ?"),
    CONTAINS("contains", "LOCATE(?, %s) > 0"),
    BEGINS_WITH("beginsWith", "STARTS_WITH(%s, ?)");

    private final String word;
    private final String sql;

    Operator(String word, String sql) {
      this.word = word;
      this.sql = sql;
    }

    static Operator of(String word) {
      for (Operator operator : values()) {
        if (operator.word.equals(word)) {
          return operator;
        }
      }
      throw new IllegalArgumentException("No operator " + word);
    }

    boolean holds(@Nullable String value, String operand) {
      if (value == null) {
        return this == NE;
      }
      return switch (this) {
        case EQ -> value.equals(operand);
        case NE -> !value.equals(operand);
        case CONTAINS -> value.contains(operand);
        case BEGINS_WITH -> value.startsWith(operand);
      };
    }
  }

  /** One test of one field. */
  record Test(
      String column, Function<Post, @Nullable String> field, Operator operator, String operand) {

    boolean holds(Post post) {
      return operator.holds(field.apply(post), operand);
    }

    String sql() {
      return operator.sql.formatted(column);
    }
  }

  /** The filter in this argument; null asks nothing. */
  static PostFilter of(@Nullable Map<String, Map<String, String>> argument) {
    if (argument == null) {
      return ALL;
    }
    List<Test> tests = new ArrayList<>();
    argument.forEach(
        (field, operators) ->
            operators.forEach(
                (operator, operand) ->
                    tests.add(new Test(field, getter(field), Operator.of(operator), operand))));
    return new PostFilter(tests);
  }

  boolean holds(Post post) {
    for (Test test : tests) {
      if (!test.holds(post)) {
        return false;
      }
    }
    return true;
  }

  private static Function<Post, @Nullable String> getter(String field) {
    return switch (field) {
      case "id" -> Post::id;
      case "caption" -> Post::caption;
      case "email" -> Post::email;
      case "userId" -> Post::userId;
      case "date" -> Post::date;
      case "imagePath" -> Post::imagePath;
      default -> throw new IllegalArgumentException("No field " + field);
    };
  }
}
