package dev.pergola.conformance.engine;

import dev.pergola.auth.Identity;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A subscriber that takes as much as it is told to. */
final class Reader implements Flow.Subscriber<DataResponse> {

  final EventStream stream;
  final BlockingQueue<DataResponse> events = new LinkedBlockingQueue<>();
  final CompletableFuture<Throwable> failed = new CompletableFuture<>();
  final CompletableFuture<Void> completed = new CompletableFuture<>();
  private final long first;
  private Flow.Subscription subscription;

  private Reader(EventStream stream, long first) {
    this.stream = stream;
    this.first = first;
  }

  /** Reads all that comes. */
  static Reader of(Bench bench, Identity identity, String document) {
    return of(bench, identity, DataRequest.of(document), Long.MAX_VALUE);
  }

  /** Asks for so many events at first. */
  static Reader of(Bench bench, Identity identity, DataRequest request, long first) {
    EventStream stream = bench.backend().subscribe(request, identity);
    stream.started().join();
    Reader reader = new Reader(stream, first);
    stream.subscribe(reader);
    return reader;
  }

  /** The data of the next event. */
  Map<String, Object> next() throws InterruptedException {
    DataResponse event = events.poll(30, TimeUnit.SECONDS);
    if (event == null) {
      throw new AssertionError("No event came");
    }
    return event.data();
  }

  void request(long count) {
    subscription.request(count);
  }

  @Override
  public void onSubscribe(Flow.Subscription to) {
    subscription = to;
    if (first > 0) {
      to.request(first);
    }
  }

  @Override
  public void onNext(DataResponse event) {
    events.add(event);
  }

  @Override
  public void onError(Throwable failure) {
    failed.complete(failure);
  }

  @Override
  public void onComplete() {
    completed.complete(null);
  }
}
