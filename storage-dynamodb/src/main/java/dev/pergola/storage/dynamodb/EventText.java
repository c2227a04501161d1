package dev.pergola.storage.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event as a text of the {@link EventTable} has it: a list of the mutation and the payload, and,
 * if a model's mutation, of the key and the id of its write.
 *
 * @param payload of a model's mutation, null if nothing is told
 * @param commit the write; null for a custom mutation
 */
record EventText(String mutation, @Nullable Object payload, @Nullable Commit commit) {

  private static final int CUSTOM_PARTS = 2;
  private static final int MODEL_PARTS = 4;

  static EventText ofCustom(String mutation, @Nullable Object payload) {
    return new EventText(mutation, payload, null);
  }

  static EventText ofModel(Commit commit, @Nullable Object payload) {
    return new EventText(commit.mutation(), payload, commit);
  }

  byte[] json() {
    List<@Nullable Object> parts = new ArrayList<>();
    parts.add(mutation);
    parts.add(payload);
    if (commit != null) {
      parts.add(commit.key());
      parts.add(commit.writeId());
    }
    return Json.write(parts, EventNumbers::write);
  }

  /** The event of what JSON was; empty for what is none. */
  static Optional<EventText> read(@Nullable Object json) {
    if (!(json instanceof List<?> parts)
        || parts.isEmpty()
        || !(parts.get(0) instanceof String mutation)) {
      return Optional.empty();
    }
    Object payload = parts.size() > 1 ? parts.get(1) : null;
    if (parts.size() == CUSTOM_PARTS) {
      return Optional.of(ofCustom(mutation, payload));
    }
    return parts.size() == MODEL_PARTS
            && parts.get(2) instanceof List<?> key
            && key.stream().allMatch(String.class::isInstance)
            && parts.get(3) instanceof String writeId
        ? Optional.of(
            ofModel(
                new Commit(mutation, key.stream().map(String.class::cast).toList(), writeId),
                payload))
        : Optional.empty();
  }
}
