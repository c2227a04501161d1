package dev.pergola.internal.lint;

import dev.pergola.model.Field;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.model.SchemaWarning.Code;
import java.util.List;
import java.util.Set;

/** Fields of one model whose own rules leave them unread or unwritten. */
final class FieldLint {

  private final ModelType model;
  private final Grants grants;
  private final Warnings warnings;

  FieldLint(ModelType model, Grants grants, Warnings warnings) {
    this.model = model;
    this.grants = grants;
    this.warnings = warnings;
  }

  void check() {
    if (model.fields().stream().noneMatch(field -> model.fieldRules(field.name()).isPresent())) {
      return;
    }
    Set<Role> readers = grants.readers();
    boolean written =
        model.fields().stream().anyMatch(field -> field.declared() && writable(field));
    for (Field field : model.fields()) {
      if (field.declared()) {
        checkRead(field, readers);
      }
      if (field.declared() && written && model.fieldRules(field.name()).isPresent()) {
        checkWritten(field);
      }
    }
  }

  private void checkRead(Field field, Set<Role> readers) {
    if (!field.required()) {
      return;
    }
    Set<Role> own = grants.readersOf(field.name());
    List<Role> refused = readers.stream().filter(reader -> !reader.within(own)).toList();
    if (!refused.isEmpty()) {
      warnings.field(
          Code.REQUIRED_FIELD_HIDDEN,
          model,
          field.name(),
          "It is never null, and hidden from %s: a list holds null for them in place of the record. Let them read it, or leave .required() out."
              .formatted(String.join(", ", refused.stream().map(Role::text).toList())));
    }
  }

  private void checkWritten(Field field) {
    if (!writable(field) && field.defaultValue() == null && !filled(field)) {
      warnings.field(
          Code.FIELD_NOBODY_WRITES,
          model,
          field.name(),
          "Its rules grant neither create nor update, so that it is null in every record that a"
              + " caller creates. Grant one of them, unless only the admin is to write it.");
    }
  }

  private boolean writable(Field field) {
    return grants.rulesOf(field.name()).stream()
        .anyMatch(
            rule ->
                (rule.operations().contains(Operation.CREATE)
                        && model.offers(ModelOperation.CREATE))
                    || (rule.operations().contains(Operation.UPDATE)
                        && model.offers(ModelOperation.UPDATE)));
  }

  /** A create fills the owner's field by itself. */
  private boolean filled(Field field) {
    return model.rules().stream()
        .anyMatch(
            rule ->
                rule instanceof Rule.Owner owner
                    && owner.field().equals(field)
                    && owner.operations().contains(Operation.CREATE));
  }
}
