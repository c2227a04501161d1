package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The end of a row, as DeleteItem. */
record DeleteWrite(TableLayout layout, Filter condition, String id, Map<String, AttributeValue> key)
    implements Write {

  static DeleteWrite of(TableLayout layout, DeleteRequest request, String id) {
    return new DeleteWrite(layout, request.condition(), id, layout.key().encode(request.key()));
  }

  @Override
  public String operation() {
    return "DeleteItem";
  }

  @Override
  public CompletableFuture<Map<String, AttributeValue>> send(
      DynamoDbAsyncClient client,
      @Nullable Row now,
      Expression expression,
      @Nullable String asked) {
    Expression.Used used = expression.usedIn(asked);
    DeleteItemRequest call =
        DeleteItemRequest.builder()
            .tableName(layout.name())
            .key(key)
            .conditionExpression(asked)
            .expressionAttributeNames(used.names())
            .expressionAttributeValues(used.values())
            .returnValues(ReturnValue.ALL_OLD)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return client.deleteItem(call).thenApply(DeleteItemResponse::attributes);
  }

  @Override
  public TransactWriteItem part(@Nullable Row now, Expression expression, @Nullable String asked) {
    Expression.Used used = expression.usedIn(asked);
    return TransactWriteItem.builder()
        .delete(
            call ->
                call.tableName(layout.name())
                    .key(key)
                    .conditionExpression(asked)
                    .expressionAttributeNames(used.names())
                    .expressionAttributeValues(used.values())
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  @Override
  public Change applied(Map<String, AttributeValue> before) {
    return new Change(before.isEmpty() ? null : layout.decode(before), null);
  }
}
