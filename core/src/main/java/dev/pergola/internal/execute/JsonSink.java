package dev.pergola.internal.execute;

import dev.pergola.internal.json.JsonValues;
import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.ResponseName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON bytes. The buffer is our own and not a library's generator because abandoning an
 * object means going back to where it began, which no streaming writer allows; and because keys are
 * copied as ready bytes.
 */
final class JsonSink implements ResultSink, TextTarget {

  private final JsonBuffer out;
  private int[] starts = new int[8];
  private int depth;

  /** Whether the next name or value follows another value. */
  private boolean follows;

  JsonSink(int maxBytes) {
    this(maxBytes, new byte[512]);
  }

  /** Writes into this buffer, as long as it has room. */
  JsonSink(int maxBytes, byte[] buffer) {
    this.out = new JsonBuffer(maxBytes, buffer);
  }

  /** What the bytes are written in now. */
  byte[] buffer() {
    return out.array();
  }

  /** What was written. */
  byte[] toBytes() {
    return out.toBytes();
  }

  @Override
  public void beginObject(ResponseKeys keys) {
    beginObject();
  }

  /** Begins an object, whatever its keys will be. */
  void beginObject() {
    begin('{');
  }

  @Override
  public void name(ResponseName name) {
    out.put(name.json(), follows ? 0 : 1);
    follows = false;
  }

  @Override
  public void endObject() {
    end('}');
  }

  @Override
  public void beginList() {
    begin('[');
  }

  @Override
  public void endList() {
    end(']');
  }

  @Override
  public void abandon() {
    depth--;
    out.cut(starts[depth]);
    // What separates it from the value before stands in front of that place.
    follows = false;
    value(null);
  }

  @Override
  public void value(@Nullable Object value) {
    separate();
    if (value == null) {
      out.ascii("null");
    } else if (value instanceof String text) {
      out.string(text);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (JsonValues.isPlain(value)) {
      out.ascii(value.toString());
    } else {
      // Whatever it is, its text may be anything, and would stand in the answer unquoted.
      throw JsonValues.unfit(value);
    }
    follows = true;
  }

  @Override
  public TextTarget texts() {
    return this;
  }

  @Override
  public void text(String text) {
    separate();
    out.string(text);
    follows = true;
  }

  @Override
  public void utf8(byte[] text, int from, int size) {
    separate();
    out.string(text, from, size);
    follows = true;
  }

  @Override
  public void plain(byte[] text, int from, int size) {
    separate();
    out.quoted(text, from, size);
    follows = true;
  }

  private void map(Map<?, ?> map) {
    out.put('{');
    follows = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      separate();
      out.string(String.valueOf(entry.getKey()));
      out.put(':');
      follows = false;
      value(entry.getValue());
    }
    out.put('}');
  }

  private void list(List<?> list) {
    out.put('[');
    follows = false;
    for (Object element : list) {
      value(element);
    }
    out.put(']');
  }

  private void begin(char bracket) {
    separate();
    if (depth == starts.length) {
      starts = Arrays.copyOf(starts, depth * 2);
    }
    starts[depth++] = out.length();
    out.put(bracket);
    follows = false;
  }

  private void end(char bracket) {
    depth--;
    out.put(bracket);
    follows = true;
  }

  private void separate() {
    if (follows) {
      out.put(',');
    }
  }
}
