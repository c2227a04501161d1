package dev.pergola.transport.servlet;

import dev.pergola.wire.RealtimeSession;
import jakarta.websocket.MessageHandler;

/**
 * Puts texts together from the parts that a container reads. A container that is asked for whole
 * texts may keep room for the longest one on every socket; this keeps what has come, and only while
 * more is to come. Called by one thread at a time.
 */
final class TextParts implements MessageHandler.Partial<String> {

  private final RealtimeSession session;
  private final int most;
  private StringBuilder parts = new StringBuilder(0);

  TextParts(RealtimeSession session, int most) {
    this.session = session;
    this.most = most;
  }

  @Override
  public void onMessage(String part, boolean last) {
    if (parts.length() == 0 && last) {
      session.text(part);
    } else if (parts.length() <= most) {
      // One character too many tells the session that the text is too long.
      parts.append(part, 0, Math.min(part.length(), most + 1 - parts.length()));
      if (last || parts.length() > most) {
        session.text(parts.toString());
      }
    }
    if (last) {
      parts = new StringBuilder(0);
    }
  }
}
