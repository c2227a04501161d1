package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What an operator is told about the key set, in ordinary logs. */
class KeyFetcherLogTest {

  private static final TestKey KEY = TestKey.create("k");

  private final Logger logger = (Logger) LoggerFactory.getLogger(KeyFetcher.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicReference<IOException> failure = new AtomicReference<>();
  private final AtomicReference<String> document = new AtomicReference<>(TestKey.jwks(KEY));
  private final TestTime time = new TestTime();
  private final KeyFetcher fetcher = new KeyFetcher(new TestSource(), time);

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(lines);
    fetcher.close();
  }

  @Test
  void failureIsOneLineWithTheAddressAndTheReason() {
    failure.set(new IOException("status 500"));

    fetch();

    assertThat(told())
        .isEqualTo(
            "WARN Key set https://issuer.example/keys is not readable: 'status 500'."
                + " Tokens are refused until it is.");
  }

  @Test
  void failureWithKeysAtHandSaysThatTheyStay() {
    fetch();
    failure.set(new IOException("status 500"));

    fetch();

    assertThat(told()).endsWith("The last keys stay in use.");
  }

  @Test
  void reasonCannotForgeALineNorShowAStackTrace() {
    failure.set(new IOException("bad\r\nINFO all is well " + "x".repeat(500)));

    fetch();

    assertThat(told()).contains("'bad??INFO all is well xxx").hasSizeLessThan(250);
    assertThat(told().lines()).hasSize(1);
    assertThat(lines.list.get(0).getThrowableProxy()).isNull();
  }

  @Test
  void recoveryIsToldOnce() {
    failure.set(new IOException("status 500"));
    fetch();
    failure.set(null);
    lines.list.clear();

    fetch();
    assertThat(told()).isEqualTo("INFO Key set https://issuer.example/keys is readable again.");
    lines.list.clear();

    fetch();
    assertThat(lines.list).isEmpty();
  }

  @Test
  void emptySetIsTold() {
    document.set("{\"keys\":[]}");

    fetch();

    assertThat(told()).startsWith("WARN").contains("has no key that may verify tokens");
  }

  @Test
  void closingIsNoFailure() {
    fetcher.close();

    assertThat(fetcher.fetch(Duration.ZERO)).isNull();
    assertThat(lines.list).isEmpty();
  }

  private void fetch() {
    time.advance(Duration.ofMinutes(1));
    fetcher.fetch(Duration.ZERO).join();
  }

  private String told() {
    assertThat(lines.list).hasSize(1);
    return lines.list.get(0).toString().replaceFirst("^\\[(\\w+)] ", "$1 ");
  }

  private final class TestSource implements KeySource {

    @Override
    public byte[] read() throws IOException {
      IOException thrown = failure.get();
      if (thrown != null) {
        throw thrown;
      }
      return document.get().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
      failure.set(new IOException("closed"));
    }

    @Override
    public String toString() {
      return "https://issuer.example/keys";
    }
  }
}
