package dev.pergola.internal.lint;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.SchemaWarning;
import dev.pergola.model.SchemaWarning.Code;
import java.util.List;
import java.util.Locale;

/** Reads a resolved schema for what works and may not be meant. */
public final class SchemaLint {

  private SchemaLint() {}

  /** The warnings, in the order of the schema. */
  public static List<SchemaWarning> of(SchemaModel schema) {
    Warnings warnings = new Warnings();
    for (ModelType model : schema.models()) {
      Grants grants = new Grants(model);
      new RuleLint(model, grants, warnings).check();
      new FieldLint(model, grants, warnings).check();
      new RelationLint(schema, model, grants, warnings).check();
    }
    for (CustomOperation operation : schema.operations()) {
      check(operation, warnings);
      new ListenerLint(schema, operation, warnings).check();
    }
    return warnings.all();
  }

  private static void check(CustomOperation operation, Warnings warnings) {
    if (operation.rules().isEmpty()) {
      String kind = operation.kind().name().toLowerCase(Locale.ROOT);
      warnings.add(
          Code.RULE_NEVER_MATCHES,
          "Custom %s '%s'".formatted(kind, operation.name()),
          "The rules of the schema are about fields of records only, and an operation has no"
              + " record: nobody but the admin may call it. Give it rules of its own.");
    }
  }
}
