package dev.pergola.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a filter or a condition asks of a record. Immutable.
 *
 * <pre>{@code
 * import static dev.pergola.client.Condition.where;
 *
 * Condition condition = where("caption").beginsWith("D").and(where("stars").ge(3).or(where("draft").ne(true)));
 * }</pre>
 */
public final class Condition {

  private final Map<String, @Nullable Object> members;

  private Condition(Map<String, @Nullable Object> members) {
    this.members = Collections.unmodifiableMap(members);
  }

  /** Begins a condition on a field. */
  public static Where where(String field) {
    return new Where(List.of(field));
  }

  /** A condition as the API has it: {@code Map.of("caption", Map.of("eq", "Dawn"))}. */
  public static Condition of(Map<String, ? extends @Nullable Object> members) {
    return new Condition(new LinkedHashMap<>(members));
  }

  /** Both this and the other. */
  public Condition and(Condition other) {
    return only("and", List.of(members, other.members));
  }

  /** This, or the other, or both. */
  public Condition or(Condition other) {
    return only("or", List.of(members, other.members));
  }

  /** Not this. */
  public Condition not() {
    return only("not", members);
  }

  /** The condition as the API has it. */
  public Map<String, @Nullable Object> toMap() {
    return members;
  }

  @Override
  public String toString() {
    return members.toString();
  }

  private static Condition only(String name, @Nullable Object value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put(name, value);
    return new Condition(members);
  }

  /** A field that a condition is about; each verb gives the condition. The words are the API's. */
  public static final class Where {

    private final List<String> path;

    private Where(List<String> path) {
      this.path = path;
    }

    /** Equal; null is equal to a stored null only. */
    public Condition eq(@Nullable Object value) {
      return condition("eq", value);
    }

    /** Not equal; true where there is no value. */
    public Condition ne(@Nullable Object value) {
      return condition("ne", value);
    }

    /** Less than. */
    public Condition lt(Object value) {
      return condition("lt", value);
    }

    /** Less than or equal to. */
    public Condition le(Object value) {
      return condition("le", value);
    }

    /** Greater than. */
    public Condition gt(Object value) {
      return condition("gt", value);
    }

    /** Greater than or equal to. */
    public Condition ge(Object value) {
      return condition("ge", value);
    }

    /** From the one to the other, both included. */
    public Condition between(Object low, Object high) {
      return condition("between", Arrays.asList(low, high));
    }

    /** A text that begins so. */
    public Condition beginsWith(Object prefix) {
      return condition("beginsWith", prefix);
    }

    /** A text with this in it, or a list with this element. */
    public Condition contains(Object part) {
      return condition("contains", part);
    }

    /** No text with this in it, and no list with this element. */
    public Condition notContains(Object part) {
      return condition("notContains", part);
    }

    /** Whether there is a value at all; a stored null is one. */
    public Condition attributeExists(boolean exists) {
      return condition("attributeExists", exists);
    }

    /** What kind of value is stored: {@code string}, {@code number}, {@code list}, ... */
    public Condition attributeType(String type) {
      return condition("attributeType", type);
    }

    /** Begins a condition on the length of a text or a list. */
    public Where size() {
      return path.size() > 1 ? this : new Where(List.of(path.get(0), "size"));
    }

    private Condition condition(String operator, @Nullable Object value) {
      Condition condition = only(operator, value);
      for (int i = path.size() - 1; i >= 0; i--) {
        condition = only(path.get(i), condition.members);
      }
      return condition;
    }
  }
}
