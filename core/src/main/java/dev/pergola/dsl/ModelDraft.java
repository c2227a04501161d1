package dev.pergola.dsl;

import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import java.util.List;

/** What was found of a model; becomes one only when the whole schema is without a mistake. */
record ModelDraft(
    String name, String plural, List<Field> fields, List<Field> keyFields, List<Rule> rules) {

  ModelType toModel() {
    return ModelType.builder(name, plural)
        .members(fields)
        .keyFields(keyFields)
        .rules(rules)
        .build();
  }
}
