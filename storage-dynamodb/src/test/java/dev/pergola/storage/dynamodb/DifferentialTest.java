package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.AttributeType;
import dev.pergola.storage.Change;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SortCondition;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.Values;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The embedded store and DynamoDB, side by side under the same random operations. */
class DifferentialTest {

  private static final int OPERATIONS = Boolean.getBoolean("pergola.deep") ? 20_000 : 1_000;

  private static final Column ROOM = new Column("room", 0, ColumnType.STRING, false);
  private static final Column START = new Column("start", 1, ColumnType.NUMBER, false);
  private static final Column OWNER = new Column("owner", 2, ColumnType.STRING, false);
  private static final Column RANK = new Column("rank", 3, ColumnType.NUMBER, false);
  private static final Column TEXT = new Column("text", 4, ColumnType.STRING, false);
  private static final Column FLAG = new Column("flag", 5, ColumnType.BOOLEAN, false);
  private static final Column TAGS = new Column("tags", 6, ColumnType.STRING, true);
  private static final Column DATA = new Column("data", 7, ColumnType.DOCUMENT, false);
  private static final Index BY_OWNER = new Index("byOwner", new Key(OWNER, List.of(RANK)));
  private static final Index BY_PLACE = new Index("byPlace", new Key(ROOM, List.of(OWNER, RANK)));
  private static final Table TABLE =
      new Table(
          "Slot",
          List.of(ROOM, START, OWNER, RANK, TEXT, FLAG, TAGS, DATA),
          new Key(ROOM, List.of(START)),
          List.of(BY_OWNER, BY_PLACE));

  private final long seed = Long.getLong("pergola.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Store memory = EmbeddedStore.inMemory();
  private final Store dynamo =
      LocalDynamoDb.store("differential" + UUID.randomUUID().toString().substring(0, 8)).build();

  @Test
  void bothStoresAnswerAlike() {
    PrepareRequest prepare = new PrepareRequest(List.of(TABLE));
    memory.prepare(prepare).toCompletableFuture().join();
    dynamo.prepare(prepare).toCompletableFuture().join();

    System.out.printf("Differential: %d operations from seed %d%n", OPERATIONS, seed);
    for (int i = 0; i < OPERATIONS; i++) {
      Function<Store, Object> operation = operation();
      Object expected = operation.apply(memory);
      Object found = operation.apply(dynamo);
      if (!same(expected, found)) {
        assertThat(found)
            .as("operation %d of seed %d, filter %s", i, seed, last)
            .isEqualTo(expected);
      }
    }
    memory.close();
    dynamo.close();
  }

  private Filter last = Filter.all();

  private Function<Store, Object> operation() {
    RowKey key = new RowKey(List.of(pick("a", "b", "c"), (Object) (long) random.nextInt(8)));
    Filter filter = filter(2);
    last = filter;
    return switch (random.nextInt(10)) {
      case 0 -> {
        Row row = row(key);
        yield store -> outcome(store.put(new PutRequest(TABLE, row, filter)));
      }
      case 1, 2 -> {
        Row row = row(key);
        yield store -> outcome(store.put(PutRequest.create(TABLE, row, Filter.all())));
      }
      case 3, 4 -> {
        List<Assignment> assignments = assignments();
        boolean existing = random.nextBoolean();
        yield store ->
            outcome(
                store.update(
                    existing
                        ? UpdateRequest.existing(TABLE, key, assignments, filter)
                        : new UpdateRequest(TABLE, key, assignments, filter)));
      }
      case 5 -> store -> outcome(store.delete(new DeleteRequest(TABLE, key, filter)));
      case 6 -> store -> join(store.get(new GetRequest(TABLE, key)));
      case 7 -> {
        List<RowKey> keys =
            IntStream.range(0, 5)
                .mapToObj(n -> new RowKey(List.of("a", (Object) (long) random.nextInt(9))))
                .toList();
        yield store -> join(store.getAll(new GetAllRequest(TABLE, keys)));
      }
      default -> listing(filter);
    };
  }

  private Function<Store, Object> listing(Filter filter) {
    int rows = 1 + random.nextInt(6);
    int examined = rows + random.nextInt(8);
    boolean down = random.nextBoolean();
    KeyCondition room = new KeyCondition(pick("a", "b", "c"), sort(true));
    KeyCondition owner = new KeyCondition(pick("ann", "bob"), sort(true));
    KeyCondition place = new KeyCondition(pick("a", "b"), sort(false));
    int kind = random.nextInt(4);
    return store -> {
      List<Row> all = new ArrayList<>();
      Cursor after = null;
      do {
        PageRequest page = new PageRequest(rows, examined, after);
        Page found =
            join(
                switch (kind) {
                  case 0 -> store.scan(new ScanRequest(TABLE, filter, page));
                  case 1 -> store.query(new QueryRequest(TABLE, null, room, down, filter, page));
                  case 2 ->
                      store.query(new QueryRequest(TABLE, BY_OWNER, owner, down, filter, page));
                  default ->
                      store.query(new QueryRequest(TABLE, BY_PLACE, place, down, filter, page));
                });
        found.rows().stream().filter(found.residual().toPredicate()).forEach(all::add);
        after = found.next();
      } while (after != null);
      // Only the key of the table orders rows wholly.
      return kind == 1 ? all : sorted(all);
    };
  }

  private static List<Row> sorted(List<Row> rows) {
    return rows.stream()
        .sorted(
            (left, right) -> {
              int byRoom =
                  Values.compare(
                      String.valueOf(left.value(ROOM)), String.valueOf(right.value(ROOM)));
              return byRoom != 0
                  ? byRoom
                  : Values.compare((Long) left.value(START), (Long) right.value(START));
            })
        .toList();
  }

  private SortCondition sort(boolean number) {
    Object low = number ? (Object) (long) random.nextInt(6) : pick("a", "ann#1", "bob#2");
    Object high = number ? (Object) (long) random.nextInt(8) : pick("ann#3", "bob#1", "c");
    return switch (random.nextInt(4)) {
      case 0 -> new SortCondition.Compare(pick(Comparison.LT, Comparison.GE, Comparison.EQ), low);
      case 1 -> new SortCondition.Between(low, high);
      case 2 -> number ? SortCondition.any() : new SortCondition.BeginsWith(pick("ann", "b", ""));
      default -> SortCondition.any();
    };
  }

  private Row row(RowKey key) {
    Row.Builder row = Row.builder(TABLE).set(0, key.partition()).set(1, key.values().get(1));
    assignments().forEach(row::apply);
    return row.build();
  }

  /** Stored nulls stand nowhere in an index key, where DynamoDB has none. */
  private List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>();
    for (Column column : List.of(OWNER, RANK, TEXT, FLAG, TAGS, DATA)) {
      if (random.nextBoolean()) {
        assignments.add(new Assignment(column, random.nextInt(4) == 0 ? null : value(column)));
      }
    }
    return assignments;
  }

  private Object value(Column column) {
    return switch (column.name()) {
      case "owner" -> pick("ann", "bob", "😀");
      case "rank" -> pick((Object) 1L, 2L, 3L, 2.5, 10L);
      case "text" -> pick("", "x", "apple", "pineapple", "é😀");
      case "flag" -> random.nextBoolean();
      case "tags" -> pick(List.of(), List.of("a"), List.of("a", "b"));
      default -> pick((Object) "a", 5L, true, List.of("a", 2L), Map.of("k", List.of(1L)), deep(40));
    };
  }

  private static Object deep(int levels) {
    return levels == 0 ? "a" : List.of(deep(levels - 1));
  }

  private Filter filter(int depth) {
    if (random.nextInt(3) == 0) {
      return Filter.all();
    }
    int kind = random.nextInt(depth == 0 ? 7 : 10);
    Column column = pick(ROOM, START, OWNER, RANK, TEXT, FLAG, TAGS, DATA);
    Object operand =
        column == ROOM ? "b" : column == START ? (Object) 3L : value(pick(column, TEXT, RANK));
    return switch (kind) {
      case 0, 1 -> new Filter.Compare(column, pick(Comparison.values()), operand);
      case 2 -> new Filter.Between(column, operand, pick((Object) "pine", 3L));
      case 3 -> new Filter.BeginsWith(column, pick("", "a", "pine"));
      case 4 -> new Filter.Contains(column, pick((Object) "a", "", 2L, "apple"));
      case 5 -> new Filter.Exists(column, random.nextBoolean());
      case 6 ->
          random.nextBoolean()
              ? new Filter.TypeIs(column, pick(AttributeType.values()))
              : new Filter.Size(column, pick(Comparison.values()), random.nextInt(5));
      case 7 -> new Filter.Not(filter(depth - 1));
      case 8 -> new Filter.And(List.of(filter(depth - 1), filter(depth - 1)));
      default -> new Filter.Or(List.of(filter(depth - 1), filter(depth - 1)));
    };
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** What a write came to: its change, or the row that its condition failed on. */
  private static Object outcome(CompletionStage<Change> write) {
    try {
      Change change = join(write);
      return listOf("changed", change.before(), change.after());
    } catch (ConditionFailedException e) {
      return listOf("refused", e.stored());
    } catch (StoreException e) {
      return "failed";
    }
  }

  private static List<@Nullable Object> listOf(@Nullable Object... values) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object value : values) {
      list.add(value);
    }
    return list;
  }

  private static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left instanceof List<?> a && right instanceof List<?> b) {
      return a.size() == b.size()
          && IntStream.range(0, a.size()).allMatch(i -> same(a.get(i), b.get(i)));
    }
    if (left instanceof Optional<?> a && right instanceof Optional<?> b) {
      return same(a.orElse(null), b.orElse(null));
    }
    if (left instanceof Row a && right instanceof Row b) {
      return TABLE.columns().stream()
          .allMatch(
              column ->
                  a.has(column.position()) == b.has(column.position())
                      && Values.equal(a.value(column), b.value(column)));
    }
    return Objects.equals(left, right);
  }

  private static <T> T join(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StoreException known) {
        throw known;
      }
      throw e;
    }
  }
}
