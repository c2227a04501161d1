package dev.pergola.conformance.runtime;

import dev.pergola.request.DataResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What one subscription of a scenario has heard. */
final class Heard implements Flow.Subscriber<DataResponse> {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final long QUIET_MILLIS = 100;

  private final BlockingQueue<Map<String, Object>> events = new LinkedBlockingQueue<>();

  /** The events since the last call: as many as are expected, and whatever more there are. */
  List<Map<String, Object>> take(int expected) {
    List<Map<String, Object>> taken = new ArrayList<>();
    try {
      while (true) {
        long patience = taken.size() < expected ? PATIENCE_MILLIS : QUIET_MILLIS;
        Map<String, Object> event = events.poll(patience, TimeUnit.MILLISECONDS);
        if (event == null) {
          return taken;
        }
        taken.add(event);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for events", e);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(DataResponse event) {
    events.add(event.data());
  }

  @Override
  public void onError(Throwable failure) {
    events.add(Map.of("ended", failure.toString()));
  }

  @Override
  public void onComplete() {
    // The backend of the scenario is closed.
  }
}
