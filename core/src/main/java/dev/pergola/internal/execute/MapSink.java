package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds unmodifiable maps and lists for callers in process, bounded as the bytes of a wire are.
 */
final class MapSink implements ResultSink, TextTarget {

  private final int maxBytes;
  private final Deque<Container> open = new ArrayDeque<>();

  /** The keys of the last object at each depth: those of the next one, most likely. */
  private final List<ResultNames> lastNames = new ArrayList<>();

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
  public void beginObject() {
    int depth = open.size();
    while (lastNames.size() <= depth) {
      lastNames.add(ResultNames.NONE);
    }
    open.push(new ObjectContainer(lastNames.get(depth)));
  }

  @Override
  public void name(ResponseName name) {
    open.element().name(name.text());
  }

  @Override
  public void endObject() {
    ObjectContainer object = (ObjectContainer) open.pop();
    ResultNames names = object.names();
    lastNames.set(open.size(), names);
    finished(object.finish(names));
  }

  @Override
  public void beginList() {
    open.push(new ListContainer());
  }

  @Override
  public void endList() {
    finished(((ListContainer) open.pop()).finish());
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
    text(new String(bytes, from, size, StandardCharsets.US_ASCII));
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
    if (open.isEmpty()) {
      result = value;
    } else {
      open.element().add(value);
    }
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
    open.pop();
    value(null);
  }

  private interface Container {
    void name(String name);

    void add(@Nullable Object value);
  }

  private static final class ObjectContainer implements Container {

    /** The keys expected, of which those before {@link #count} or all came true. */
    private final ResultNames expected;

    /** The keys since the first one that was another than expected. */
    private List<String> others = List.of();

    private @Nullable Object[] values;
    private int count;

    ObjectContainer(ResultNames expected) {
      this.expected = expected;
      this.values = new @Nullable Object[expected.size()];
    }

    @Override
    public void name(String next) {
      if (!others.isEmpty()) {
        others.add(next);
      } else if (!expected.has(count, next)) {
        others = new ArrayList<>(List.of(next));
      }
    }

    @Override
    public void add(@Nullable Object value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.max(4, count * 2));
      }
      values[count++] = value;
    }

    ResultNames names() {
      return expected.first(count - others.size(), others);
    }

    ResultMap finish(ResultNames names) {
      return new ResultMap(names, count == values.length ? values : Arrays.copyOf(values, count));
    }
  }

  private static final class ListContainer implements Container {

    private final List<@Nullable Object> values = new ArrayList<>();

    @Override
    public void name(String next) {
      throw new IllegalStateException("A list has no key '" + next + "'");
    }

    @Override
    public void add(@Nullable Object value) {
      values.add(value);
    }

    List<@Nullable Object> finish() {
      return Collections.unmodifiableList(values);
    }
  }
}
