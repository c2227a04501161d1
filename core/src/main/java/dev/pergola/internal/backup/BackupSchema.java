package dev.pergola.internal.backup;

import dev.pergola.internal.json.Json;
import dev.pergola.model.Column;
import dev.pergola.model.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a backup, by name, as the first line has them: the names of the key's columns, and
 * the type of each column, in brackets for a list. Indexes follow from the rows and are no part of
 * it.
 *
 * @param tables the JSON of the tables, checked by {@link #of(Object)}
 */
record BackupSchema(Map<String, TableShape> tables) {

  /** One table. */
  record TableShape(List<?> key, Map<?, ?> columns) {

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("key", key);
      json.put("columns", columns);
      return json;
    }
  }

  static BackupSchema of(List<Table> tables) {
    Map<String, TableShape> shapes = new LinkedHashMap<>();
    for (Table table : tables) {
      List<String> key = new ArrayList<>();
      key.add(table.key().partition().name());
      table.key().sort().forEach(column -> key.add(column.name()));
      Map<String, Object> columns = new LinkedHashMap<>();
      table.columns().forEach(column -> columns.put(column.name(), type(column)));
      shapes.put(table.name(), new TableShape(key, columns));
    }
    return new BackupSchema(shapes);
  }

  private static Object type(Column column) {
    String type = column.type().name();
    return column.list() ? List.of(type) : type;
  }

  /** The schema that a first line has, or empty if it has none. */
  static Optional<BackupSchema> of(@Nullable Object json) {
    Map<String, TableShape> shapes = new LinkedHashMap<>();
    if (!(json instanceof Map<?, ?> tables)) {
      return Optional.empty();
    }
    for (Map.Entry<?, ?> table : tables.entrySet()) {
      if (table.getValue() instanceof Map<?, ?> shape
          && shape.get("key") instanceof List<?> key
          && shape.get("columns") instanceof Map<?, ?> columns) {
        shapes.put(String.valueOf(table.getKey()), new TableShape(key, columns));
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new BackupSchema(shapes));
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    tables.forEach((name, shape) -> json.put(name, shape.json()));
    return json;
  }

  /** Tells a first line that was changed from one of another schema. */
  String checksum() {
    return Checksum.of(Json.write(json()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What keeps rows of this schema from being rows of another, a sentence each. A schema that has
   * more tables or columns is none: it could have been grown out of this one.
   */
  List<String> differencesFrom(BackupSchema target) {
    List<String> differences = new ArrayList<>();
    tables.forEach(
        (name, shape) -> {
          TableShape there = target.tables.get(name);
          if (there == null) {
            differences.add(
                "The schema has no model '%s', and the backup has its rows.".formatted(name));
          } else {
            compare(name, shape, there, differences);
          }
        });
    return differences;
  }

  private static void compare(
      String name, TableShape shape, TableShape there, List<String> differences) {
    if (!shape.key().equals(there.key())) {
      differences.add(
          "Model '%s' has the key %s, and in the backup %s."
              .formatted(name, there.key(), shape.key()));
    }
    shape
        .columns()
        .forEach(
            (column, type) -> {
              Object typeThere = there.columns().get(column);
              if (typeThere == null) {
                differences.add(
                    "Model '%s' has no field '%s', and the backup has it as %s."
                        .formatted(name, column, type));
              } else if (!Objects.equals(typeThere, type)) {
                differences.add(
                    "Model '%s' has the field '%s' as %s, and in the backup it is %s."
                        .formatted(name, column, typeThere, type));
              }
            });
  }
}
