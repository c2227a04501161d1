package dev.pergola.internal.lint;

import dev.pergola.model.ModelField;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Who is granted what on one model and its fields. */
final class Grants {

  private final ModelType model;

  Grants(ModelType model) {
    this.model = model;
  }

  /** The rules that hold for a field: its own, or else the model's. */
  List<Rule> rulesOf(String field) {
    return model.fieldRules(field).orElse(model.rules());
  }

  /** All rules of the model and of its fields. */
  Stream<Rule> all() {
    return Stream.concat(
        model.rules().stream(),
        model.members().stream()
            .map(ModelField::name)
            .flatMap(name -> model.fieldRules(name).stream().flatMap(List::stream)));
  }

  /** Who may read something of the model. */
  Set<Role> readers() {
    return roles(all(), Operation::reads);
  }

  /** Who may read this field. */
  Set<Role> readersOf(String field) {
    return roles(rulesOf(field).stream(), Operation::reads);
  }

  /** Who is granted an operation of this kind by one of the rules. */
  static Set<Role> roles(Stream<Rule> rules, Predicate<Operation> wanted) {
    Set<Role> roles = new LinkedHashSet<>();
    rules
        .filter(rule -> rule.operations().stream().anyMatch(wanted))
        .forEach(rule -> roles.addAll(Role.of(rule)));
    return roles;
  }
}
