package dev.pergola.storage.dynamodb;

import dev.pergola.model.Index;
import dev.pergola.model.Table;
import dev.pergola.storage.DestructiveChangeException;
import dev.pergola.storage.Prepared;
import dev.pergola.storage.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what tables and indexes are missing, and makes them. Nothing is made before all of it
 * is known to be possible, and nothing is ever dropped.
 */
final class Preparation {

  private static final Logger LOG = LoggerFactory.getLogger(DynamoDbStore.class);

  private final Calls calls;
  private final TableMaker maker;
  private final TimeToLive timeToLive;
  private final TableOptions options;
  private final Tables tables;

  Preparation(Calls calls, TableOptions options, Tables tables) {
    this.calls = calls;
    this.maker = new TableMaker(calls, options);
    this.timeToLive = new TimeToLive(calls);
    this.options = options;
    this.tables = tables;
  }

  /** What {@link #run} would do, a sentence each. */
  CompletableFuture<List<String>> plan(List<Table> wanted) {
    return diffs(wanted)
        .thenApply(
            diffs -> diffs.stream().flatMap(each -> steps(each).stream()).map(Step::says).toList());
  }

  CompletableFuture<Prepared> run(List<Table> wanted) {
    return settled(wanted)
        .thenCompose(
            diffs -> {
              List<List<Step>> steps = diffs.stream().map(this::steps).toList();
              List<String> says = steps.stream().flatMap(List::stream).map(Step::says).toList();
              if (!says.isEmpty() && !options.create()) {
                throw new StoreException(
                    "DynamoDB lacks what the schema needs, and this store was not told to make it (createTables):\n- "
                        + String.join("\n- ", says));
              }
              says.forEach(step -> LOG.info("About to {}", step));
              return Futures.all(steps.stream().map(each -> inTurn(each, 0)).toList())
                  .thenApply(
                      done -> {
                        tables.put(diffs.stream().map(this::layout).toList());
                        return new Prepared(says);
                      });
            });
  }

  /**
   * What is missing once that is done which another node, an earlier start or an operator has
   * begun: to make a table or an index, or to remove an index.
   */
  private CompletableFuture<List<TableDiff>> settled(List<Table> wanted) {
    return diffs(wanted)
        .thenCompose(
            diffs -> {
              List<TableDiff> pending = diffs.stream().filter(TableDiff::pending).toList();
              return pending.isEmpty()
                  ? CompletableFuture.completedFuture(diffs)
                  : Futures.all(pending.stream().map(maker::usable).toList())
                      .thenCompose(usable -> diffs(wanted));
            });
  }

  private CompletableFuture<List<TableDiff>> diffs(List<Table> wanted) {
    options.check(wanted);
    return Futures.all(wanted.stream().map(this::diff).toList())
        .thenApply(
            all -> {
              List<String> losses = all.stream().flatMap(each -> each.losses().stream()).toList();
              if (!losses.isEmpty()) {
                throw new DestructiveChangeException(losses);
              }
              return all;
            });
  }

  private CompletableFuture<TableDiff> diff(Table table) {
    String name = options.names().of(table.name());
    String attribute = options.timeToLive(table);
    return maker
        .describe(name)
        .thenCompose(
            stored -> {
              TableDiff whole = new TableDiff(table, name, stored.orElse(null), attribute);
              // Of a table that is being made, the service may not know yet how its rows expire.
              return attribute == null || whole.missing() || whole.unfinished()
                  ? CompletableFuture.completedFuture(whole)
                  : timeToLive
                      .isOn(name, attribute)
                      .thenApply(
                          on -> on ? new TableDiff(table, name, stored.orElse(null), null) : whole);
            });
  }

  private List<Step> steps(TableDiff diff) {
    List<Step> steps = new ArrayList<>();
    if (diff.missing()) {
      steps.add(new Step(created(diff), () -> maker.create(diff)));
      return steps;
    }
    // All rows before any index: a row that holds what is no key of one is not changed after that.
    for (Index index : diff.missingIndexes()) {
      KeyLayout key = new KeyLayout(index.key());
      steps.add(
          new Step(
              "make the rows of table %s ready for index %s".formatted(diff.name(), index.name()),
              () -> {
                tables.keepUp(diff.table().name(), key.names());
                return new IndexFill(calls, diff.key(), diff.name(), key).run();
              }));
    }
    for (Index index : diff.missingIndexes()) {
      steps.add(
          new Step(
              "add " + TableDiff.sentence(index, diff.name()), () -> maker.addIndex(diff, index)));
    }
    if (diff.missingTimeToLive() != null) {
      steps.add(
          new Step(
              "remove rows of table %s by %s (time to live)"
                  .formatted(diff.name(), diff.missingTimeToLive()),
              () -> maker.expire(diff)));
    }
    return steps;
  }

  private String created(TableDiff diff) {
    List<String> features = new ArrayList<>();
    features.add("key " + diff.key().columns());
    diff.table().indexes().forEach(index -> features.add("index " + index.name()));
    features.add(options.throughput() == null ? "on-demand billing" : "provisioned billing");
    features.add(options.kmsKey() == null ? "encrypted" : "encrypted with " + options.kmsKey());
    if (options.recovery(diff.table())) {
      features.add("point-in-time recovery");
    }
    if (options.deletionProtection()) {
      features.add("deletion protection");
    }
    if (diff.missingTimeToLive() != null) {
      features.add("time to live by " + diff.missingTimeToLive());
    }
    return "create table %s (%s)".formatted(diff.name(), String.join(", ", features));
  }

  private TableLayout layout(TableDiff diff) {
    return new TableLayout(diff.table(), diff.name(), diff.indexed());
  }

  private static CompletableFuture<Void> inTurn(List<Step> steps, int next) {
    return next == steps.size()
        ? CompletableFuture.completedFuture(null)
        : steps.get(next).run().get().thenCompose(done -> inTurn(steps, next + 1));
  }

  /**
   * One thing to do.
   *
   * @param says what, for people
   * @param run does it
   */
  private record Step(String says, Supplier<CompletableFuture<Void>> run) {}
}
