package dev.pergola.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is on its way to a client: one message after the other, and a bounded number of characters
 * behind the one that is being sent. Safe for threads; calls nobody while it is locked.
 */
final class SendQueue {

  private final SocketOutput output;
  private final int mostChars;
  private final Deque<Sending> queue = new ArrayDeque<>();
  private long queuedChars;
  private @Nullable Runnable last;
  private boolean sending;
  private boolean pumping;
  private boolean ended;

  SendQueue(SocketOutput output, int mostChars) {
    this.output = output;
    this.mostChars = mostChars;
  }

  /**
   * Sends when all before it is sent; false when there is no room for it. One message has room
   * whatever its size, and after the end all are dropped.
   *
   * @param sent to be run then
   */
  boolean send(String text, Runnable sent) {
    synchronized (this) {
      if (ended) {
        return true;
      }
      if (queuedChars + text.length() > mostChars && !queue.isEmpty()) {
        return false;
      }
      queuedChars += text.length();
      queue.add(new Sending(text, sent));
    }
    pump();
    return true;
  }

  /** Runs something when all that has been said is sent. */
  void afterAll(Runnable then) {
    synchronized (this) {
      last = then;
    }
    pump();
  }

  /** Drops what has not been sent. */
  synchronized void end() {
    ended = true;
    queue.clear();
  }

  /** Sends what waits, one message at a time; transports may say at once that they have sent it. */
  private void pump() {
    while (true) {
      Sending next;
      synchronized (this) {
        if (pumping || sending || ended) {
          return;
        }
        next = queue.poll();
        if (next == null) {
          break;
        }
        queuedChars -= next.text().length();
        sending = true;
        pumping = true;
      }
      Runnable then = next.sent();
      try {
        output.send(next.text(), () -> sent(then));
      } finally {
        synchronized (this) {
          pumping = false;
        }
      }
    }
    Runnable then;
    synchronized (this) {
      then = last;
      last = null;
    }
    if (then != null) {
      then.run();
    }
  }

  private void sent(Runnable then) {
    synchronized (this) {
      sending = false;
    }
    then.run();
    pump();
  }

  private record Sending(String text, Runnable sent) {}
}
