package dev.pergola.auth.cognito;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A JWKS document behind an address (spec: security 5.5): no redirects, bounded in size and time.
 *
 * <p>{@code HttpURLConnection}, since it has no threads: on Java 17 nothing ends those of the newer
 * client before the garbage collector does.
 */
final class JwksEndpoint implements KeySource {

  private static final int MAX_BYTES = 256 * 1024;
  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int TIMEOUT_MILLIS = 2000;

  private final URI address;
  private final Duration deadline;
  private volatile boolean closed;
  private volatile @Nullable Exchange current;

  JwksEndpoint(URI address) {
    this(address, Duration.ofSeconds(5));
  }

  /**
   * @param deadline for the whole exchange: a source that sends a byte now and then keeps every
   *     single read within its timeout
   */
  JwksEndpoint(URI address, Duration deadline) {
    this.address = address;
    this.deadline = deadline;
  }

  @Override
  public byte[] read() throws IOException {
    Exchange exchange = new Exchange(open());
    current = exchange;
    CompletableFuture<Void> timer = new CompletableFuture<>();
    var unused = timer.thenRunAsync(exchange::abandon, JwksEndpoint::runOnNewThread);
    try {
      timer.completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS);
      return exchange.body();
    } finally {
      timer.cancel(false);
      exchange.abandon();
      current = null;
    }
  }

  private HttpURLConnection open() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "application/json");
    connection.setRequestProperty("Connection", "close");
    return connection;
  }

  // Disconnecting may wait for a read to time out, and the timer's thread belongs to the platform.
  private static void runOnNewThread(Runnable task) {
    Thread thread = new Thread(task, "pergola-jwks-deadline");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    Exchange exchange = current;
    if (exchange != null) {
      exchange.abandon();
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }

  /**
   * One request and its answer. Only the head of an answer is ended from outside, by disconnecting:
   * a body that another thread disconnects is drained by the platform, and the reader waits for
   * that however slowly it comes. So the reader looks at the clock itself, between reads.
   */
  private final class Exchange {

    private final HttpURLConnection connection;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final long end = System.nanoTime() + deadline.toNanos();

    Exchange(HttpURLConnection connection) {
      this.connection = connection;
    }

    byte[] body() throws IOException {
      if (closed) {
        throw new IOException("closed");
      }
      int status = connection.getResponseCode();
      if (!decided.compareAndSet(false, true)) {
        throw new IOException("its head was not there in " + deadline);
      }
      try {
        if (status != HttpURLConnection.HTTP_OK) {
          throw new IOException("status " + status);
        }
        return read(connection.getInputStream());
      } finally {
        connection.disconnect();
      }
    }

    private byte[] read(InputStream in) throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        body.write(buffer, 0, read);
        if (body.size() > MAX_BYTES) {
          throw new IOException("more than " + MAX_BYTES + " bytes");
        }
        if (closed || System.nanoTime() - end > 0) {
          throw new IOException(closed ? "closed" : "not there in " + deadline);
        }
      }
      return body.toByteArray();
    }

    /** Ends the wait for the head of the answer; the reader ends that for the body. */
    void abandon() {
      if (decided.compareAndSet(false, true)) {
        connection.disconnect();
      }
    }
  }
}
