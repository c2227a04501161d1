package dev.pergola.internal.lint;

import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaWarning;
import dev.pergola.model.SchemaWarning.Code;
import java.util.ArrayList;
import java.util.List;

/** Collects warnings in the order of the schema. */
final class Warnings {

  private final List<SchemaWarning> found = new ArrayList<>();

  void model(Code code, ModelType model, String text) {
    add(code, "Model '%s'".formatted(model.name()), text);
  }

  void field(Code code, ModelType model, String field, String text) {
    add(code, "Model '%s', field '%s'".formatted(model.name(), field), text);
  }

  void add(Code code, String place, String text) {
    found.add(new SchemaWarning(code, place, text));
  }

  List<SchemaWarning> all() {
    return List.copyOf(found);
  }
}
