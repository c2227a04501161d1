package dev.pergola.dsl;

import dev.pergola.model.ModelOperation;
import java.util.List;

/**
 * All that a {@link Model} says. What may be said once stands in lists, one element for each call:
 * more than one is a problem.
 *
 * @param fields fields and relations
 * @param identifiers the fields of the key
 * @param indexes the secondary indexes
 * @param disabled what is switched off
 * @param authorizations the rules
 */
record ModelSpec(
    List<NamedField> fields,
    List<List<String>> identifiers,
    List<List<ModelIndex>> indexes,
    List<List<ModelOperation>> disabled,
    List<List<RuleSpec>> authorizations) {

  static final ModelSpec EMPTY =
      new ModelSpec(List.of(), List.of(), List.of(), List.of(), List.of());

  ModelSpec withField(String name, ModelFieldType type) {
    List<NamedField> more = NamedField.plus(fields, name, type);
    return new ModelSpec(more, identifiers, indexes, disabled, authorizations);
  }

  ModelSpec withIdentifier(String[] key) {
    List<List<String>> more = NamedField.plus(identifiers, Given.all("fields", key));
    return new ModelSpec(fields, more, indexes, disabled, authorizations);
  }

  ModelSpec withIndexes(ModelIndex[] all) {
    List<List<ModelIndex>> more = NamedField.plus(indexes, Given.all("indexes", all));
    return new ModelSpec(fields, identifiers, more, disabled, authorizations);
  }

  ModelSpec withDisabled(ModelOperation[] operations) {
    List<List<ModelOperation>> more =
        NamedField.plus(disabled, Given.all("operations", operations));
    return new ModelSpec(fields, identifiers, indexes, more, authorizations);
  }

  ModelSpec withRules(AuthRule[] rules) {
    List<List<RuleSpec>> more = NamedField.plus(authorizations, RuleSpec.of(rules));
    return new ModelSpec(fields, identifiers, indexes, disabled, more);
  }
}
