package dev.pergola.conformance;

import dev.pergola.storage.Store;
import dev.pergola.storage.dynamodb.LocalDynamoDb;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The stores that scenarios and corpora run on: {@code -Dconformance.store} names {@code memory},
 * which is the default, or {@code dynamodb}, which is DynamoDB Local in this process.
 */
public final class Stores {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private Stores() {}

  /** A store without any record. */
  public static Store fresh() {
    String kind = System.getProperty("conformance.store", "memory");
    return switch (kind) {
      case "memory" -> EmbeddedStore.inMemory();
      case "dynamodb" -> LocalDynamoDb.store("scenario" + COUNT.incrementAndGet() + "-").build();
      default ->
          throw new IllegalArgumentException(
              "-Dconformance.store=%s names no store; give memory or dynamodb.".formatted(kind));
    };
  }
}
