package dev.pergola.internal.schema;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The text of a generated schema, type by type. */
final class SchemaLines {

  private final Map<String, List<String>> blocks = new LinkedHashMap<>();
  private final GeneratedSchema generated;

  private SchemaLines(GeneratedSchema generated) {
    this.generated = generated;
    for (String block : SchemaText.of(generated).split("\n\n")) {
      List<String> lines = Arrays.stream(block.strip().split("\n")).map(String::strip).toList();
      blocks.put(lines.get(0).split(" ")[1], lines);
    }
  }

  static SchemaLines of(Behavior behavior, Schema schema) {
    return of(behavior, Mode.API_KEY, schema);
  }

  static SchemaLines of(Behavior behavior, Mode defaultMode, Schema schema) {
    return new SchemaLines(
        SchemaGenerator.generate(
            schema.resolve(EnumSet.allOf(Mode.class), behavior),
            new SchemaSettings(behavior, defaultMode)));
  }

  GeneratedSchema generated() {
    return generated;
  }

  /** Whether there is such a type. */
  boolean has(String type) {
    return blocks.containsKey(type);
  }

  /** The names of the types. */
  Iterable<String> types() {
    return blocks.keySet();
  }

  /** The first line of a type, without its bracket. */
  String head(String type) {
    String line = blocks.get(type).get(0);
    return line.substring(0, line.length() - " {".length());
  }

  /** The lines between a type's brackets, with their directives. */
  List<String> full(String type) {
    List<String> lines = blocks.get(type);
    return lines.subList(1, lines.size() - 1);
  }

  /** As {@link #full}, without directives. */
  List<String> of(String type) {
    return full(type).stream().map(line -> line.split(" @")[0]).toList();
  }
}
