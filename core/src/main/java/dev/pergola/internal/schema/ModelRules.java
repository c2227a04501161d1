package dev.pergola.internal.schema;

import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the rules of a model, and of its fields, mean for the schema. */
final class ModelRules {

  private ModelRules() {}

  /** The model's rules, then those of its fields. */
  static List<Rule> all(ModelType model) {
    List<Rule> rules = new ArrayList<>(model.rules());
    model.members().forEach(member -> model.fieldRules(member.name()).ifPresent(rules::addAll));
    return rules;
  }

  /** The fields that name owners, by whatever rule. */
  static Set<Field> owners(ModelType model) {
    Set<Field> owners = new LinkedHashSet<>();
    for (Rule rule : all(model)) {
      if (rule instanceof Rule.Owner owner) {
        owners.add(owner.field());
      }
    }
    return owners;
  }

  /**
   * The owner fields that a subscriber may be asked to name: those of rules that grant listening,
   * unless they hold a list.
   */
  static List<Field> listeningOwners(ModelType model) {
    Map<String, Field> owners = new LinkedHashMap<>();
    for (Rule rule : all(model)) {
      if (rule instanceof Rule.Owner owner
          && owner.operations().contains(Operation.LISTEN)
          && !owner.field().list()) {
        owners.putIfAbsent(owner.field().name(), owner.field());
      }
    }
    return List.copyOf(owners.values());
  }
}
