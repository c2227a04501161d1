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

/** A write that is to be found in the stream of its table: it answers with {@link WrittenRow}s. */
record ToldWrite(Write write) implements Write {

  @Override
  public Change applied(Map<String, AttributeValue> before) {
    Change change = write.applied(before);
    return change.after() == null
        ? new Change(told(change.before(), Commit.writeId(before)), null)
        : new Change(change.before(), told(change.after(), id()));
  }

  /** Known by its id, so that it has left one. */
  @Override
  public Change recognized(Map<String, AttributeValue> item) {
    Change change = write.recognized(item);
    return new Change(change.before(), told(change.after(), id()));
  }

  private @Nullable Row told(@Nullable Row row, String writeId) {
    return row == null ? null : new WrittenRow(row, Commit.key(layout(), key()), writeId);
  }

  @Override
  public String operation() {
    return write.operation();
  }

  @Override
  public TableLayout layout() {
    return write.layout();
  }

  @Override
  public Map<String, AttributeValue> key() {
    return write.key();
  }

  @Override
  public Filter condition() {
    return write.condition();
  }

  @Override
  public String id() {
    return write.id();
  }

  @Override
  public Set<String> needs() {
    return write.needs();
  }

  /** A delete leaves no row, and is known by the id in the one that it removes. */
  @Override
  public Set<String> toldBy() {
    return write instanceof DeleteWrite ? Set.of(TableLayout.WRITE_ID) : Set.of();
  }

  @Override
  public CompletableFuture<Map<String, AttributeValue>> send(
      DynamoDbAsyncClient client,
      @Nullable Row now,
      Expression expression,
      @Nullable String condition) {
    return write.send(client, now, expression, condition);
  }

  @Override
  public TransactWriteItem part(@Nullable Row now, Expression expression, @Nullable String asked) {
    return write.part(now, expression, asked);
  }

  @Override
  public boolean makesNew() {
    return write.makesNew();
  }

  @Override
  public boolean keeps() {
    return write.keeps();
  }

  @Override
  public void explain(Row now) {
    write.explain(now);
  }

  @Override
  public void check(Row now) {
    write.check(now);
  }
}
