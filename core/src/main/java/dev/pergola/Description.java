package dev.pergola;

import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.SchemaWarning;
import dev.pergola.model.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a backend made of its schema, for people to read: at start-up, in a log, in a test.
 *
 * @param tables one line for each table, with its key
 * @param indexes one line for each index, with its key
 * @param operations the signature of each query and mutation, as in {@code Query.getPost(id: ID!):
 *     Post}
 * @param steps what {@code prepare} created or changed in the store
 * @param warnings what works in the schema and may not be meant
 */
public record Description(
    List<String> tables,
    List<String> indexes,
    List<String> operations,
    List<String> steps,
    List<SchemaWarning> warnings) {

  public Description {
    tables = List.copyOf(tables);
    indexes = List.copyOf(indexes);
    operations = List.copyOf(operations);
    steps = List.copyOf(steps);
    warnings = List.copyOf(warnings);
  }

  static Description of(
      List<Table> tables,
      List<String> operations,
      List<String> steps,
      List<SchemaWarning> warnings) {
    List<String> indexes =
        tables.stream()
            .flatMap(table -> table.indexes().stream().map(index -> describe(table, index)))
            .toList();
    return new Description(
        tables.stream().map(Description::describe).toList(), indexes, operations, steps, warnings);
  }

  private static String describe(Table table) {
    return "%s, key %s, %d columns"
        .formatted(table.name(), describe(table.key()), table.columns().size());
  }

  private static String describe(Table table, Index index) {
    return "%s.%s, key %s".formatted(table.name(), index.name(), describe(index.key()));
  }

  private static String describe(Key key) {
    return key.sortName()
        .map(sort -> key.partition().name() + " + " + sort)
        .orElse(key.partition().name());
  }

  @Override
  public String toString() {
    return section("Tables", tables)
        + section("Indexes", indexes)
        + section("Operations", operations)
        + section("Warnings", warnings.stream().map(SchemaWarning::toString).toList());
  }

  private static String section(String title, List<String> lines) {
    return lines.stream()
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining("", title + ":\n", lines.isEmpty() ? "  none\n" : ""));
  }
}
