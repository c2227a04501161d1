package dev.pergola.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.HttpOptions;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request whose container has stopped its threads, as Undertow does. */
class ServletExchangeTest {

  private final List<String> calls = new ArrayList<>();
  private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(1);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  /** What a listener throws the container logs as an error of the application. */
  @Test
  void anAnswerThatTheContainerTakesNoMoreEndsTheRequestAndThrowsNothing() {
    ServletExchange exchange =
        new ServletExchange(
            HttpEndpoint.of(new ScriptedBackend(), HttpOptions.defaults()),
            Duration.ofSeconds(1),
            timer,
            request(),
            response());

    assertThatCode(() -> exchange.bodyFailed(new EOFException())).doesNotThrowAnyException();

    assertThat(calls).containsExactly("setWriteListener", "complete");
  }

  private HttpServletRequest request() {
    AsyncContext async = proxy(AsyncContext.class, Map.of());
    return proxy(
        HttpServletRequest.class,
        Map.of(
            "getMethod",
            "POST",
            "getHeaderNames",
            Collections.emptyEnumeration(),
            "startAsync",
            async));
  }

  private HttpServletResponse response() {
    return proxy(HttpServletResponse.class, Map.of("getOutputStream", new Stopped()));
  }

  private <T> T proxy(Class<T> type, Map<String, Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            ServletExchangeTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (type == AsyncContext.class) {
                calls.add(method.getName());
              }
              return answers.get(method.getName());
            }));
  }

  private final class Stopped extends ServletOutputStream {

    @Override
    public boolean isReady() {
      return false;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      calls.add("setWriteListener");
      throw new RejectedExecutionException("Executor is being shut down");
    }

    @Override
    public void write(int one) {
      throw new AssertionError("Nothing may be written");
    }
  }
}
