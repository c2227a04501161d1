package dev.pergola.transport.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an answer as fast as the client takes it, and ends the request. */
final class AnswerWriter implements WriteListener {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);
  private static final int AT_ONCE = 16_384;

  private final Completion completion;
  private final ServletOutputStream output;
  private final byte[] body;
  private int written;

  AnswerWriter(Completion completion, ServletOutputStream output, byte[] body) {
    this.completion = completion;
    this.output = output;
    this.body = body;
  }

  @Override
  public void onWritePossible() throws IOException {
    while (output.isReady()) {
      if (written == body.length) {
        completion.complete();
        return;
      }
      int length = Math.min(AT_ONCE, body.length - written);
      output.write(body, written, length);
      written += length;
    }
  }

  @Override
  public void onError(Throwable failure) {
    LOG.debug("A client has gone while it was answered", failure);
    completion.complete();
  }
}
