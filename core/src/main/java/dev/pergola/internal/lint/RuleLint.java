package dev.pergola.internal.lint;

import dev.pergola.model.Field;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.model.SchemaWarning.Code;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules of one model that no caller can ever make use of, or make too much use of. */
final class RuleLint {

  /** What a grant is good for, where it is good for nothing else. */
  private static final Map<Operation, List<ModelOperation>> USES = new EnumMap<>(Operation.class);

  static {
    USES.put(Operation.CREATE, List.of(ModelOperation.CREATE));
    USES.put(Operation.UPDATE, List.of(ModelOperation.UPDATE));
    USES.put(Operation.DELETE, List.of(ModelOperation.DELETE));
    USES.put(
        Operation.LISTEN,
        List.of(ModelOperation.ON_CREATE, ModelOperation.ON_UPDATE, ModelOperation.ON_DELETE));
  }

  private final ModelType model;
  private final Grants grants;
  private final Warnings warnings;

  RuleLint(ModelType model, Grants grants, Warnings warnings) {
    this.model = model;
    this.grants = grants;
    this.warnings = warnings;
  }

  void check() {
    Set<Field> seen = new HashSet<>();
    model.rules().forEach(this::checkUses);
    grants
        .all()
        .forEach(
            rule -> {
              if (rule instanceof Rule.GroupsInUnknownField unknown) {
                warnUnknown(unknown);
              } else if (rule instanceof Rule.Owner owner && seen.add(owner.field())) {
                checkFilled(owner);
                checkReassign(owner);
              }
            });
  }

  private void warnUnknown(Rule.GroupsInUnknownField rule) {
    warnings.model(
        Code.RULE_NEVER_MATCHES,
        model,
        "The groups are looked for in '%s', which the model does not declare: the rule matches nobody. Declare the field."
            .formatted(rule.field()));
  }

  private void checkUses(Rule rule) {
    boolean useful =
        rule.operations().stream()
            .anyMatch(
                operation ->
                    !USES.containsKey(operation)
                        || USES.getOrDefault(operation, List.of()).stream()
                            .anyMatch(model::offers));
    if (!useful) {
      String words = rule.operations().isEmpty() ? "nothing" : "only what is switched off";
      warnings.model(
          Code.RULE_NEVER_MATCHES,
          model,
          "The rule for %s grants %s. Grant another operation, or leave the rule out."
              .formatted(described(rule), words));
    }
  }

  /** An owner that nobody can write is filled by creates, if by anything. */
  private void checkFilled(Rule.Owner owner) {
    Field field = owner.field();
    if (!field.declared() && !fills(field)) {
      warnings.field(
          Code.RULE_NEVER_MATCHES,
          model,
          field.name(),
          "The field is not declared, and no owner rule that uses it grants create: it is null in"
              + " every record, and its rules match nobody. Declare it, or grant create.");
    }
  }

  private void checkReassign(Rule.Owner owner) {
    Field field = owner.field();
    boolean own =
        grants.rulesOf(field.name()).stream()
            .anyMatch(
                rule ->
                    rule instanceof Rule.Owner other
                        && other.field().equals(field)
                        && other.operations().contains(Operation.UPDATE));
    boolean key = model.keyFields().contains(field);
    if (field.declared() && own && !key && model.offers(ModelOperation.UPDATE)) {
      warnings.field(
          Code.OWNER_CAN_BE_REASSIGNED,
          model,
          field.name(),
          "An owner may write another owner's name into it. If that is not meant, give the field"
              + " .authorization(allow.owner().to(READ, DELETE)), or do not declare it.");
    }
  }

  private boolean fills(Field field) {
    return model.offers(ModelOperation.CREATE)
        && grants
            .all()
            .anyMatch(
                rule ->
                    rule instanceof Rule.Owner owner
                        && owner.field().equals(field)
                        && owner.operations().contains(Operation.CREATE));
  }

  private static String described(Rule rule) {
    return String.join(", ", Role.of(rule).stream().map(Role::text).toList());
  }
}
