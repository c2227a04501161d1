package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Comparison;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.SortCondition;
import dev.pergola.storage.Values;
import java.util.Optional;

/**
 * The key condition of a query. Empty for a condition that no key fulfils and that the service
 * would refuse: an empty string, or a range whose ends are the wrong way round.
 */
final class KeyExpression implements SortCondition.Visitor<Optional<String>> {

  private final Expression expression;
  private final String sort;

  private KeyExpression(Expression expression, String sort) {
    this.expression = expression;
    this.sort = sort;
  }

  static Optional<String> of(KeyLayout key, KeyCondition condition, Expression expression) {
    if (!possible(condition.partition())) {
      return Optional.empty();
    }
    String partition =
        expression.name(key.partition())
            + " = "
            + expression.value(ValueCodec.encode(condition.partition()));
    if (key.sort().isEmpty() || condition.sort() instanceof SortCondition.Any) {
      return Optional.of(partition);
    }
    return condition
        .sort()
        .accept(new KeyExpression(expression, key.sort().get()))
        .map(range -> range.isEmpty() ? partition : partition + " AND " + range);
  }

  @Override
  public Optional<String> any(SortCondition.Any condition) {
    return Optional.of("");
  }

  @Override
  public Optional<String> compare(SortCondition.Compare condition) {
    Object operand = condition.operand();
    if (operand instanceof Number number && !Numbers.fits(number)) {
      return compare(condition.comparison(), number);
    }
    if (!KeyLayout.fits(operand, KeyLayout.MAX_SORT_BYTES)
        && condition.comparison() == Comparison.EQ) {
      return Optional.empty();
    }
    if (operand.equals("")) {
      // Every key is greater than the empty string, which is none.
      boolean all =
          condition.comparison() == Comparison.GT || condition.comparison() == Comparison.GE;
      return all ? Optional.of("") : Optional.empty();
    }
    String sign =
        switch (condition.comparison()) {
          case EQ -> "=";
          case LT -> "<";
          case LE -> "<=";
          case GT -> ">";
          case GE -> ">=";
          case NE -> throw new IllegalArgumentException("A sort key condition cannot be NE");
        };
    return Optional.of("%s %s %s".formatted(name(), sign, value(operand)));
  }

  /** A number that no key is: a number that one can be, and that is next to it, stands for it. */
  private Optional<String> compare(Comparison comparison, Number operand) {
    return switch (comparison) {
      case LT, LE -> Numbers.atMost(operand).map(most -> "%s <= %s".formatted(name(), value(most)));
      case GT, GE ->
          Numbers.atLeast(operand).map(least -> "%s >= %s".formatted(name(), value(least)));
      case EQ, NE -> Optional.empty();
    };
  }

  @Override
  public Optional<String> between(SortCondition.Between condition) {
    if (condition.low().equals("")) {
      return compare(new SortCondition.Compare(Comparison.LE, condition.high()));
    }
    if (!Values.comparable(condition.low(), condition.high())
        || Values.compare(condition.low(), condition.high()) > 0) {
      return Optional.empty();
    }
    if (condition.low() instanceof Number low && condition.high() instanceof Number high) {
      return Numbers.atLeast(low)
          .flatMap(
              least ->
                  Numbers.atMost(high)
                      .filter(most -> least.compareTo(most) <= 0)
                      .map(most -> between(least, most)));
    }
    return Optional.of(between(condition.low(), condition.high()));
  }

  private String between(Object low, Object high) {
    return "%s BETWEEN %s AND %s".formatted(name(), value(low), value(high));
  }

  @Override
  public Optional<String> beginsWith(SortCondition.BeginsWith condition) {
    return condition.prefix().isEmpty()
        ? Optional.of("")
        : Optional.of(condition.prefix())
            .filter(prefix -> KeyLayout.fits(prefix, KeyLayout.MAX_SORT_BYTES))
            .map(prefix -> "begins_with(%s, %s)".formatted(name(), value(prefix)));
  }

  /** Whether a stored key can be equal to a value. */
  private static boolean possible(Object value) {
    return value instanceof Number number
        ? Numbers.fits(number)
        : !value.equals("") && KeyLayout.fits(value, KeyLayout.MAX_PARTITION_BYTES);
  }

  private String name() {
    return expression.name(sort);
  }

  private String value(Object operand) {
    KeyLayout.check(sort, operand, KeyLayout.MAX_SORT_BYTES);
    return expression.value(ValueCodec.encode(operand));
  }
}
