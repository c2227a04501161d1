package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Table;
import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.LoadRequest;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SnapshotRequest;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.UpdateRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables that are not there, and stores that are no longer. */
interface LifecycleCases {

  /** Every call that a store takes. */
  enum Call {
    PREPARE {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        return store.prepare(new PrepareRequest(List.of(table)));
      }
    },
    GET {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        return store.get(new GetRequest(table, KEY));
      }
    },
    QUERY {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        KeyCondition condition = KeyCondition.all("1");
        return store.query(
            new QueryRequest(table, null, condition, false, Filter.all(), FIRST_PAGE));
      }
    },
    SCAN {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        return store.scan(new ScanRequest(table, Filter.all(), FIRST_PAGE));
      }
    },
    PUT {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        Row row = Row.builder(table).set(table.key().partition().position(), "1").build();
        return store.put(new PutRequest(table, row, Filter.all()));
      }
    },
    UPDATE {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        return store.update(new UpdateRequest(table, KEY, List.of(), Filter.all()));
      }
    },
    DELETE {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        return store.delete(new DeleteRequest(table, KEY, Filter.all()));
      }
    },
    SNAPSHOT {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        return store.snapshot(new SnapshotRequest(List.of(table)));
      }
    },
    LOAD {
      @Override
      CompletionStage<?> start(Store store, Table table) {
        return store.load(new LoadRequest(List.of(table), false));
      }
    };

    private static final RowKey KEY = Sheet.key("1");
    private static final PageRequest FIRST_PAGE = new PageRequest(1, 1, null);

    abstract CompletionStage<?> start(Store store, Table table);
  }

  @ParameterizedTest
  @EnumSource(value = Call.class, mode = EnumSource.Mode.EXCLUDE, names = "PREPARE")
  default void aTableThatWasNotPreparedFailsTheStage(Call call, Bench bench) {
    bench.prepare(TableDraft.NOTES);
    Table unknown = TableDraft.EVERYTHING.build(bench);

    StoreException failure = Bench.failure(() -> call.start(bench.store(), unknown));

    assertThat(failure).hasMessageContaining(unknown.name());
  }

  @ParameterizedTest
  @EnumSource(Call.class)
  default void aClosedStoreFailsTheStage(Call call, Bench bench) {
    Table table = bench.prepare(TableDraft.EVERYTHING).table();

    bench.store().close();

    Bench.failure(() -> call.start(bench.store(), table));
  }

  @Test
  default void closingAgainIsHarmless(Bench bench) throws InterruptedException {
    bench.prepare(TableDraft.EVERYTHING).put("id", "1");
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread = new Thread(() -> bench.store().close());
      thread.setUncaughtExceptionHandler(
          (dead, failure) -> {
            synchronized (failures) {
              failures.add(failure);
            }
          });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }

    bench.store().close();

    assertThat(failures).isEmpty();
  }

  @Test
  default void writesUnderWayEndWhenTheStoreIsClosed(Bench bench) {
    Sheet sheet = bench.prepare(TableDraft.EVERYTHING);
    List<CompletionStage<Change>> writes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      writes.add(sheet.create(Filter.all(), "id", "row " + i));
    }

    bench.store().close();

    writes.forEach(write -> assertThat(Bench.await(write).after()).isNotNull());
  }
}
