package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.ResponseName;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes into maps and into bytes at once, so that the two can be held against each other. */
final class BothSinks implements ResultSink {

  final MapSink map;
  final JsonSink json;

  BothSinks(int maxBytes) {
    this.map = new MapSink(maxBytes);
    this.json = new JsonSink(maxBytes);
  }

  @Override
  public void beginObject(ResponseKeys keys) {
    each(sink -> sink.beginObject(keys));
  }

  @Override
  public void name(ResponseName name) {
    each(sink -> sink.name(name));
  }

  @Override
  public void endObject() {
    each(ResultSink::endObject);
  }

  @Override
  public void beginList() {
    each(ResultSink::beginList);
  }

  @Override
  public void endList() {
    each(ResultSink::endList);
  }

  @Override
  public void value(@Nullable Object value) {
    each(sink -> sink.value(value));
  }

  @Override
  public void abandon() {
    each(ResultSink::abandon);
  }

  private void each(Consumer<ResultSink> step) {
    step.accept(map);
    step.accept(json);
  }
}
