package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Records that the host's code gave. Where rules ask them for their owners, who are in them as they
 * were shown to that code, the stored records tell who that is, in one store call for all; an owner
 * of whom they do not tell is nobody's namesake. The original judges by the shown name.
 */
final class GivenRecords {

  private final Behavior behavior;

  GivenRecords(Behavior behavior) {
    this.behavior = behavior;
  }

  /** The same records with their owners as they are stored. */
  CompletionStage<List<@Nullable Row>> withOwners(
      RootField.Shape.Records records, List<@Nullable Row> rows, Scope scope) {
    ModelType model = records.model();
    List<Field> owners = ShownOwners.fields(model);
    boolean judged = scope.visibility().gate(records.selection()).asksRecords();
    if (behavior == Behavior.APPSYNC
        || !judged
        || rows.stream().noneMatch(row -> row != null && showsOwner(row, owners))) {
      return CompletableFuture.completedFuture(rows);
    }
    Map<RowKey, @Nullable Row> stored = new HashMap<>();
    for (Row row : rows) {
      RowKey key = row == null ? null : key(model, row);
      if (key != null) {
        stored.put(key, null);
      }
    }
    List<RowKey> keys = List.copyOf(stored.keySet());
    if (keys.isEmpty()) {
      return CompletableFuture.completedFuture(whole(model, rows, owners, stored));
    }
    return scope
        .store()
        .getAll(new GetAllRequest(model.table(), keys))
        .thenApply(
            found -> {
              for (int i = 0; i < keys.size(); i++) {
                stored.put(keys.get(i), found.get(i).orElse(null));
              }
              return whole(model, rows, owners, stored);
            });
  }

  private static boolean showsOwner(Row row, List<Field> owners) {
    return owners.stream().anyMatch(field -> ShownOwners.in(row.value(field.position())));
  }

  private static List<@Nullable Row> whole(
      ModelType model,
      List<@Nullable Row> rows,
      List<Field> owners,
      Map<RowKey, @Nullable Row> stored) {
    List<@Nullable Row> whole = new ArrayList<>(rows.size());
    for (Row row : rows) {
      if (row == null) {
        whole.add(null);
        continue;
      }
      RowKey key = key(model, row);
      Row known = key == null ? null : stored.get(key);
      Row.Builder changed = Row.builder(model.table()).copy(row);
      for (Field owner : owners) {
        if (row.has(owner.position())) {
          changed.set(
              owner.position(),
              ShownOwners.whole(
                  row.value(owner.position()),
                  known == null ? null : known.value(owner.position()),
                  name -> Rule.Owner.SEPARATOR + name));
        }
      }
      whole.add(changed.build());
    }
    return whole;
  }

  /** The key that a record has; null if what was given has none. */
  private static @Nullable RowKey key(ModelType model, Row row) {
    List<Object> values = new ArrayList<>();
    for (Field field : model.keyFields()) {
      values.add(row.value(field.position()));
    }
    if (values.stream().anyMatch(Objects::isNull)) {
      return null;
    }
    RowKey key = new RowKey(values);
    return Inputs.isKey(key) ? key : null;
  }
}
