package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.storage.AttributeType;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Says in DynamoDB's words what a filter asks. Its logic is the filter's own, two-valued: what is
 * asked of an absent attribute is false, and NOT turns that round.
 *
 * <p>It cannot judge: the length of a string (the service counts other units than characters),
 * documents that are kept as JSON, numbers that it cannot hold, and, in the filter of a query, the
 * attributes of the key that the query goes by.
 */
final class FilterExpression implements Filter.Visitor<Term> {

  /** The service takes 300 of them in an expression of 4 KB; some are for the key. */
  private static final int OPERATORS = 290;

  private static final int CHARACTERS = 3_900;

  private final Expression expression;
  private final Set<String> forbidden;

  /**
   * A translation.
   *
   * @param expression where names and values go
   * @param forbidden the attributes that must not be named
   */
  FilterExpression(Expression expression, Set<String> forbidden) {
    this.expression = expression;
    this.forbidden = forbidden;
  }

  /**
   * What can be asked in place of a filter, within what the service takes in one expression. Of a
   * conjunction that is too long the first parts are asked.
   */
  static Term of(Filter filter, Expression expression, Set<String> forbidden) {
    if (filter.equals(Filter.all())) {
      return Term.constant(true);
    }
    FilterExpression words = new FilterExpression(expression, forbidden);
    Term whole = filter.accept(words);
    if (isShort(whole)) {
      return whole;
    }
    Term asked = Term.constant(true);
    if (filter instanceof Filter.And and) {
      for (Filter part : and.parts()) {
        Term longer = Term.and(List.of(asked, part.accept(words)));
        if (!isShort(longer)) {
          break;
        }
        asked = longer;
      }
    }
    return new Term(asked.implied(), Term.NEVER);
  }

  /** Each comparison names one attribute, and is joined to the next by another operator. */
  private static boolean isShort(Term term) {
    String text = term.implied();
    if (text.length() < OPERATORS) {
      return true;
    }
    long operators = 2 * text.chars().filter(c -> c == '#').count() + text.split("NOT ", -1).length;
    return operators < OPERATORS && text.length() < CHARACTERS;
  }

  @Override
  public Term and(Filter.And filter) {
    return Term.and(parts(filter.parts()));
  }

  @Override
  public Term or(Filter.Or filter) {
    return Term.or(parts(filter.parts()));
  }

  @Override
  public Term not(Filter.Not filter) {
    return filter.part().accept(this).not();
  }

  @Override
  public Term compare(Filter.Compare filter) {
    Object operand = filter.operand();
    if (filter.comparison() == Comparison.NE) {
      return compare(new Filter.Compare(filter.column(), Comparison.EQ, operand)).not();
    }
    if (filter.comparison() != Comparison.EQ && !ordered(operand)) {
      return Term.constant(false);
    }
    return unaskable(filter.column(), operand)
        ? Term.unknown()
        : judged(
            filter.column(),
            "%s %s %s".formatted(name(filter.column()), sign(filter.comparison()), value(operand)));
  }

  /** Two comparisons, since the service refuses a range whose ends are the wrong way round. */
  @Override
  public Term between(Filter.Between filter) {
    return Term.and(
        List.of(
            compare(new Filter.Compare(filter.column(), Comparison.GE, filter.low())),
            compare(new Filter.Compare(filter.column(), Comparison.LE, filter.high()))));
  }

  @Override
  public Term beginsWith(Filter.BeginsWith filter) {
    if (filter.prefix().isEmpty()) {
      return typeIs(new Filter.TypeIs(filter.column(), AttributeType.STRING));
    }
    return unaskable(filter.column(), filter.prefix())
        ? Term.unknown()
        : judged(
            filter.column(),
            "begins_with(%s, %s)".formatted(name(filter.column()), value(filter.prefix())));
  }

  @Override
  public Term contains(Filter.Contains filter) {
    Object operand = filter.operand();
    if (operand instanceof List || operand instanceof Map || "".equals(operand)) {
      return Term.unknown();
    }
    boolean text = filter.column().type() == ColumnType.STRING && !filter.column().list();
    if (text && !(operand instanceof String)) {
      return Term.constant(false);
    }
    return unaskable(filter.column(), operand)
        ? Term.unknown()
        : judged(
            filter.column(), "contains(%s, %s)".formatted(name(filter.column()), value(operand)));
  }

  @Override
  public Term exists(Filter.Exists filter) {
    if (forbidden.contains(filter.column().name())) {
      return Term.unknown();
    }
    String function = filter.expected() ? "attribute_exists(%s)" : "attribute_not_exists(%s)";
    return Term.exact(function.formatted(name(filter.column())));
  }

  @Override
  public Term typeIs(Filter.TypeIs filter) {
    String type = typeName(filter.type());
    if (filter.type() == AttributeType.LIST && filter.column().list()) {
      return list(filter.column());
    }
    return type == null
        ? Term.constant(false)
        : unaskable(filter.column(), type)
            ? Term.unknown()
            : judged(
                filter.column(),
                "attribute_type(%s, %s)".formatted(name(filter.column()), value(type)));
  }

  @Override
  public Term size(Filter.Size filter) {
    if (!filter.column().list() || unaskable(filter.column(), filter.operand())) {
      return Term.unknown();
    }
    // Of what has no size, the service says that it is unequal to any.
    return Term.and(
        List.of(
            list(filter.column()),
            judged(
                filter.column(),
                "size(%s) %s %s"
                    .formatted(
                        name(filter.column()),
                        sign(filter.comparison()),
                        value(filter.operand())))));
  }

  /** That a column has a list, or a set, which another writer has put there and reads as a list. */
  private Term list(Column column) {
    if (unaskable(column, null)) {
      return Term.unknown();
    }
    return judged(
        column,
        Stream.of("L", "SS", "NS", "BS")
            .map(type -> "attribute_type(%s, %s)".formatted(name(column), value(type)))
            .collect(Collectors.joining(" OR ", "(", ")")));
  }

  private List<Term> parts(List<Filter> filters) {
    List<Term> terms = new ArrayList<>(filters.size());
    filters.forEach(filter -> terms.add(filter.accept(this)));
    return terms;
  }

  /** A document that is kept as JSON looks like none of the types that a filter asks for. */
  private Term judged(Column column, String question) {
    if (column.type() != ColumnType.DOCUMENT) {
      return Term.exact(question);
    }
    String opaque =
        "attribute_type(%s, %s)"
            .formatted(name(column), expression.value(AttributeValue.fromS("B")));
    return new Term(
        "(%s OR %s)".formatted(question, opaque), "(%s AND NOT %s)".formatted(question, opaque));
  }

  /** Whether the question cannot be put to the service. */
  private boolean unaskable(Column column, @Nullable Object operand) {
    return forbidden.contains(column.name()) || !ValueCodec.holdable(operand);
  }

  private String name(Column column) {
    return expression.name(column.name());
  }

  private String value(@Nullable Object operand) {
    return expression.value(ValueCodec.encode(operand));
  }

  private static boolean ordered(@Nullable Object operand) {
    return operand instanceof String || operand instanceof Number;
  }

  private static String sign(Comparison comparison) {
    return switch (comparison) {
      case EQ -> "=";
      case NE -> "<>";
      case LT -> "<";
      case LE -> "<=";
      case GT -> ">";
      case GE -> ">=";
    };
  }

  private static @Nullable String typeName(AttributeType type) {
    return switch (type) {
      case STRING -> "S";
      case NUMBER -> "N";
      case BOOL -> "BOOL";
      case LIST -> "L";
      case MAP -> "M";
      case NULL -> "NULL";
      // A row has no values of these types; the sets of another writer read as lists.
      case BINARY, BINARY_SET, NUMBER_SET, STRING_SET -> null;
    };
  }
}
