package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.Limits;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Many requests at once: as many calls as there are connections, and no thread that waits. */
@Timeout(120)
class ParallelRequestsTest {

  private static final int REQUESTS = 200;
  private static final int CONNECTIONS = 50;

  private final Holding client = new Holding();
  private final Pergola backend =
      Pergola.builder(
              a.schema(
                  a.model("Note").field("text", a.string()).authorization(allow.publicApiKey())))
          .store(
              DynamoDbStore.builder(client)
                  .tableNames(
                      TableNames.prefixed("load" + UUID.randomUUID().toString().substring(0, 8)))
                  .createTables(true)
                  .pointInTimeRecovery(false)
                  .deletionProtection(false)
                  .build())
          .limits(Limits.builder().maxConcurrentRequests(2 * REQUESTS).build())
          .drainTimeout(Duration.ofSeconds(100))
          .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY))
          .build();

  @Test
  void theConnectionsAreFullAndNoThreadWaits() throws Exception {
    create("warm").join();
    client.hold();
    int before = ManagementFactory.getThreadMXBean().getThreadCount();

    List<CompletableFuture<DataResponse>> answers = start();

    assertThat(client.held).hasSize(CONNECTIONS);
    assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - before)
        .as("threads for %d requests", REQUESTS)
        .isLessThan(CONNECTIONS / 2);
    for (int done = 0; done < REQUESTS - CONNECTIONS; done++) {
      client.letOneGo();
      // The next one takes its place.
      client.awaitHeld(CONNECTIONS);
    }
    for (int done = 0; done < CONNECTIONS; done++) {
      client.letOneGo();
    }
    assertThat(answers).allSatisfy(answer -> assertThat(answer.join().errors()).isEmpty());
    assertThat(client.most).isEqualTo(CONNECTIONS);
    backend.close();
  }

  @Test
  void closingWaitsForWhatIsUnderWay() throws Exception {
    create("warm").join();
    client.hold();
    List<CompletableFuture<DataResponse>> answers = start();

    CompletableFuture<Void> closed = CompletableFuture.runAsync(backend::close);
    awaitRefusal();
    assertThat(closed).isNotDone();
    for (int done = 0; done < REQUESTS; done++) {
      client.letOneGo();
    }
    closed.get(60, TimeUnit.SECONDS);

    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
    assertThat(answers)
        .allSatisfy(
            answer ->
                assertThat(new String(answer.join().toJson(), StandardCharsets.UTF_8))
                    .startsWith("{\"data\":{\"createNote\":{\"id\""));
  }

  private List<CompletableFuture<DataResponse>> start() {
    List<CompletableFuture<DataResponse>> answers = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      answers.add(create("n" + i));
    }
    return answers;
  }

  private CompletableFuture<DataResponse> create(String id) {
    return backend.execute(
        DataRequest.of("mutation { createNote(input: {id: \"%s\"}) { id } }".formatted(id)),
        Identity.admin());
  }

  /** New requests are refused as soon as closing has begun. */
  private void awaitRefusal() {
    DataRequest tooLate = DataRequest.of("{ __typename }");
    while (true) {
      CompletableFuture<DataResponse> answer = backend.execute(tooLate, Identity.admin());
      if (answer.isCompletedExceptionally()) {
        assertThatThrownBy(answer::join).hasMessageContaining("closed");
        return;
      }
      Thread.onSpinWait();
    }
  }

  /** Holds calls until they are let go, one by one. */
  private static final class Holding extends ForwardingClient {

    private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();
    private volatile boolean holding;
    private volatile int most;

    Holding() {
      super(LocalDynamoDb.client());
    }

    void hold() {
      holding = true;
    }

    void letOneGo() throws InterruptedException {
      Runnable call = held.poll(30, TimeUnit.SECONDS);
      assertThat(call).as("a call that is held").isNotNull();
      call.run();
    }

    void awaitHeld(int count) {
      while (held.size() < count) {
        Thread.onSpinWait();
      }
      assertThat(held).hasSize(count);
    }

    @Override
    <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> pass(
        String operation, Q request, Function<Q, CompletableFuture<A>> call) {
      if (!holding) {
        return call.apply(request);
      }
      CompletableFuture<A> answer = new CompletableFuture<>();
      synchronized (held) {
        held.add(
            () ->
                call.apply(request)
                    .whenComplete(
                        (given, failure) -> {
                          if (failure == null) {
                            answer.complete(given);
                          } else {
                            answer.completeExceptionally(failure);
                          }
                        }));
        most = Math.max(most, held.size());
      }
      return answer;
    }
  }
}
