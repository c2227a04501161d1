package dev.pergola.transport.servlet;

import dev.pergola.wire.Headers;
import dev.pergola.wire.HttpAnswer;
import dev.pergola.wire.HttpCall;
import dev.pergola.wire.HttpEndpoint;
import dev.pergola.wire.ServerSentEvents;
import dev.pergola.wire.TransportFault;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through a container: its body is read, it is handled, its answer is
 * written. A reader, the backend and two deadlines may all want to answer, each on a thread of its
 * own: the first does, and the others are too late.
 */
final class ServletExchange implements AsyncListener {

  private static final Logger LOG = LoggerFactory.getLogger(ServletExchange.class);

  /** So many times the greatest body is read of one that is refused, and thrown away. */
  private static final int DISCARDED = 8;

  private final HttpEndpoint endpoint;
  private final Duration sending;
  private final ScheduledExecutorService timer;
  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final Headers headers;
  private final Optional<HttpAnswer> early;
  private final AsyncContext async;
  private final Completion completion;
  private final AtomicBoolean readingOver = new AtomicBoolean();
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile @Nullable Future<?> deadline;
  private volatile @Nullable Future<?> work;
  private volatile @Nullable EventWriter eventWriter;

  /**
   * An exchange that has not begun.
   *
   * @param sending for the answer to be sent, once it is there
   */
  ServletExchange(
      HttpEndpoint endpoint,
      Duration sending,
      ScheduledExecutorService timer,
      HttpServletRequest request,
      HttpServletResponse response) {
    this.endpoint = endpoint;
    this.sending = sending;
    this.timer = timer;
    this.request = request;
    this.response = response;
    this.headers = headers(request);
    this.early = endpoint.answerBeforeBody(request.getMethod(), headers);
    this.async = request.startAsync(request, response);
    this.completion = new Completion(async);
  }

  void start() {
    Duration read = endpoint.options().readTimeout();
    Duration answer = endpoint.options().answerTimeout();
    // The net under both deadlines, for a client that does not take its answer; but events go on.
    async.setTimeout(endpoint.mayGoOn(headers) ? 0 : read.plus(answer).plus(sending).toMillis());
    async.addListener(this);
    long discarded = (long) DISCARDED * endpoint.bytesToRead();
    if (early.isPresent() && (headers.has("expect") || isAnnouncedAbove(discarded))) {
      send(early.get());
      return;
    }
    deadline = schedule(read, () -> send(TransportFault.BODY_TOO_SLOW));
    try {
      ServletInputStream input = request.getInputStream();
      int kept = early.isPresent() ? 0 : endpoint.bytesToRead();
      input.setReadListener(new BodyReader(this, input, kept, discarded));
    } catch (IOException e) {
      bodyFailed(e);
    }
  }

  /** Whether more of the body would come too late. */
  boolean isReadingOver() {
    return readingOver.get() || answered.get();
  }

  /** The body is there, or as much of it as is ever kept. */
  void bodyEnded(byte[] body) {
    if (!readingOver.compareAndSet(false, true)) {
      return;
    }
    cancel(deadline);
    if (early.isPresent()) {
      send(early.get());
    } else if (!answered.get()) {
      handle(
          HttpCall.of(request.getMethod(), request.getRequestURI(), headers, body)
              .withQueryString(request.getQueryString()));
    }
  }

  void bodyFailed(Throwable failure) {
    LOG.debug("A body did not come to its end", failure);
    readingOver.set(true);
    send(TransportFault.BODY_BROKEN);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    letGo();
  }

  @Override
  public void onError(AsyncEvent event) {
    LOG.debug("A client has gone", event.getThrowable());
    EventWriter writer = eventWriter;
    if (writer != null) {
      writer.gone();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    completion.completed();
    answered.set(true);
    cancel(deadline);
    cancel(work);
    EventWriter writer = eventWriter;
    if (writer != null) {
      writer.gone();
    }
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // Started once, above.
  }

  private void handle(HttpCall call) {
    deadline =
        schedule(endpoint.options().answerTimeout(), () -> send(TransportFault.ANSWER_TOO_SLOW));
    CompletableFuture<HttpAnswer> running = endpoint.handle(call);
    work = running;
    var unused = running.thenAccept(this::send);
    if (answered.get()) {
      // Perhaps by the deadline, which may have come before there was work to cancel.
      cancel(running);
    }
  }

  private void send(TransportFault fault) {
    send(endpoint.answerTo(fault, headers));
  }

  private void send(HttpAnswer answer) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    cancel(deadline);
    cancel(work);
    try {
      response.setStatus(answer.status());
      answer.headers().forEach(response::addHeader);
      if (answer.body().length > 0) {
        response.setContentLength(answer.body().length);
      }
      Optional<ServerSentEvents> events = answer.events();
      if (events.isPresent()) {
        write(events.get());
      } else {
        write(answer.body());
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("A client has gone before its answer", e);
    } catch (RejectedExecutionException stopping) {
      // Some containers throw it where a writer is given to them when their threads have ended. It
      // must not leave through the listener that brought the answer about.
      LOG.debug("The container was stopped before an answer", stopping);
      completion.complete();
    }
  }

  private void write(byte[] body) throws IOException {
    if (endpoint.mayGoOn(headers)) {
      // It might have been events, so that the container waits for ever.
      deadline = schedule(sending, this::letGo);
    }
    ServletOutputStream output = response.getOutputStream();
    output.setWriteListener(new AnswerWriter(completion, output, body));
  }

  private void write(ServerSentEvents events) throws IOException {
    if (request.getProtocol().startsWith("HTTP/1.")) {
      // So that whoever takes nothing is let go with the answer, and not asked what comes next.
      response.setHeader("connection", "close");
    }
    EventWriter writer =
        new EventWriter(completion, response.getOutputStream(), events, timer, sending);
    eventWriter = writer;
    writer.start();
  }

  private void letGo() {
    LOG.debug("A client did not take its answer in time");
    completion.complete();
  }

  private @Nullable Future<?> schedule(Duration patience, Runnable task) {
    try {
      return timer.schedule(task, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("The servlet is being stopped; the container's own timeout holds");
      return null;
    }
  }

  private boolean isAnnouncedAbove(long bytes) {
    return request.getContentLengthLong() > bytes;
  }

  private static void cancel(@Nullable Future<?> future) {
    if (future != null) {
      future.cancel(false);
    }
  }

  private static Headers headers(HttpServletRequest request) {
    Headers.Builder headers = Headers.builder();
    for (String name : Collections.list(request.getHeaderNames())) {
      for (String value : Collections.list(request.getHeaders(name))) {
        headers.add(name, value);
      }
    }
    return headers.build();
  }
}
