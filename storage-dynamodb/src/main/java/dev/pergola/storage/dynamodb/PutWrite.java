package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Change;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A whole row, as PutItem. */
record PutWrite(TableLayout layout, Filter condition, String id, Map<String, AttributeValue> item)
    implements Write {

  static PutWrite of(TableLayout layout, PutRequest request, String id) {
    Map<String, AttributeValue> item = layout.encode(request.row());
    item.put(TableLayout.WRITE_ID, AttributeValue.fromS(id));
    return new PutWrite(layout, request.condition(), id, item);
  }

  @Override
  public String operation() {
    return "PutItem";
  }

  @Override
  public Map<String, AttributeValue> key() {
    return layout.key().of(item);
  }

  @Override
  public CompletableFuture<Map<String, AttributeValue>> send(
      DynamoDbAsyncClient client,
      @Nullable Row now,
      Expression expression,
      @Nullable String asked) {
    Expression.Used used = expression.usedIn(asked);
    PutItemRequest call =
        PutItemRequest.builder()
            .tableName(layout.name())
            .item(item)
            .conditionExpression(asked)
            .expressionAttributeNames(used.names())
            .expressionAttributeValues(used.values())
            .returnValues(ReturnValue.ALL_OLD)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return client.putItem(call).thenApply(PutItemResponse::attributes);
  }

  @Override
  public TransactWriteItem part(@Nullable Row now, Expression expression, @Nullable String asked) {
    Expression.Used used = expression.usedIn(asked);
    return TransactWriteItem.builder()
        .put(
            call ->
                call.tableName(layout.name())
                    .item(item)
                    .conditionExpression(asked)
                    .expressionAttributeNames(used.names())
                    .expressionAttributeValues(used.values())
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  @Override
  public boolean makesNew() {
    Filter absent = new Filter.Exists(layout.table().key().partition(), false);
    return condition.equals(absent)
        || (condition instanceof Filter.And all && all.parts().contains(absent));
  }

  @Override
  public Change applied(Map<String, AttributeValue> before) {
    return new Change(before.isEmpty() ? null : layout.decode(before), layout.decode(item));
  }

  /** Nothing was there if it was a create, as all puts of core are. */
  @Override
  public Change recognized(Map<String, AttributeValue> now) {
    return new Change(null, layout.decode(now));
  }
}
