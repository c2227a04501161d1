package dev.pergola.storage.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one Query or Scan call gave.
 *
 * @param items those that its filter expression let through
 * @param scanned how many it looked at
 * @param end where it stopped; null at the end of the listing
 */
record Chunk(
    List<Map<String, AttributeValue>> items,
    int scanned,
    @Nullable Map<String, AttributeValue> end) {

  /** Where chunks come from. */
  @FunctionalInterface
  interface Source {

    /**
     * The next chunk.
     *
     * @param most how many items to look at
     * @param start where to go on; null at the beginning
     */
    CompletableFuture<Chunk> next(int most, @Nullable Map<String, AttributeValue> start);
  }
}
