package dev.pergola.transport.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Reads a body as it comes and keeps no more of it than is asked for. Some of what is above is read
 * and thrown away: many a client sends all before it looks for an answer, and would find the
 * connection closed instead of the reason.
 */
final class BodyReader implements ReadListener {

  private final ServletExchange exchange;
  private final ServletInputStream input;
  private final int bytesToKeep;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(1_024);
  private final byte[] buffer = new byte[4_096];
  private long bytesToDiscard;

  BodyReader(
      ServletExchange exchange, ServletInputStream input, int bytesToKeep, long bytesToDiscard) {
    this.exchange = exchange;
    this.input = input;
    this.bytesToKeep = bytesToKeep;
    this.bytesToDiscard = bytesToDiscard;
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!exchange.isReadingOver() && input.isReady()) {
      int read = input.read(buffer);
      if (read < 0) {
        return;
      }
      int kept = Math.min(read, bytesToKeep - body.size());
      body.write(buffer, 0, kept);
      bytesToDiscard -= read - kept;
      if (bytesToDiscard < 0) {
        exchange.bodyEnded(body.toByteArray());
      }
    }
  }

  @Override
  public void onAllDataRead() {
    exchange.bodyEnded(body.toByteArray());
  }

  @Override
  public void onError(Throwable failure) {
    exchange.bodyFailed(failure);
  }
}
