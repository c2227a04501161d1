package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A stream of which a test says what happens in it. */
final class ScriptedStream implements EventStream, Flow.Subscription {

  final DataRequest request;
  final Authentication.Accepted caller;
  final CompletableFuture<Void> started = new CompletableFuture<>();
  Flow.Subscriber<? super DataResponse> reader;
  long demand;
  boolean closed;

  ScriptedStream(DataRequest request, Authentication.Accepted caller) {
    this.request = request;
    this.caller = caller;
  }

  @Override
  public CompletableFuture<Void> started() {
    return started;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super DataResponse> subscriber) {
    reader = subscriber;
    subscriber.onSubscribe(this);
  }

  @Override
  public void request(long count) {
    demand += count;
  }

  @Override
  public void cancel() {
    closed = true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
