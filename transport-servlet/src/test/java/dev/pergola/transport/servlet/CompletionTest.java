package dev.pergola.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.AsyncContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A context that is used again must not hear of the request that it was of before. */
class CompletionTest {

  private static final int THREADS = 4;

  private final AtomicInteger ended = new AtomicInteger();

  @Test
  void onlyTheFirstOfManyEndsARequest() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 1; round <= 500; round++) {
        Completion completion = new Completion(context(ended::incrementAndGet));
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          running.add(
              threads.submit(
                  () -> {
                    start.await();
                    completion.complete();
                    return null;
                  }));
        }
        start.countDown();
        for (Future<?> one : running) {
          one.get();
        }
        assertThat(ended).as("round %d", round).hasValue(round);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatTheContainerHasEndedIsLeftAlone() {
    Completion completion = new Completion(context(ended::incrementAndGet));
    completion.completed();
    completion.complete();
    assertThat(ended).hasValue(0);
  }

  static Stream<RuntimeException> refusals() {
    return Stream.of(
        new IllegalStateException("completed"), new RejectedExecutionException("stopped"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aContainerThatIsFasterOrHasStoppedIsNoFailure(RuntimeException refusal) {
    Completion completion =
        new Completion(
            context(
                () -> {
                  throw refusal;
                }));
    assertThatCode(completion::complete).doesNotThrowAnyException();
  }

  private static AsyncContext context(Runnable complete) {
    return (AsyncContext)
        Proxy.newProxyInstance(
            CompletionTest.class.getClassLoader(),
            new Class<?>[] {AsyncContext.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("complete");
              complete.run();
              return null;
            });
  }
}
