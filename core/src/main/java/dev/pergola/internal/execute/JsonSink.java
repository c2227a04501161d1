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
    if (out.last() != '{') {
      out.put(',');
    }
    out.put(name.json());
  }

  @Override
  public void endObject() {
    depth--;
    out.put('}');
  }

  @Override
  public void beginList() {
    begin('[');
  }

  @Override
  public void endList() {
    depth--;
    out.put(']');
  }

  @Override
  public void abandon() {
    depth--;
    out.cut(starts[depth]);
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
  }

  @Override
  public TextTarget texts() {
    return this;
  }

  @Override
  public void text(String text) {
    separate();
    out.string(text);
  }

  @Override
  public void utf8(byte[] text, int from, int size) {
    separate();
    out.string(text, from, size);
  }

  @Override
  public void plain(byte[] text, int from, int size) {
    separate();
    out.quoted(text, from, size);
  }

  private void map(Map<?, ?> map) {
    out.put('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      out.string(String.valueOf(entry.getKey()));
      out.put(':');
      value(entry.getValue());
    }
    out.put('}');
  }

  private void list(List<?> list) {
    out.put('[');
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
  }

  /**
   * Puts a comma before a value that follows another one; the last byte tells, since no value ends
   * with these.
   */
  private void separate() {
    if (out.length() == 0) {
      return;
    }
    byte last = out.last();
    if (last != '[' && last != ':' && last != ',') {
      out.put(',');
    }
  }
}
