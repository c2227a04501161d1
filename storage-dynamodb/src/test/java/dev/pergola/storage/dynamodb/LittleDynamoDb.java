package dev.pergola.storage.dynamodb;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * As much of the service as single rows need, in a map: one table with the key {@code id}. It
 * answers before the call returns, so that a campaign of faults takes no time but ours; the same
 * campaign runs on DynamoDB Local, so that nobody has to believe this class.
 */
final class LittleDynamoDb implements DynamoDbAsyncClient {

  private static final String KEY = "id";

  private final Map<AttributeValue, Map<String, AttributeValue>> items = new HashMap<>();

  @Override
  public CompletableFuture<DescribeTableResponse> describeTable(DescribeTableRequest request) {
    return CompletableFuture.completedFuture(
        DescribeTableResponse.builder()
            .table(
                table ->
                    table
                        .tableName(request.tableName())
                        .tableStatus(TableStatus.ACTIVE)
                        .keySchema(
                            KeySchemaElement.builder()
                                .attributeName(KEY)
                                .keyType(KeyType.HASH)
                                .build())
                        .attributeDefinitions(
                            key -> key.attributeName(KEY).attributeType(ScalarAttributeType.S)))
            .build());
  }

  @Override
  public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
    return answer(() -> GetItemResponse.builder().item(items.get(id(request.key()))).build());
  }

  @Override
  public CompletableFuture<BatchGetItemResponse> batchGetItem(BatchGetItemRequest request) {
    return answer(
        () -> {
          Map<String, List<Map<String, AttributeValue>>> found = new HashMap<>();
          request
              .requestItems()
              .forEach(
                  (table, wanted) ->
                      found.put(
                          table,
                          wanted.keys().stream()
                              .map(key -> items.get(id(key)))
                              .filter(Objects::nonNull)
                              .toList()));
          return BatchGetItemResponse.builder().responses(found).unprocessedKeys(Map.of()).build();
        });
  }

  @Override
  public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
    return answer(
        () -> {
          AttributeValue id = id(request.item());
          Map<String, AttributeValue> old = items.getOrDefault(id, Map.of());
          new Words(
                  request.conditionExpression(),
                  request.expressionAttributeNames(),
                  request.expressionAttributeValues(),
                  old)
              .check();
          items.put(id, Map.copyOf(request.item()));
          return PutItemResponse.builder().attributes(old).build();
        });
  }

  @Override
  public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
    return answer(
        () -> {
          AttributeValue id = id(request.key());
          Map<String, AttributeValue> old = items.getOrDefault(id, Map.of());
          Map<String, String> names = request.expressionAttributeNames();
          Map<String, AttributeValue> values = request.expressionAttributeValues();
          new Words(request.conditionExpression(), names, values, old).check();
          Map<String, AttributeValue> changed = new HashMap<>(old);
          changed.put(KEY, id);
          new Words(request.updateExpression(), names, values, old).change(changed);
          items.put(id, Map.copyOf(changed));
          return UpdateItemResponse.builder().attributes(old).build();
        });
  }

  @Override
  public CompletableFuture<DeleteItemResponse> deleteItem(DeleteItemRequest request) {
    return answer(
        () -> {
          AttributeValue id = id(request.key());
          Map<String, AttributeValue> old = items.getOrDefault(id, Map.of());
          new Words(
                  request.conditionExpression(),
                  request.expressionAttributeNames(),
                  request.expressionAttributeValues(),
                  old)
              .check();
          items.remove(id);
          return DeleteItemResponse.builder().attributes(old).build();
        });
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}

  private synchronized <T> CompletableFuture<T> answer(Supplier<T> work) {
    return Futures.started(() -> CompletableFuture.completedFuture(work.get()));
  }

  private static AttributeValue id(Map<String, AttributeValue> item) {
    return Objects.requireNonNull(item.get(KEY), KEY);
  }

  /** The words of an expression, and what they say of an item. */
  private static final class Words {

    private static final Pattern WORD = Pattern.compile("[#:]?\\w+|[(),=]");

    private final Deque<String> left;
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Map<String, AttributeValue> item;

    Words(
        @Nullable String expression,
        Map<String, String> names,
        Map<String, AttributeValue> values,
        Map<String, AttributeValue> item) {
      this.left =
          new ArrayDeque<>(
              WORD.matcher(expression == null ? "" : expression)
                  .results()
                  .map(MatchResult::group)
                  .toList());
      this.names = names;
      this.values = values;
      this.item = item;
    }

    /** Fails as the service does unless the condition holds. */
    void check() {
      if (!left.isEmpty() && !or()) {
        throw (ConditionalCheckFailedException)
            ConditionalCheckFailedException.builder()
                .item(item.isEmpty() ? null : item)
                .message("The conditional request failed")
                .build();
      }
      end();
    }

    /** Does what an update says. */
    void change(Map<String, AttributeValue> changed) {
      while (!left.isEmpty()) {
        String verb = left.remove();
        do {
          String name = name();
          if (verb.equals("REMOVE")) {
            changed.remove(name);
          } else {
            take("=");
            AttributeValue value = value();
            changed.put(name, value);
          }
        } while (took(","));
      }
    }

    private boolean or() {
      boolean holds = and();
      while (took("OR")) {
        holds |= and();
      }
      return holds;
    }

    private boolean and() {
      boolean holds = single();
      while (took("AND")) {
        holds &= single();
      }
      return holds;
    }

    private boolean single() {
      if (took("NOT")) {
        return !single();
      }
      if (took("(")) {
        boolean holds = or();
        take(")");
        return holds;
      }
      if (took("attribute_exists")) {
        return item.containsKey(argument());
      }
      if (took("attribute_not_exists")) {
        return !item.containsKey(argument());
      }
      AttributeValue stored = item.get(name());
      take("=");
      return value().equals(stored);
    }

    /** A bound value, or what an attribute has unless it has nothing. */
    private AttributeValue value() {
      if (took("if_not_exists")) {
        take("(");
        AttributeValue stored = item.get(name());
        take(",");
        AttributeValue otherwise = value();
        take(")");
        return stored == null ? otherwise : stored;
      }
      String place = left.remove();
      return Objects.requireNonNull(values.get(place), place);
    }

    private String argument() {
      take("(");
      String name = name();
      take(")");
      return name;
    }

    private String name() {
      String place = left.remove();
      return Objects.requireNonNull(names.get(place), place);
    }

    private boolean took(String word) {
      boolean there = word.equals(left.peek());
      if (there) {
        left.remove();
      }
      return there;
    }

    private void take(String word) {
      if (!took(word)) {
        throw new AssertionError("Not known here: " + new ArrayList<>(left));
      }
    }

    private void end() {
      if (!left.isEmpty()) {
        throw new AssertionError("Not known here: " + new ArrayList<>(left));
      }
    }
  }
}
