package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.model.Column;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of records a read is for: those that are shown, those that lead to other records,
 * and those by which rows are judged again. Null for all: so where rules of single fields look at
 * more than is selected.
 */
final class Needs {

  private Needs() {}

  /** The columns of single records. */
  static @Nullable Set<Column> of(
      ObjectSelection selection, Table table, Filter visible, Scope scope) {
    return scope.visibility().gate(selection) == Gate.OPEN
        ? with(selection.columns(), table, visible)
        : null;
  }

  /** The columns of a page of records. */
  static @Nullable Set<Column> of(
      ConnectionSelection connection, Table table, Filter visible, Scope scope) {
    if (connection.items().size() == 1) {
      return of(connection.items().get(0).selection(), table, visible, scope);
    }
    Set<Column> columns = new HashSet<>();
    for (ConnectionSelection.ConnectionField.Items items : connection.items()) {
      Set<Column> some = of(items.selection(), table, visible, scope);
      if (some == null) {
        return null;
      }
      columns.addAll(some);
    }
    return with(columns, table, visible);
  }

  private static Set<Column> with(Set<Column> columns, Table table, Filter visible) {
    boolean joined = table.key().sort().size() > 1;
    if (visible.equals(Filter.all()) && !joined) {
      return columns;
    }
    Set<Column> all = new HashSet<>(columns);
    if (joined) {
      // Joined, they may read as those of another record.
      all.addAll(table.key().sort());
    }
    visible.columnNames().forEach(name -> table.column(name).ifPresent(all::add));
    return all;
  }
}
