package dev.pergola.wire;

import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all protocols have of a socket: messages one after the other in both directions, a bounded
 * queue for what the client does not take, time, and an end.
 */
final class Socket implements RealtimeSession {

  private final RealtimeEndpoint endpoint;
  private final SocketOutput output;
  private final LongSupplier nanos;
  private final RealtimeOptions options;
  private final long openedAt;
  private final SendQueue queue;
  private final MessageRate rate;
  private @Nullable Protocol protocol;
  private @Nullable String caller;
  private long aliveAt;
  private long heardAt;
  private long checkedAt;
  private long askedAt;
  private Question question = Question.NONE;
  private boolean ready;
  private boolean closed;

  Socket(RealtimeEndpoint endpoint, SocketOutput output, LongSupplier nanos) {
    this.endpoint = endpoint;
    this.output = output;
    this.nanos = nanos;
    this.options = endpoint.options();
    this.openedAt = nanos.getAsLong();
    this.aliveAt = openedAt;
    this.heardAt = openedAt;
    this.checkedAt = openedAt;
    this.queue = new SendQueue(output, options.maxQueuedChars());
    this.rate =
        new MessageRate(options.maxMessagesPerSecond(), options.maxMessageBurst(), openedAt);
  }

  RealtimeOptions options() {
    return options;
  }

  synchronized void speak(Protocol spoken) {
    protocol = spoken;
  }

  /** Whether one more socket is allowed to its caller. */
  boolean admits(Identity identity, Credentials credentials) {
    return endpoint.admits(this, identity, credentials);
  }

  /** Whom the socket is counted for. */
  synchronized @Nullable String caller() {
    return caller;
  }

  /**
   * Counts the socket for a caller; false when it is closed, and nobody would take it off again.
   */
  synchronized boolean countFor(String name) {
    if (closed) {
      return false;
    }
    caller = name;
    return true;
  }

  /** The client has introduced itself: signs of life are sent from now on. */
  void ready() {
    synchronized (this) {
      if (closed || ready) {
        return;
      }
      ready = true;
      aliveAt = nanos.getAsLong();
      checkedAt = aliveAt;
    }
    endpoint.introduced();
  }

  /** Whether the client has introduced itself. */
  synchronized boolean isReady() {
    return ready;
  }

  @Override
  public void text(String message) {
    Protocol spoken;
    synchronized (this) {
      spoken = protocol;
      if (closed || spoken == null) {
        return;
      }
      alive();
    }
    if (isTooBig(message)) {
      close(CloseCodes.TOO_BIG, "Message too big");
    } else if (!takesMessage()) {
      close(CloseCodes.POLICY, "Too many messages");
    } else {
      spoken.message(read(message));
    }
  }

  private boolean isTooBig(String message) {
    int most = options.maxFrameBytes();
    return message.length() > most
        // No character of a Java text takes more than three.
        || (message.length() > most / 3 && message.getBytes(StandardCharsets.UTF_8).length > most);
  }

  /** The members of a message; null when it is none. */
  private @Nullable Map<?, ?> read(String message) {
    try {
      return Json.parse(message, JsonLimits.defaults()) instanceof Map<?, ?> members
          ? members
          : null;
    } catch (JsonException notJson) {
      return null;
    }
  }

  private synchronized boolean takesMessage() {
    return rate.takes(nanos.getAsLong());
  }

  void send(String text) {
    send(text, () -> {});
  }

  /** Sends when all before it is sent; what there is no room for closes the socket. */
  void send(String text, Runnable sent) {
    if (!queue.send(text, sent)) {
      close(CloseCodes.TRY_AGAIN, "The client is too slow");
    }
  }

  /** Closes when all that has been said is sent. */
  void closeAfterAll(int code, String reason) {
    queue.afterAll(() -> close(code, reason));
  }

  void close(int code, String reason) {
    if (end()) {
      endpoint.later(() -> output.close(code, reason));
    }
  }

  @Override
  public synchronized void alive() {
    heardAt = nanos.getAsLong();
    question = Question.NONE;
  }

  @Override
  public void failed() {
    close(CloseCodes.GOING_AWAY, "A message could not be sent");
  }

  @Override
  public void closed() {
    boolean unused = end();
  }

  private boolean end() {
    Protocol spoken;
    synchronized (this) {
      if (closed) {
        return false;
      }
      closed = true;
      spoken = protocol;
    }
    queue.end();
    endpoint.left(this);
    if (spoken != null) {
      spoken.ended();
    }
    return true;
  }

  /** Time has passed. */
  void tick() {
    long now = nanos.getAsLong();
    Protocol spoken;
    boolean introduced;
    synchronized (this) {
      spoken = protocol;
      introduced = ready;
    }
    if (now - openedAt >= options.maxConnectionAge().toNanos()) {
      close(CloseCodes.NORMAL, "The connection is too old");
    } else if (spoken == null) {
      return;
    } else if (!introduced) {
      if (now - openedAt >= options.initTimeout().toNanos()) {
        close(spoken.initTimeoutCode(), "Connection initialisation timeout");
      }
    } else {
      look(now, spoken);
    }
  }

  /** What is due on a socket in use. */
  private void look(long now, Protocol spoken) {
    boolean keepAlive;
    boolean recheck;
    boolean silent;
    boolean gone;
    synchronized (this) {
      keepAlive = now - aliveAt >= spoken.keepAliveInterval().toNanos();
      recheck = now - checkedAt >= options.reauthentication().toNanos();
      gone = question == Question.ASKED && now - askedAt >= options.idlePing().toNanos();
      silent = question == Question.NONE && now - heardAt >= options.idlePing().toNanos();
      question = silent ? Question.WAITING : question;
      aliveAt = keepAlive ? now : aliveAt;
      checkedAt = recheck ? now : checkedAt;
    }
    if (gone) {
      close(CloseCodes.POLICY, "The client gives no sign of life");
      return;
    }
    if (silent) {
      endpoint.later(this::ask);
    }
    if (keepAlive) {
      spoken.keepAlive();
    }
    if (recheck) {
      spoken.recheck();
    }
  }

  private void ask() {
    if (isAnswered()) {
      return;
    }
    boolean asked = output.ping();
    synchronized (this) {
      if (!asked) {
        alive();
      } else if (!isAnswered()) {
        question = Question.ASKED;
        askedAt = nanos.getAsLong();
      }
    }
  }

  /** Whether the client was heard before it was asked, or before it was known that it was. */
  private synchronized boolean isAnswered() {
    return closed || question == Question.NONE;
  }

  /** Asking a client that is silent for a sign of life. */
  private enum Question {
    NONE,
    /** For a thread that may have to wait for the client; the client's time has not begun. */
    WAITING,
    ASKED
  }
}
