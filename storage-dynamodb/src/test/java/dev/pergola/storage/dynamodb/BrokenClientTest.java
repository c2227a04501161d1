package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * A client that throws errors, as one does whose classes are not all there, takes no place away.
 */
class BrokenClientTest {

  private static final NoClassDefFoundError BROKEN = new NoClassDefFoundError("missing");

  private final InFlight inFlight = new InFlight(1);
  private final Gate gate = new Gate();

  @Test
  void theNextCallIsMade() {
    CompletableFuture<String> broken = inFlight.submit(BrokenClientTest::broken);
    CompletableFuture<String> next =
        inFlight.submit(() -> CompletableFuture.completedFuture("made"));

    assertThat(failure(broken)).isSameAs(BROKEN);
    assertThat(next).isCompletedWithValue("made");
  }

  @Test
  void writesCanBeHeldAfterOneThatBroke() {
    CompletableFuture<String> broken = gate.write(BrokenClientTest::broken);

    assertThat(failure(broken)).isSameAs(BROKEN);
    assertThat(gate.hold()).isCompleted();
  }

  @Test
  void aStoreClosesAfterAReadThatBroke()
      throws ExecutionException, InterruptedException, TimeoutException {
    assertThat(failure(gate.read(BrokenClientTest::broken))).isSameAs(BROKEN);

    // It would wait for half a minute for what is under way.
    CompletableFuture.runAsync(gate::close).get(20, TimeUnit.SECONDS);
  }

  private static CompletableFuture<String> broken() {
    throw BROKEN;
  }

  private static Throwable failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    Throwable failure = future.handle((value, thrown) -> thrown).join();
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
