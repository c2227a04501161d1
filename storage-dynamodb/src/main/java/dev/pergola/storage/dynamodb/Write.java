package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Change;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One write of one row, as often as it has to be sent. */
interface Write {

  /** The name of the operation. */
  String operation();

  TableLayout layout();

  /** The attributes of the row's key. */
  Map<String, AttributeValue> key();

  /** What must hold for the row that has the key now. */
  Filter condition();

  /** What the write leaves in the row, to be known again by. */
  String id();

  /**
   * The attributes that the write has to know before it can be sent, and that must not change until
   * it is; most writes need none.
   */
  default Set<String> needs() {
    return Set.of();
  }

  /**
   * The attributes beside the columns that {@link #applied} tells of; most writes have none. Where
   * the row as it was is only known by reading it first, they must not change until it is written.
   */
  default Set<String> toldBy() {
    return Set.of();
  }

  /**
   * Sends it.
   *
   * @param now the row as it was read, when the write needs to know any of it
   * @param condition what the service judges, in terms of the expression; null for nothing
   * @return the item as it was before; empty when there was none
   */
  CompletableFuture<Map<String, AttributeValue>> send(
      DynamoDbAsyncClient client,
      @Nullable Row now,
      Expression expression,
      @Nullable String condition);

  /**
   * The same as a part of a transaction.
   *
   * @param now the row as it was read, if it was
   * @param condition as for {@link #send}
   */
  TransactWriteItem part(@Nullable Row now, Expression expression, @Nullable String condition);

  /** Whether its condition says that nothing may be there. */
  default boolean makesNew() {
    return false;
  }

  /**
   * What it did.
   *
   * @param before the item as it was before; empty when there was none
   */
  Change applied(Map<String, AttributeValue> before);

  /**
   * What it did when it was sent before, as far as that is known from the row that it left; what
   * was there earlier is not known any more.
   */
  default Change recognized(Map<String, AttributeValue> item) {
    Row row = layout().decode(item);
    return new Change(row, row);
  }

  /**
   * Whether what it leaves in the row is in part what was there, which the service may refuse
   * without saying what; then {@link #explain} says it.
   */
  default boolean keeps() {
    return false;
  }

  /** Refuses what the service has refused, if that is in what the row keeps. */
  default void explain(Row now) {}

  /** Refuses to do what the row, as it was read, does not allow. */
  default void check(Row now) {}
}
