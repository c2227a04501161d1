package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds unmodifiable maps and lists for callers in process. */
final class MapSink implements ResultSink {

  private final Deque<Container> open = new ArrayDeque<>();
  private @Nullable Object result;

  /** The finished answer. */
  @Nullable Object result() {
    return result;
  }

  @Override
  public void beginObject() {
    open.push(new ObjectContainer());
  }

  @Override
  public void name(ResponseName name) {
    open.element().name(name.text());
  }

  @Override
  public void endObject() {
    finished(open.pop().finish());
  }

  @Override
  public void beginList() {
    open.push(new ListContainer());
  }

  @Override
  public void endList() {
    finished(open.pop().finish());
  }

  @Override
  public void value(@Nullable Object value) {
    finished(frozen(value));
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

    Object finish();
  }

  private static final class ObjectContainer implements Container {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private String name = "";

    @Override
    public void name(String next) {
      name = next;
    }

    @Override
    public void add(@Nullable Object value) {
      values.put(name, value);
    }

    @Override
    public Object finish() {
      return Collections.unmodifiableMap(values);
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

    @Override
    public Object finish() {
      return Collections.unmodifiableList(values);
    }
  }
}
