package dev.pergola.storage.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.StoreLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** A load that does not begin leaves no files behind. */
class LoadTest {

  private final List<Spool> made = new ArrayList<>();

  @Test
  void tablesWithRowsAreRefusedBeforeAnyFileIsMade() {
    ScanResponse row =
        ScanResponse.builder()
            .items(Map.of("id", AttributeValue.fromS("1")))
            .count(1)
            .scannedCount(1)
            .build();

    assertThatThrownBy(() -> begin(row, this::make).join())
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("only tables without rows can be loaded");

    assertThat(made).isEmpty();
  }

  @Test
  void aFileThatCannotBeMadeTakesTheOthersWithIt() {
    Function<Table, Spool> full =
        table -> {
          if (!made.isEmpty()) {
            throw new StoreException("No room");
          }
          return make(table);
        };

    assertThatThrownBy(
            () -> begin(ScanResponse.builder().count(0).scannedCount(0).build(), full).join())
        .hasMessageContaining("No room");

    assertThat(made).hasSize(1);
    Spool first = made.get(0);
    Row row = Row.builder(first.table()).set(0, "1").build();
    assertThatThrownBy(() -> first.add(row)).isInstanceOf(StoreException.class);
  }

  private Spool make(Table table) {
    Spool spool = Spool.of(table);
    made.add(spool);
    return spool;
  }

  private static CompletableFuture<StoreLoad> begin(
      ScanResponse scanned, Function<Table, Spool> spools) {
    Calls calls = new Calls(new Scanned(scanned), new InFlight(2), Pauses.GROWING);
    List<TableLayout> layouts =
        List.of(
            new TableLayout(table("A"), "A", List.of()),
            new TableLayout(table("B"), "B", List.of()));
    return new Load(
            new Gate(),
            new Tables(),
            new Reads(calls, new ReadOptions(true, 1)),
            calls,
            layouts,
            spools,
            false)
        .begin();
  }

  private static Table table(String name) {
    Column id = new Column("id", 0, ColumnType.STRING, false);
    return new Table(name, List.of(id), new Key(id, List.of()), List.of());
  }

  /** A service whose tables all hold the same. */
  private record Scanned(ScanResponse answer) implements DynamoDbAsyncClient {

    @Override
    public CompletableFuture<ScanResponse> scan(ScanRequest request) {
      return CompletableFuture.completedFuture(answer);
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }
}
