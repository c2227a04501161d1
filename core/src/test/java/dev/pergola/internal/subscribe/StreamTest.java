package dev.pergola.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.request.DataResponse;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import dev.pergola.storage.Filter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What waits for a reader, for how long, and how much of it. */
class StreamTest {

  private static final Interest ALL =
      new Interest("t", Filter.all(), Filter.all(), payload -> new HubTest.Empty());

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<Throwable> broken = new CopyOnWriteArrayList<>();
  private final Time time = new Time();
  private final Hub hub = new Hub(Runnable::run, timer, time, 4, 1_000, broken::add);

  @AfterEach
  void close() {
    hub.close();
    timer.shutdownNow();
  }

  @Test
  void noMoreEventsWaitThanMay() {
    Reader reader = listen(null, 0);

    for (int i = 0; i < 4; i++) {
      deliver(1);
    }
    assertThat(reader.failure).isNull();
    deliver(1);

    assertThat(reason(reader)).isEqualTo(Reason.TOO_SLOW);
  }

  @Test
  void noMoreBytesWaitThanMayExceptOfOneEvent() {
    Reader reader = listen(null, 0);
    Reader other = listen(null, 1);

    deliver(5_000);
    assertThat(reader.failure).isNull();
    deliver(600);
    deliver(300);

    assertThat(reason(reader)).isEqualTo(Reason.TOO_SLOW);
    assertThat(other.failure).as("has taken the first").isNull();
    deliver(101);
    assertThat(reason(other)).isEqualTo(Reason.TOO_SLOW);
  }

  @Test
  void whatIsReadMakesRoom() {
    Reader reader = listen(null, 0);

    for (int i = 0; i < 50; i++) {
      deliver(900);
      reader.subscription.request(1);
    }

    assertThat(reader.events).isEqualTo(50);
    assertThat(reader.failure).isNull();
  }

  @Test
  void whatWaitsWhenTheCredentialExpiresIsNotRead() {
    Reader reader = listen(time.now.plusSeconds(10), 1);
    deliver(1);
    deliver(1);
    assertThat(reader.events).isEqualTo(1);

    time.now = time.now.plusSeconds(10);
    reader.subscription.request(5);

    assertThat(reader.events).isEqualTo(1);
    assertThat(reason(reader)).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void aReaderThatThrowsAtTheEndKeepsNobodyElseAlive() {
    Reader rude = listen(time.now.plusSeconds(10), 1);
    rude.rude = true;
    Reader other = listen(time.now.plusSeconds(20), 1);

    time.now = time.now.plusSeconds(10);
    hub.endExpired();
    assertThat(hub.size()).isEqualTo(1);
    time.now = time.now.plusSeconds(10);
    hub.endExpired();
    assertThat(hub.size()).isZero();

    assertThat(reason(other)).isEqualTo(Reason.EXPIRED);
    assertThat(broken).hasSize(1);
  }

  private void deliver(long bytes) {
    hub.deliver("t", new Occurrence(HubTest.NOTHING, HubTest.NOTHING, "event", bytes));
  }

  private Reader listen(@Nullable Instant expiresAt, long first) {
    Stream stream = hub.open(Identity.admin(), expiresAt);
    hub.start(stream, ALL);
    Reader reader = new Reader(first);
    stream.subscribe(reader);
    return reader;
  }

  private static Reason reason(Reader reader) {
    assertThat(reader.failure).isInstanceOf(SubscriptionEndedException.class);
    return ((SubscriptionEndedException) reader.failure).reason();
  }

  private static final class Time extends Clock {

    volatile Instant now = Instant.parse("2024-02-29T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static final class Reader implements Flow.Subscriber<DataResponse> {

    private final long first;
    private Flow.Subscription subscription;
    private volatile int events;
    private volatile Throwable failure;
    private boolean rude;

    Reader(long first) {
      this.first = first;
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
      events++;
    }

    @Override
    public void onError(Throwable why) {
      failure = why;
      if (rude) {
        throw new IllegalStateException("I do not like that");
      }
    }

    @Override
    public void onComplete() {}
  }
}
