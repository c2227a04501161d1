package dev.pergola.storage.memory;

import dev.pergola.model.Table;
import dev.pergola.storage.DestructiveChangeException;
import dev.pergola.storage.Prepared;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Creates and grows the tables of one schema: finds out what is to be refused, fills new indexes
 * while the store works, and then makes all of it true in one commit. Until then the catalog knows
 * nothing of it, so that a process that ends on the way leaves maps without a name behind, and no
 * half index.
 */
final class Preparation implements LongJob<Prepared> {

  private final List<Table> tables;
  private final Deque<Filling> fillings = new ArrayDeque<>();
  private List<Growth> growths = List.of();
  private boolean begun;

  Preparation(List<Table> tables) {
    this.tables = tables;
  }

  @Override
  public Optional<Prepared> step(Database database) {
    if (!begun) {
      growths = plan(database);
      refuseLosses();
      database.change(() -> begin(database));
    }
    if (!fillings.isEmpty()) {
      database.change(this::fill);
    }
    if (!fillings.isEmpty()) {
      return Optional.empty();
    }
    if (!growths.stream().allMatch(growth -> growth.startsFrom(database.catalog()))) {
      // Another preparation has come first, or a load; what is to be done now is another thing.
      database.change(() -> discard(database));
      return Optional.empty();
    }
    return Optional.of(finish(database));
  }

  private List<Growth> plan(Database database) {
    database.checkSound();
    return tables.stream()
        .map(table -> new Growth(table, database.catalog().table(table.name()), database.engine()))
        .toList();
  }

  private void refuseLosses() {
    List<String> losses = growths.stream().flatMap(growth -> growth.losses().stream()).toList();
    if (!losses.isEmpty()) {
      throw new DestructiveChangeException(losses);
    }
  }

  private void begin(Database database) {
    begun = true;
    for (Growth growth : growths) {
      growth.begin(database.catalog()::nextId);
      fillings.addAll(growth.fillings());
    }
    fillings.forEach(database::follow);
  }

  private void fill() {
    if (!fillings.getFirst().step()) {
      fillings.removeFirst();
    }
  }

  private Prepared finish(Database database) {
    try {
      // Once more: what was empty when the plan was made has been written to since.
      refuseLosses();
    } catch (DestructiveChangeException e) {
      database.change(() -> discard(database));
      throw e;
    }
    List<String> steps = new ArrayList<>();
    database.change(
        () -> {
          for (Growth growth : growths) {
            growth.fillings().forEach(database::leave);
            growth.finish(database.catalog());
            steps.addAll(growth.steps());
          }
          database.publishTables(growths);
        });
    return new Prepared(steps);
  }

  private void discard(Database database) {
    for (Growth growth : growths) {
      growth.fillings().forEach(database::leave);
      growth.discard();
    }
    begun = false;
  }
}
