package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads one subscription, which stands when this is made. */
final class EventReader implements Flow.Subscriber<DataResponse> {

  final BlockingQueue<DataResponse> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  EventReader(Pergola backend, Identity caller, String document) {
    EventStream stream = backend.subscribe(DataRequest.of(document), caller);
    stream.started().join();
    stream.subscribe(this);
  }

  List<DataResponse> take(int count) throws InterruptedException {
    List<DataResponse> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DataResponse next = events.poll(30, TimeUnit.SECONDS);
      assertThat(next).as("event %d of %d after %s", i + 1, count, taken).isNotNull();
      taken.add(next);
    }
    return taken;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(DataResponse event) {
    events.add(event);
  }

  @Override
  public void onError(Throwable failure) {
    over.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    over.complete(null);
  }
}
