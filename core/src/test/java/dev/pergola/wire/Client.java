package dev.pergola.wire;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other end of a socket: keeps what it is sent, and takes it at once or when told to. */
class Client implements SocketOutput {

  final List<String> frames = new ArrayList<>();
  int code;
  boolean slow;
  boolean canAnswer;
  int pings;
  private Runnable sent = () -> {};

  @Override
  public void send(String text, Runnable then) {
    frames.add(text);
    if (slow) {
      sent = then;
    } else {
      then.run();
    }
  }

  @Override
  public boolean ping() {
    pings++;
    return canAnswer;
  }

  /** Takes the message that is being sent. */
  void take() {
    Runnable then = sent;
    sent = () -> {};
    then.run();
  }

  @Override
  public void close(int closeCode, String reason) {
    code = closeCode;
  }

  /** The types of the frames so far. */
  List<String> types() {
    return frames.stream().map(frame -> String.valueOf(members(frame).get("type"))).toList();
  }

  String last() {
    return frames.get(frames.size() - 1);
  }

  private static Map<?, ?> members(String frame) {
    try {
      return (Map<?, ?>) Json.parse(frame, JsonLimits.defaults());
    } catch (JsonException e) {
      throw new AssertionError(frame, e);
    }
  }
}
