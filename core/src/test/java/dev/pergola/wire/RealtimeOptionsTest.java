package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds unless a host says otherwise (spec: security 8, wire 5.4). */
class RealtimeOptionsTest {

  @Test
  void nothingIsWithoutALimit() {
    RealtimeOptions defaults = RealtimeOptions.defaults();

    assertThat(defaults.allowedOrigins()).isEmpty();
    assertThat(defaults.initTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(defaults.keepAlive()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(defaults.idlePing()).isEqualTo(Duration.ofSeconds(60));
    assertThat(defaults.reauthentication()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    assertThat(defaults.maxConnectionAge()).isEqualTo(Duration.ofHours(24));
    assertThat(defaults.maxFrameBytes()).isEqualTo(256 * 1024);
    assertThat(defaults.maxSubscriptions()).isEqualTo(100);
    assertThat(defaults.maxConnections()).isEqualTo(10_000);
    assertThat(defaults.maxConnectionsPerCaller()).isEqualTo(200);
    assertThat(defaults.maxMessagesPerSecond()).isEqualTo(100);
    assertThat(defaults.maxMessageBurst()).isEqualTo(500);
    assertThat(defaults.maxQueuedChars()).isEqualTo(4 * 1024 * 1024);
  }

  @Test
  void aLimitThatIsNoneIsRefusedByItsName() {
    assertRefused("maxFrameBytes is 0;", builder -> builder.maxFrameBytes(0));
    assertRefused("maxSubscriptions is -1;", builder -> builder.maxSubscriptions(-1));
    assertRefused("idlePing is PT0S;", builder -> builder.idlePing(Duration.ZERO));
    assertRefused("initTimeout is PT-1S;", builder -> builder.initTimeout(Duration.ofSeconds(-1)));
    assertRefused("app.test", builder -> builder.allowedOrigins(List.of("app.test")));
  }

  private static void assertRefused(String told, Consumer<RealtimeOptions.Builder> change) {
    RealtimeOptions.Builder builder = RealtimeOptions.builder();

    assertThatThrownBy(() -> change.accept(builder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }
}
