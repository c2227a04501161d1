package dev.pergola.auth.cognito;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JWKS document behind an address (spec: security 5.5): no redirects, bounded in size and time.
 *
 * <p>{@code HttpURLConnection}, since it has no threads: on Java 17 nothing ends those of the newer
 * client before the garbage collector does.
 */
final class JwksEndpoint implements KeySource {

  private static final int MAX_BYTES = 256 * 1024;
  private static final int TIMEOUT_MILLIS = 2000;

  private final URI address;
  private final Duration deadline;
  private volatile boolean closed;
  private volatile @Nullable HttpURLConnection current;

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
    HttpURLConnection connection = open();
    current = connection;
    CompletableFuture<Void> timer = new CompletableFuture<>();
    var unused = timer.thenRunAsync(connection::disconnect, JwksEndpoint::runOnNewThread);
    try {
      if (closed) {
        throw new IOException("closed");
      }
      timer.completeOnTimeout(null, deadline.toMillis(), TimeUnit.MILLISECONDS);
      return body(connection);
    } finally {
      timer.cancel(false);
      connection.disconnect();
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

  private static byte[] body(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("status " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] body = in.readNBytes(MAX_BYTES + 1);
      if (body.length > MAX_BYTES) {
        throw new IOException("more than " + MAX_BYTES + " bytes");
      }
      return body;
    }
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
    HttpURLConnection connection = current;
    if (connection != null) {
      connection.disconnect();
    }
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
