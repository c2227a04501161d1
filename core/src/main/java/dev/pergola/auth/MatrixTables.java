package dev.pergola.auth;

import dev.pergola.auth.AuthorizationMatrix.Cell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A matrix as tables, one for each model and one for each set of fields with the same rights. */
final class MatrixTables {

  private MatrixTables() {}

  static List<Table> of(AuthorizationMatrix matrix) {
    Map<Place, List<Cell>> places = new LinkedHashMap<>();
    for (Cell cell : matrix.cells()) {
      Place place = new Place(cell.type(), Objects.requireNonNullElse(cell.field(), ""));
      places.computeIfAbsent(place, added -> new ArrayList<>()).add(cell);
    }
    Map<Rights, List<String>> fields = new LinkedHashMap<>();
    places.forEach(
        (place, cells) ->
            fields
                .computeIfAbsent(Rights.of(place, cells), added -> new ArrayList<>())
                .add(place.field()));
    List<Table> tables = new ArrayList<>();
    fields.forEach((rights, names) -> tables.add(rights.table(names)));
    return tables;
  }

  private record Place(String type, String field) {}

  /**
   * The rights in one place, without the name of its field: fields with equal ones share a table.
   */
  private record Rights(
      String type, boolean record, List<String> operations, Map<String, List<String>> rows) {

    static Rights of(Place place, List<Cell> cells) {
      Set<String> operations = new LinkedHashSet<>();
      Map<String, List<String>> rows = new LinkedHashMap<>();
      for (Cell cell : cells) {
        operations.add(cell.operation());
        rows.computeIfAbsent(cell.caller(), added -> new ArrayList<>()).add(cell.shown());
      }
      return new Rights(place.type(), place.field().isEmpty(), List.copyOf(operations), rows);
    }

    Table table(List<String> names) {
      String title = record ? type : type + ": " + String.join(", ", names);
      List<List<String>> lines = new ArrayList<>();
      rows.forEach(
          (caller, shown) -> {
            List<String> line = new ArrayList<>();
            line.add(caller);
            line.addAll(shown);
            lines.add(line);
          });
      return new Table(title, operations, lines);
    }
  }

  /**
   * One table.
   *
   * @param columns the operations
   * @param lines for each caller its name, then what it may do
   */
  record Table(String title, List<String> columns, List<List<String>> lines) {}
}
