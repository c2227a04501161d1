package dev.pergola.storage.dynamodb;

import dev.pergola.model.Table;
import dev.pergola.storage.StoreException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tables that have been prepared, by the names of their models. */
final class Tables {

  private final Map<String, TableLayout> layouts = new ConcurrentHashMap<>();

  /** The layout of a table, which must be as it was last prepared. */
  TableLayout layout(Table table) {
    TableLayout layout = layouts.get(table.name());
    if (layout == null || !layout.table().equals(table)) {
      throw new StoreException(
          "Table '%s' is not prepared%s; prepare it before any other call."
              .formatted(table.name(), layout == null ? "" : " in this form"));
    }
    return layout;
  }

  void put(Collection<TableLayout> prepared) {
    prepared.forEach(layout -> layouts.put(layout.table().name(), layout));
  }

  /** The names of the DynamoDB tables. */
  @Override
  public String toString() {
    return layouts.values().stream().map(TableLayout::name).sorted().toList().toString();
  }

  /**
   * Lets writes to a table, in the form that it was prepared in, keep up the attributes that an
   * index to come stands on.
   */
  void keepUp(String table, Collection<String> attributes) {
    layouts.computeIfPresent(
        table,
        (name, layout) -> {
          Set<String> all = new LinkedHashSet<>(layout.others());
          all.addAll(attributes);
          return new TableLayout(layout.table(), layout.name(), all);
        });
  }
}
