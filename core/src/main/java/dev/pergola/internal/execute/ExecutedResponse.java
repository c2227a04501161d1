package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.ResponseName;
import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Limits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of a plan that ran. Rows are shaped when a face of it is first asked for. */
final class ExecutedResponse implements DataResponse {

  private static final ResponseName DATA = new ResponseName("data");
  private static final ResponseName ERRORS = new ResponseName("errors");
  private static final ResponseName EXTENSIONS = new ResponseName("extensions");

  private final Plan plan;
  private final List<RootResult> results;
  private final ClosedMembers closed;
  private final @Nullable DecisionLog decisions;
  private final Limits limits;
  private final AnswerBuffers buffers;
  private final Failures failures;
  private volatile @Nullable Shaped shaped;
  private @Nullable DataResponse instead;

  ExecutedResponse(
      Plan plan,
      List<RootResult> results,
      ClosedMembers closed,
      @Nullable DecisionLog decisions,
      Limits limits,
      AnswerBuffers buffers,
      Failures failures) {
    this.plan = plan;
    this.results = List.copyOf(results);
    this.closed = closed;
    this.decisions = decisions;
    this.limits = limits;
    this.buffers = buffers;
    this.failures = failures;
  }

  @Override
  public @Nullable Map<String, @Nullable Object> data() {
    return shaped().data();
  }

  @Override
  public List<DataError> errors() {
    return shaped().errors();
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> envelope = envelope(data(), errors());
    if (decisions == null) {
      return envelope;
    }
    Map<String, @Nullable Object> explained = new LinkedHashMap<>(envelope);
    explained.put(EXTENSIONS.text(), explanation(decisions));
    return Collections.unmodifiableMap(explained);
  }

  @Override
  public byte[] toJson() {
    try {
      JsonSink sink = new JsonSink(limits.maxResponseBytes(), buffers.take());
      Shaper shaper = new Shaper(sink, closed, limits);
      sink.beginObject();
      sink.name(DATA);
      shaper.shape(plan, results);
      writeErrors(sink, shaper.errors());
      if (decisions != null) {
        sink.name(EXTENSIONS);
        sink.value(explanation(decisions));
      }
      sink.endObject();
      byte[] answer = sink.toBytes();
      buffers.give(sink.buffer());
      return answer;
    } catch (RuntimeException | Error failure) {
      return instead(failure).toJson();
    }
  }

  private static Map<String, Object> explanation(DecisionLog decisions) {
    return Map.of("authorization", decisions.entries());
  }

  private Shaped shaped() {
    Shaped known = shaped;
    if (known == null) {
      known = shape();
      shaped = known;
    }
    return known;
  }

  // The sink's outermost value is the object that shape() opens.
  @SuppressWarnings("unchecked")
  private Shaped shape() {
    try {
      MapSink sink = new MapSink(limits.maxResponseBytes());
      Shaper shaper = new Shaper(sink, closed, limits);
      shaper.shape(plan, results);
      return new Shaped((Map<String, @Nullable Object>) sink.result(), shaper.errors());
    } catch (RuntimeException | Error failure) {
      return new Shaped(null, instead(failure).errors());
    }
  }

  /**
   * The answer when there is too much of it, or when a store's row does not give its values. One
   * for all faces: a failure is logged once, and has one id.
   */
  private synchronized DataResponse instead(Throwable failure) {
    if (instead == null) {
      instead =
          failure instanceof ResultTooLargeException tooLarge
              ? RefusedResponse.tooLarge(tooLarge)
              : failures.request(failure);
    }
    return instead;
  }

  static void writeErrors(JsonSink sink, List<DataError> errors) {
    if (!errors.isEmpty()) {
      sink.name(ERRORS);
      sink.value(errors.stream().map(DataError::toMap).toList());
    }
  }

  static Map<String, @Nullable Object> envelope(
      @Nullable Map<String, @Nullable Object> data, List<DataError> errors) {
    Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
    envelope.put(DATA.text(), data);
    if (!errors.isEmpty()) {
      envelope.put(ERRORS.text(), errors.stream().map(DataError::toMap).toList());
    }
    return Collections.unmodifiableMap(envelope);
  }

  private record Shaped(@Nullable Map<String, @Nullable Object> data, List<DataError> errors) {}
}
