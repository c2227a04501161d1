package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many listings share what they may look at, and none comes back short while others hold rows. */
class BudgetTest {

  private static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  private static final Column PARENT = new Column("parentId", 1, ColumnType.STRING, false);
  private static final Index CHILDREN = new Index("children", new Key(PARENT, List.of()));
  private static final Table TABLE =
      new Table("Child", List.of(ID, PARENT), new Key(ID, List.of()), List.of(CHILDREN));

  @Test
  void whoWouldGetTooFewWaitsForWhatOthersGiveBack() {
    Budget budget = new Budget(20);
    CompletableFuture<Integer> first = budget.take(8);
    CompletableFuture<Integer> second = budget.take(8);

    CompletableFuture<Integer> third = budget.take(8);

    assertThat(first).isCompletedWithValue(8);
    assertThat(second).isCompletedWithValue(8);
    assertThat(third).isNotDone();
    budget.settle(8, 3);
    assertThat(third).isCompletedWithValue(8);
  }

  @Test
  void whatIsLeftIsGrantedWhenNobodyHoldsAny() {
    Budget budget = new Budget(10);
    CompletableFuture<Integer> first = budget.take(8);
    CompletableFuture<Integer> second = budget.take(8);
    CompletableFuture<Integer> third = budget.take(8);

    budget.settle(first.join(), 6);

    assertThat(second).isCompletedWithValue(4);
    budget.settle(4, 4);
    assertThat(third).isCompletedWithValue(0);
  }

  /**
   * Each call asks for eleven rows and finds three; all at once would need far more than there are.
   */
  @Test
  void theChildrenOfManyParentsAreWhole() {
    DynamoDbStore store =
        LocalDynamoDb.store("budget" + UUID.randomUUID().toString().substring(0, 8)).build();
    store.prepare(new PrepareRequest(List.of(TABLE))).toCompletableFuture().join();
    List<QueryAllRequest.Part> parts = new ArrayList<>();
    for (int parent = 0; parent < 120; parent++) {
      for (int child = 0; child < 3; child++) {
        Row row =
            Row.builder(TABLE).set(0, parent + "-" + child).set(1, "parent " + parent).build();
        store.put(PutRequest.create(TABLE, row, Filter.all())).toCompletableFuture().join();
      }
      parts.add(
          new QueryAllRequest.Part(
              KeyCondition.all("parent " + parent), new PageRequest(10, 10, null)));
    }

    List<Page> pages =
        store
            .queryAll(new QueryAllRequest(TABLE, CHILDREN, parts, false, Filter.all(), 400))
            .toCompletableFuture()
            .join();

    assertThat(pages).allSatisfy(page -> assertThat(page.rows()).hasSize(3));
    assertThat(pages).allSatisfy(page -> assertThat(page.next()).isNull());
    store.close();
  }
}
