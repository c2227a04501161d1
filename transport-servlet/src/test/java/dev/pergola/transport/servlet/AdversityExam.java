package dev.pergola.transport.servlet;

import static dev.pergola.transport.servlet.ServletFixture.chunkedHead;
import static dev.pergola.transport.servlet.ServletFixture.head;
import static dev.pergola.transport.servlet.ServletFixture.post;
import static dev.pergola.transport.servlet.ServletFixture.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.request.DataResponse;
import dev.pergola.transport.servlet.RawConnection.Answer;
import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.HttpOptions;
import dev.pergola.wire.RealtimeEndpoint;
import dev.pergola.wire.RealtimeOptions;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that stall, trickle and leave, and a backend that does not come to its end. */
@Timeout(60)
abstract class AdversityExam {

  private static final String ORDINARY = "{\"query\":\"{a}\"}";
  private static final String BIG = "{\"query\":\"big\"}";
  private static final String NEVER = "{\"query\":\"never\"}";

  private final ScriptedBackend backend = new ScriptedBackend();
  private final ServletFixture servlet;

  AdversityExam(Container container) {
    this.servlet = new ServletFixture(container);
  }

  @AfterEach
  void stop() throws Exception {
    servlet.close();
  }

  @Test
  void aBodyWithoutEndIsCutOff() throws Exception {
    servlet.serve(backend, HttpOptions.defaults());
    String chunk = "10000\r\n" + "p".repeat(0x10000) + "\r\n";

    int sent = sendUntilRefused(servlet.connect().send(chunkedHead()), chunk, 413);

    assertThat(sent).isLessThan(1_000);
  }

  @Test
  void aBodyThatStallsIsGivenUp() throws Exception {
    servlet.serve(backend, HttpOptions.builder().readTimeout(Duration.ofMillis(200)).build());

    Answer answer =
        servlet.connect().send(head("content-length: 100")).send("{\"query\"").receive();

    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.text()).contains("RequestBodyTimeoutException");
  }

  @Test
  void aBodyThatTricklesIsGivenUp() throws Exception {
    servlet.serve(backend, HttpOptions.builder().readTimeout(Duration.ofMillis(300)).build());

    int sent = sendUntilRefused(servlet.connect().send(chunkedHead()), "1\r\n{\r\n", 408);

    assertThat(sent).isPositive();
  }

  @Test
  void clientsThatStallHoldNoThread() throws Exception {
    servlet.serve(backend, HttpOptions.defaults());
    for (int i = 0; i < 4 * ServletFixture.THREADS; i++) {
      servlet.connect().send(head("content-length: 100")).send("{\"query\"");
      servlet.connect().send(post(NEVER));
      servlet.connect().send(post(BIG));
    }

    assertThat(servlet.connect().send(post(ORDINARY)).receive().status()).isEqualTo(200);
  }

  @Test
  void clientsThatWereGivenUpHoldNoThread() throws Exception {
    servlet.serve(backend, HttpOptions.builder().readTimeout(Duration.ofMillis(200)).build());
    for (int i = 0; i < 2 * ServletFixture.THREADS; i++) {
      RawConnection stalled = servlet.connect().send(head("content-length: 100"));
      assertThat(stalled.send("{\"query\"").receive().status()).isEqualTo(408);
    }

    assertThat(servlet.connect().send(post(ORDINARY)).receive().status()).isEqualTo(200);
  }

  @Test
  void aGreatAnswerArrivesWholeAndTheConnectionStaysOpen() throws Exception {
    servlet.serve(backend, HttpOptions.defaults());
    RawConnection connection = servlet.connect();

    Answer answer = connection.send(post(BIG)).receive();

    assertThat(answer.text()).isEqualTo("{\"data\":\"" + "x".repeat(ScriptedBackend.BIG) + "\"}");
    assertThat(connection.send(post(ORDINARY)).receive().status()).isEqualTo(200);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whoTakesNoAnswersIsGivenUpAlsoWhereTheyMightHaveBeenEvents() throws Exception {
    try (RealtimeEndpoint events = RealtimeEndpoint.of(backend, RealtimeOptions.defaults())) {
      HttpEndpoint endpoint = HttpEndpoint.of(backend, HttpOptions.defaults(), events);
      servlet.serve(new PergolaServlet(endpoint, Duration.ofMillis(500)), true);
      byte[] request =
          request("POST", "accept: text/event-stream\r\ncontent-type: application/json", "{");
      RawConnection connection = servlet.connect();

      assertThatThrownBy(
              () -> {
                while (true) {
                  connection.send(request);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void clientsThatLeaveDisturbNobody() throws Exception {
    servlet.serve(backend, HttpOptions.defaults());
    for (int i = 0; i < 20; i++) {
      servlet.connect().send(head("content-length: 100")).send("{\"query\"").reset();
      servlet.connect().send(post(BIG)).reset();
    }

    assertThat(servlet.connect().send(post(ORDINARY)).receive().status()).isEqualTo(200);
  }

  @Test
  void anAnswerThatDoesNotComeIsGivenUpAndItsWorkCancelled() throws Exception {
    servlet.serve(backend, HttpOptions.builder().answerTimeout(Duration.ofMillis(200)).build());

    Answer answer = servlet.connect().send(post(NEVER)).receive();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("\"errorType\":\"ExecutionTimeout\"");
    CompletableFuture<DataResponse> work = backend.running.poll(1, TimeUnit.SECONDS);
    assertThat(work).isCancelled();
  }

  @Test
  void tooMuchToDoInvitesToComeBack() throws Exception {
    servlet.serve(backend, HttpOptions.defaults());

    Answer answer = servlet.connect().send(post("{\"query\":\"busy\"}")).receive();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "1");
  }

  @Test
  void withoutAsyncSupportNothingIsServed() throws Exception {
    servlet.serve(new PergolaServlet(backend), false);

    Answer answer = servlet.connect().send(post(ORDINARY)).receive();

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void theOwnThreadEndsWithTheServlet() throws Exception {
    servlet.serve(backend, HttpOptions.defaults());
    servlet.connect().send(post(ORDINARY)).receive();
    assertThat(threads()).contains("pergola-servlet-timer");

    servlet.close();

    assertThat(threads()).doesNotContain("pergola-servlet-timer");
  }

  private static String[] threads() {
    return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toArray(String[]::new);
  }

  private static int sendUntilRefused(RawConnection connection, String chunk, int status)
      throws IOException {
    int sent = 0;
    try {
      while (!connection.hasAnswer() && sent < 1_000_000) {
        connection.send(chunk);
        sent++;
      }
    } catch (SocketException closed) {
      // The answer may be lost with the connection; what counts is that it is over.
      return sent;
    }
    assertThat(connection.receive().status()).isEqualTo(status);
    return sent;
  }
}
