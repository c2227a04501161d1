package dev.pergola.wire;

import dev.pergola.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The texts that both protocols send: an object with a type, and an id and a payload if any. */
final class Frames {

  private Frames() {}

  static String of(String type, @Nullable String id, @Nullable Object payload) {
    Map<String, Object> frame = new LinkedHashMap<>();
    if (id != null) {
      frame.put("id", id);
    }
    frame.put("type", type);
    if (payload != null) {
      frame.put("payload", payload);
    }
    return Json.write(frame);
  }

  /** A frame around a payload that is written already, and shared with other subscribers. */
  static String around(String type, String id, byte[] payload) {
    return "{\"id\":"
        + Json.write(id)
        + ",\"type\":\""
        + type
        + "\",\"payload\":"
        + new String(payload, StandardCharsets.UTF_8)
        + "}";
  }
}
