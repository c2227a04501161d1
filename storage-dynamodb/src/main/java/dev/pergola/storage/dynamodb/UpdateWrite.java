package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.RowSize;
import dev.pergola.storage.RowTooLargeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.UpdateRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Some columns of a row, as UpdateItem. */
record UpdateWrite(
    TableLayout layout,
    UpdateRequest request,
    String id,
    Map<String, AttributeValue> key,
    Map<Column, @Nullable Object> assigned,
    Set<String> needs)
    implements Write {

  /** Beyond this the service itself refuses a row. */
  private static final long MAX_ITEM_BYTES = 400 * 1024;

  static UpdateWrite of(TableLayout layout, UpdateRequest request, String id) {
    Map<Column, @Nullable Object> assigned = new LinkedHashMap<>();
    for (Assignment assignment : request.assignments()) {
      if (layout.table().key().contains(assignment.column())) {
        throw new StoreException(
            "Table '%s': an update sets '%s', which is part of the key; put a row under the new key and delete this one."
                .formatted(layout.table().name(), assignment.column().name()));
      }
      assigned.put(assignment.column(), assignment.value());
    }
    layout.table().indexes().forEach(index -> layout.key(index).check(assigned::get));
    Set<String> needs = new LinkedHashSet<>();
    for (KeyLayout join : layout.joins()) {
      if (partly(join, assigned)) {
        join.key().sort().stream()
            .filter(column -> !assigned.containsKey(column))
            .forEach(column -> needs.add(column.name()));
      }
    }
    if (request.maxRowBytes() < MAX_ITEM_BYTES) {
      needs.add(TableLayout.WRITE_ID);
    }
    return new UpdateWrite(
        layout, request, id, layout.key().encode(request.key()), assigned, Set.copyOf(needs));
  }

  /** Whether a joined key changes in a part, so that the others have to be known. */
  private static boolean partly(KeyLayout join, Map<Column, @Nullable Object> assigned) {
    List<Column> columns = join.key().sort();
    return columns.stream().anyMatch(assigned::containsKey)
        && !columns.stream().allMatch(assigned::containsKey)
        && columns.stream()
            .noneMatch(column -> assigned.containsKey(column) && assigned.get(column) == null);
  }

  @Override
  public String operation() {
    return "UpdateItem";
  }

  @Override
  public Filter condition() {
    return request.condition();
  }

  @Override
  public boolean keeps() {
    return true;
  }

  @Override
  public void explain(Row now) {
    layout.check(changed(now));
  }

  @Override
  public void check(Row now) {
    Row after = changed(now);
    layout.checkEmpty(after);
    if (request.maxRowBytes() < MAX_ITEM_BYTES) {
      long bytes = RowSize.of(layout.table(), after);
      if (bytes > request.maxRowBytes()) {
        throw new RowTooLargeException(layout.table().name(), bytes, request.maxRowBytes());
      }
    }
  }

  @Override
  public CompletableFuture<Map<String, AttributeValue>> send(
      DynamoDbAsyncClient client,
      @Nullable Row now,
      Expression expression,
      @Nullable String asked) {
    String words = words(now, expression);
    Expression.Used used = expression.usedIn(words, asked);
    UpdateItemRequest call =
        UpdateItemRequest.builder()
            .tableName(layout.name())
            .key(key)
            .updateExpression(words)
            .conditionExpression(asked)
            .expressionAttributeNames(used.names())
            .expressionAttributeValues(used.values())
            .returnValues(ReturnValue.ALL_OLD)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return client.updateItem(call).thenApply(UpdateItemResponse::attributes);
  }

  @Override
  public TransactWriteItem part(@Nullable Row now, Expression expression, @Nullable String asked) {
    String words = words(now, expression);
    Expression.Used used = expression.usedIn(words, asked);
    return TransactWriteItem.builder()
        .update(
            call ->
                call.tableName(layout.name())
                    .key(key)
                    .updateExpression(words)
                    .conditionExpression(asked)
                    .expressionAttributeNames(used.names())
                    .expressionAttributeValues(used.values())
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  /** What is set and removed. */
  private String words(@Nullable Row now, Expression expression) {
    UpdateExpression update = new UpdateExpression(expression);
    assigned.forEach(
        (column, value) ->
            update.set(column.name(), value == null ? null : ValueCodec.encode(column, value)));
    for (KeyLayout join : layout.joins()) {
      if (join.key().sort().stream().anyMatch(assigned::containsKey)) {
        String text = join.join(column -> value(column, now)).orElse(null);
        update.set(join.sort().orElseThrow(), text == null ? null : AttributeValue.fromS(text));
      }
    }
    if (layout.key().joined().isPresent()) {
      Row parts = keyRow();
      layout
          .table()
          .key()
          .sort()
          .forEach(
              column -> update.setIfAbsent(column.name(), ValueCodec.encode(parts.value(column))));
    }
    update.setIfAbsent(TableLayout.TYPE_NAME, AttributeValue.fromS(layout.table().name()));
    update.set(TableLayout.WRITE_ID, AttributeValue.fromS(id));
    return update.text();
  }

  /**
   * The service gives the row before or after, and the one after is known from the one before: an
   * update sets and removes, and computes nothing.
   */
  @Override
  public Change applied(Map<String, AttributeValue> before) {
    if (before.isEmpty()) {
      return new Change(null, after(keyRow()));
    }
    Row row = layout.decode(before);
    return new Change(row, after(row));
  }

  private Row changed(Row now) {
    return after(now.has(layout.table().key().partition().position()) ? now : keyRow());
  }

  private Row after(Row before) {
    Row.Builder after = Row.builder(layout.table()).copy(before);
    request.assignments().forEach(after::apply);
    return after.build();
  }

  private @Nullable Object value(Column column, @Nullable Row now) {
    return assigned.containsKey(column)
        ? assigned.get(column)
        : (now == null ? null : now.value(column));
  }

  /** The row that has its key and nothing else. */
  private Row keyRow() {
    RowKey values = request.key();
    Row.Builder row = Row.builder(layout.table());
    row.set(layout.table().key().partition().position(), values.partition());
    List<Column> sort = layout.table().key().sort();
    for (int i = 0; i < sort.size(); i++) {
      row.set(sort.get(i).position(), values.values().get(i + 1));
    }
    return row.build();
  }
}
