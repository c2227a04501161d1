package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.ResponseName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds unmodifiable maps and lists for callers in process, bounded as the bytes of a wire are.
 */
final class MapSink implements ResultSink, TextTarget {

  private static final int FEW = 8;
  private static final ResponseKeys NO_KEYS = ResponseKeys.of(List.of());

  private final int maxBytes;

  private @Nullable Container innermost;
  private @Nullable Object result;
  private long length;

  /**
   * An empty sink.
   *
   * @param maxBytes how long all texts together may become
   */
  MapSink(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The finished answer. */
  @Nullable Object result() {
    return result;
  }

  @Override
  public void beginObject(ResponseKeys keys) {
    innermost = new Container(innermost, keys, keys.size());
  }

  /** Values come in the order of their keys. */
  @Override
  public void name(ResponseName name) {}

  @Override
  public void endObject() {
    Container object = innermost();
    innermost = object.around;
    finished(new ResultMap(object.keys.first(object.count), object.values()));
  }

  @Override
  public void beginList() {
    innermost = new Container(innermost, NO_KEYS, 0);
  }

  @Override
  public void endList() {
    Container list = innermost();
    innermost = list.around;
    finished(Collections.unmodifiableList(Arrays.asList(list.values())));
  }

  @Override
  public void value(@Nullable Object value) {
    if (value instanceof String text) {
      text(text);
    } else {
      finished(frozen(value));
    }
  }

  @Override
  public TextTarget texts() {
    return this;
  }

  @Override
  public void utf8(byte[] bytes, int from, int size) {
    text(new String(bytes, from, size, StandardCharsets.UTF_8));
  }

  @Override
  public void plain(byte[] bytes, int from, int size) {
    text(new String(bytes, from, size, StandardCharsets.ISO_8859_1));
  }

  @Override
  public void text(String text) {
    length += text.length();
    if (length > maxBytes) {
      throw new ResultTooLargeException(
          "The response is larger than %d bytes.".formatted(maxBytes));
    }
    finished(text);
  }

  private void finished(@Nullable Object value) {
    if (innermost == null) {
      result = value;
    } else {
      innermost.add(value);
    }
  }

  private Container innermost() {
    return Objects.requireNonNull(innermost, "an object or list that is open");
  }

  /** A tree that comes in one piece may be somebody's own; an answer never changes. */
  private static @Nullable Object frozen(@Nullable Object value) {
    // Most values by far; whether a class is of an interface takes longer to tell.
    if (value instanceof String) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach((name, member) -> copy.put(name, frozen(member)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> copy = new ArrayList<>(list.size());
      list.forEach(element -> copy.add(frozen(element)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }

  @Override
  public void abandon() {
    innermost = innermost().around;
    value(null);
  }

  /** An object or list whose values are still coming. */
  private static final class Container {

    /** The one that this is a value of. */
    final @Nullable Container around;

    /** Those of an object; a list has none. */
    final ResponseKeys keys;

    private @Nullable Object[] values;
    private int count;

    Container(@Nullable Container around, ResponseKeys keys, int expected) {
      this.around = around;
      this.keys = keys;
      this.values = new @Nullable Object[expected];
    }

    void add(@Nullable Object value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.max(FEW, count * 2));
      }
      values[count++] = value;
    }

    @Nullable Object[] values() {
      return count == values.length ? values : Arrays.copyOf(values, count);
    }
  }
}
