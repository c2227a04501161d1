package dev.pergola.auth;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what: caller x model x operation x field, as the decision function of the backend says
 * it, for people who read and for tests that pin it. Immutable.
 *
 * <p>A caller stands for all callers of its kind: who has an API key, a guest, who is signed in,
 * who is in a group that the rules name. Owners are no kind of their own: any user may own a
 * record. What such a caller may do in some records only has {@link Right#WHERE}, and says which
 * fields of the record are asked. An operation that a model has switched off is not shown.
 *
 * <pre>{@code
 * AuthorizationMatrix matrix = backend.authorizationMatrix();
 * String page = matrix.toHtml();
 * }</pre>
 */
public final class AuthorizationMatrix {

  private final List<Cell> cells;

  private AuthorizationMatrix(List<Cell> cells) {
    this.cells = List.copyOf(cells);
  }

  /** A matrix of these cells. */
  public static AuthorizationMatrix of(List<Cell> cells) {
    return new AuthorizationMatrix(cells);
  }

  /** All cells: by type, then field, then caller, then operation. */
  public List<Cell> cells() {
    return cells;
  }

  /**
   * One cell, or empty if there is no such.
   *
   * @param field the field; null for the whole record
   */
  public Optional<Cell> cell(String caller, String type, @Nullable String field, String operation) {
    return cells.stream()
        .filter(cell -> cell.caller().equals(caller) && cell.type().equals(type))
        .filter(cell -> cell.operation().equals(operation))
        .filter(cell -> field == null ? cell.field() == null : field.equals(cell.field()))
        .findFirst();
  }

  /** Tables for people to read, and for version control to compare. */
  public String toText() {
    return MatrixText.of(this);
  }

  /** The same tables as a page of HTML, whole and without anything from outside. */
  public String toHtml() {
    return MatrixHtml.of(this);
  }

  /** The text. */
  @Override
  public String toString() {
    return toText();
  }

  /**
   * What one kind of caller may do.
   *
   * @param caller the kind, as {@code userPool, group Admins}
   * @param type the model; {@code Query}, {@code Mutation} or {@code Subscription} for a custom
   *     operation
   * @param field the field, or the custom operation; null for the whole record
   * @param operation {@code create}, {@code get}, {@code list}, {@code listen}, {@code update} or
   *     {@code delete} a record; {@code create}, {@code read}, {@code update} or {@code clear} a
   *     field; {@code call} a custom operation
   * @param where for {@link Right#WHERE} the fields of the record that are asked; else empty
   */
  public record Cell(
      String caller,
      String type,
      @Nullable String field,
      String operation,
      Right right,
      List<String> where) {

    public Cell {
      where = List.copyOf(where);
    }

    /** {@code yes}, {@code -}, or the fields that are asked: {@code by owner or crews}. */
    String shown() {
      return switch (right) {
        case YES -> "yes";
        case NO -> "-";
        case WHERE -> "by " + String.join(" or ", where);
      };
    }
  }

  /** Whether something may be done. */
  public enum Right {
    /** In every record. */
    YES,
    /** In records that name the caller, or one of the caller's groups. */
    WHERE,
    /** In none. */
    NO
  }
}
