package dev.pergola.internal.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which stream expires first, beside a plain list. */
class StreamsTest {

  private static final long SEED = 11;

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Hub hub = new Hub(Runnable::run, timer, Clock.systemUTC(), 1, 1, failure -> {});

  @AfterEach
  void close() {
    hub.close();
    timer.shutdownNow();
  }

  @Test
  void thoseThatHaveExpiredComeFirst() {
    Random random = new Random(SEED);
    Streams streams = new Streams();
    List<Stream> expected = new ArrayList<>();
    for (int round = 0; round < 10_000; round++) {
      int now = round / 10;
      int does = random.nextInt(10);
      if (does < 6) {
        Stream stream = stream(random.nextInt(4) == 0 ? Stream.NEVER : now + random.nextInt(200));
        streams.add(stream);
        expected.add(stream);
      } else if (does < 8 && !expected.isEmpty()) {
        Stream leaving = expected.remove(random.nextInt(expected.size()));
        streams.remove(leaving);
        streams.remove(leaving);
      } else {
        long first = expected.stream().mapToLong(Stream::expiresAt).min().orElse(Stream.NEVER);
        Stream taken = streams.takeExpired(now);
        assertThat(taken == null).as("round %d of seed %d", round, SEED).isEqualTo(first > now);
        if (taken != null) {
          assertThat(taken.expiresAt()).isEqualTo(first);
          assertThat(expected.remove(taken)).isTrue();
        }
      }
      assertThat(streams.size()).isEqualTo(expected.size());
      assertThat(streams.expire())
          .isEqualTo(expected.stream().anyMatch(stream -> stream.expiresAt() != Stream.NEVER));
    }
    assertThat(streams.all()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private Stream stream(long expiresAt) {
    return new Stream(hub, Identity.admin(), expiresAt);
  }
}
