package dev.pergola.request;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request. Immutable and safe to share.
 *
 * <p>Both faces come from the same rows: {@link #data()} builds maps when first asked, {@link
 * #toJson()} writes bytes without building maps.
 */
public interface DataResponse {

  /**
   * What succeeded, by response key: strings, numbers, booleans, lists and string-keyed maps,
   * unmodifiable; null when nothing ran.
   */
  @Nullable Map<String, @Nullable Object> data();

  /** What did not succeed; empty when all did. */
  List<DataError> errors();

  /**
   * The whole answer as the JSON of AWS AppSync (spec: wire 4), in UTF-8: {@code data}, then {@code
   * errors} if any, then {@code extensions} where the backend explains its decisions.
   */
  byte[] toJson();

  /**
   * Whether there are errors only, since nothing ran, or since this is an event that is larger than
   * it may be. An answer that turns out to be too large while it is written is none.
   */
  default boolean isRefusal() {
    return false;
  }

  /** The whole answer as a map of the same members. */
  Map<String, @Nullable Object> toMap();
}
