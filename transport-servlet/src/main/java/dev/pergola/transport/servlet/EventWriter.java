package dev.pergola.transport.servlet;

import dev.pergola.wire.RealtimeSession;
import dev.pergola.wire.ServerSentEvents;
import dev.pergola.wire.SocketOutput;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events as they come, for as long as they do. The backend and the container both call it,
 * on threads of their own: whoever comes first does the work, also what the others bring meanwhile,
 * and no lock is held while the container is called.
 */
final class EventWriter implements WriteListener, SocketOutput {

  private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

  private final Completion completion;
  private final ServletOutputStream output;
  private final ServerSentEvents events;
  private final ScheduledExecutorService timer;
  private final Duration sending;
  private final AtomicBoolean watched = new AtomicBoolean();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile @Nullable RealtimeSession session;
  private volatile @Nullable Sending next;
  private volatile boolean closing;
  private boolean flushed = true;
  private volatile boolean over;

  /**
   * A writer that has not begun.
   *
   * @param sending for a client to take one event
   */
  EventWriter(
      Completion completion,
      ServletOutputStream output,
      ServerSentEvents events,
      ScheduledExecutorService timer,
      Duration sending) {
    this.completion = completion;
    this.output = output;
    this.events = events;
    this.timer = timer;
    this.sending = sending;
  }

  /** Begins when the container says so, which it does not where a client takes nothing. */
  void start() throws IOException {
    output.setWriteListener(this);
    watch();
  }

  @Override
  public void onWritePossible() {
    if (session == null) {
      // Not before the container has said so may anything be written.
      RealtimeSession opened = events.open(this);
      session = opened;
      if (over) {
        opened.closed();
      }
    }
    work();
  }

  @Override
  public void send(String text, Runnable sent) {
    next = new Sending(text.getBytes(StandardCharsets.UTF_8), sent);
    work();
    watch();
  }

  @Override
  public void close(int code, String reason) {
    closing = true;
    work();
    watch();
  }

  @Override
  public void onError(Throwable failure) {
    LOG.debug("A client of events has gone", failure);
    end();
  }

  /** The request is over, for whatever reason. */
  void gone() {
    over = true;
    RealtimeSession open = session;
    if (open != null) {
      open.closed();
    }
  }

  private void work() {
    int seen = 1;
    if (calls.getAndIncrement() > 0) {
      return;
    }
    do {
      try {
        write();
      } catch (IOException | RuntimeException failure) {
        LOG.debug("A client of events has gone while it was sent one", failure);
        end();
      }
      seen = calls.addAndGet(-seen);
    } while (seen > 0);
  }

  private void write() throws IOException {
    // A container that is not ready calls when it is.
    while (!over && output.isReady()) {
      Sending sending = next;
      if (!flushed) {
        flushed = true;
        output.flush();
      } else if (sending != null && !sending.written) {
        sending.written = true;
        flushed = false;
        output.write(sending.bytes);
      } else if (sending != null) {
        next = null;
        sending.sent.run();
      } else {
        if (closing) {
          end();
        }
        return;
      }
    }
  }

  /** Lets go of a client that does not take the beginning, what it is sent, or the end. */
  private void watch() {
    Sending waiting = next;
    boolean begun = session != null;
    if (over || (begun && waiting == null && !closing) || !watched.compareAndSet(false, true)) {
      return;
    }
    try {
      var unused =
          timer.schedule(
              () -> {
                watched.set(false);
                if (session == null || closing || (waiting != null && next == waiting)) {
                  end();
                } else {
                  watch();
                }
              },
              sending.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("The servlet is being stopped, and its clients with it");
    }
  }

  private void end() {
    if (!over) {
      gone();
      completion.complete();
    }
  }

  private static final class Sending {

    private final byte[] bytes;
    private final Runnable sent;
    private boolean written;

    Sending(byte[] bytes, Runnable sent) {
      this.bytes = bytes;
      this.sent = sent;
    }
  }
}
