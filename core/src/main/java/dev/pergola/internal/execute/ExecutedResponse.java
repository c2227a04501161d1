package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.ResponseName;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Limits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of a plan that ran. Rows are shaped when a face of it is first asked for. */
final class ExecutedResponse extends ShapedResponse {

  private static final ResponseName EXTENSIONS = new ResponseName("extensions");

  private final Plan plan;
  private final List<RootResult> results;
  private final ClosedMembers closed;
  private final @Nullable DecisionLog decisions;
  private final Limits limits;
  private final AnswerBuffers buffers;
  private final Failures failures;
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
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> envelope = super.toMap();
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

  @Override
  Shaped shape() {
    try {
      MapSink sink = new MapSink(limits.maxResponseBytes());
      Shaper shaper = new Shaper(sink, closed, limits);
      shaper.shape(plan, results);
      return Shaped.of(sink, shaper.errors());
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
}
