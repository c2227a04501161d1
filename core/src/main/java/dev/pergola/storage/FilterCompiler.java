package dev.pergola.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns a filter into a test of rows, once per filter rather than once per row. */
final class FilterCompiler implements Filter.Visitor<Predicate<Row>> {

  static final FilterCompiler INSTANCE = new FilterCompiler();

  private FilterCompiler() {}

  @Override
  public Predicate<Row> and(Filter.And filter) {
    List<Predicate<Row>> parts = compile(filter.parts());
    if (parts.isEmpty()) {
      return row -> true;
    }
    return row -> {
      for (Predicate<Row> part : parts) {
        if (!part.test(row)) {
          return false;
        }
      }
      return true;
    };
  }

  @Override
  public Predicate<Row> or(Filter.Or filter) {
    List<Predicate<Row>> parts = compile(filter.parts());
    return row -> {
      for (Predicate<Row> part : parts) {
        if (part.test(row)) {
          return true;
        }
      }
      return false;
    };
  }

  @Override
  public Predicate<Row> not(Filter.Not filter) {
    return filter.part().accept(this).negate();
  }

  @Override
  public Predicate<Row> compare(Filter.Compare filter) {
    int position = filter.column().position();
    Object operand = filter.operand();
    Comparison comparison = filter.comparison();
    Predicate<Row> byValue =
        switch (comparison) {
          case EQ -> row -> row.has(position) && Values.equal(row.value(position), operand);
          case NE -> row -> !(row.has(position) && Values.equal(row.value(position), operand));
          case LT, LE, GT, GE -> row -> ordered(row.value(position), operand, comparison);
        };
    return operand instanceof String text && TextSearch.hasBytes(text)
        ? byText(position, compared(text, comparison), byValue)
        : byValue;
  }

  /**
   * A test of rows by the text at a position.
   *
   * @param byValue judges rows that have no text there, or do not keep it as bytes
   */
  private static Predicate<Row> byText(int position, TextTest test, Predicate<Row> byValue) {
    return row ->
        switch (row.testText(position, test)) {
          case PASSED -> true;
          case FAILED -> false;
          case UNTESTED -> byValue.test(row);
        };
  }

  private static TextTest compared(String operand, Comparison comparison) {
    byte[] other = operand.getBytes(StandardCharsets.UTF_8);
    return switch (comparison) {
      case EQ -> (utf8, from, length) -> equal(utf8, from, length, other);
      case NE -> (utf8, from, length) -> !equal(utf8, from, length, other);
      case LT, LE, GT, GE ->
          (utf8, from, length) ->
              comparison.test(
                  Arrays.compareUnsigned(utf8, from, from + length, other, 0, other.length));
    };
  }

  private static boolean equal(byte[] utf8, int from, int length, byte[] other) {
    return length == other.length && Arrays.equals(utf8, from, from + length, other, 0, length);
  }

  @Override
  public Predicate<Row> between(Filter.Between filter) {
    int position = filter.column().position();
    return row -> {
      Object value = row.value(position);
      return ordered(value, filter.low(), Comparison.GE)
          && ordered(value, filter.high(), Comparison.LE);
    };
  }

  @Override
  public Predicate<Row> beginsWith(Filter.BeginsWith filter) {
    int position = filter.column().position();
    return row -> row.value(position) instanceof String text && text.startsWith(filter.prefix());
  }

  @Override
  public Predicate<Row> contains(Filter.Contains filter) {
    int position = filter.column().position();
    Object operand = filter.operand();
    Predicate<Row> among =
        row ->
            row.value(position) instanceof List<?> list
                && list.stream().anyMatch(element -> Values.equal(element, operand));
    if (!(operand instanceof String part) || !TextSearch.hasBytes(part)) {
      return among;
    }
    TextSearch search = new TextSearch(part);
    return byText(
        position,
        search,
        row -> row.value(position) instanceof String text ? search.foundIn(text) : among.test(row));
  }

  @Override
  public Predicate<Row> exists(Filter.Exists filter) {
    int position = filter.column().position();
    return filter.expected() ? row -> row.has(position) : row -> !row.has(position);
  }

  @Override
  public Predicate<Row> typeIs(Filter.TypeIs filter) {
    int position = filter.column().position();
    return row -> row.has(position) && typeOf(row.value(position)) == filter.type();
  }

  @Override
  public Predicate<Row> size(Filter.Size filter) {
    int position = filter.column().position();
    return row -> {
      long size = sizeOf(row.value(position));
      return size >= 0 && filter.comparison().test(Long.compare(size, filter.operand()));
    };
  }

  private List<Predicate<Row>> compile(List<Filter> parts) {
    List<Predicate<Row>> compiled = new ArrayList<>(parts.size());
    for (Filter part : parts) {
      compiled.add(part.accept(this));
    }
    return compiled;
  }

  private static boolean ordered(
      @Nullable Object value, @Nullable Object operand, Comparison comparison) {
    return value != null
        && operand != null
        && Values.comparable(value, operand)
        && comparison.test(Values.compare(value, operand));
  }

  private static AttributeType typeOf(@Nullable Object value) {
    if (value == null) {
      return AttributeType.NULL;
    }
    if (value instanceof String) {
      return AttributeType.STRING;
    }
    if (value instanceof Number) {
      return AttributeType.NUMBER;
    }
    if (value instanceof Boolean) {
      return AttributeType.BOOL;
    }
    return value instanceof Map ? AttributeType.MAP : AttributeType.LIST;
  }

  private static long sizeOf(@Nullable Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof List<?> list) {
      return list.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : -1;
  }
}
