package dev.pergola.dsl;

import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.Operation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether everybody who may read a model may read its required fields. A field that is hidden from
 * some of its readers is null for them, and one that is never null cannot be hidden. As in the
 * original, a model without subscriptions is not asked.
 */
final class FieldRuleChecks {

  private static final Set<Operation> READING = reading();

  private final ModelDraft draft;
  private final List<RuleSpec> rules;
  private final Map<String, FieldSpec> declared;
  private final Scope scope;

  FieldRuleChecks(
      ModelDraft draft, List<RuleSpec> rules, Map<String, FieldSpec> declared, Scope scope) {
    this.draft = draft;
    this.rules = rules;
    this.declared = declared;
    this.scope = scope;
  }

  void check() {
    boolean own = declared.values().stream().anyMatch(spec -> spec.rules() != null);
    if (!own || draft.disabled.contains(ModelOperation.SUBSCRIPTIONS)) {
      return;
    }
    Map<String, RuleSpec> readers = readers();
    declared.forEach(
        (name, spec) -> {
          Optional<Field> field = draft.field(name).filter(Field::required);
          if (field.isPresent()) {
            check(name, granted(rulesOf(spec)), readers);
          }
        });
  }

  private void check(
      String field, Map<String, Set<Operation>> grants, Map<String, RuleSpec> readers) {
    Set<Mode> covered = new HashSet<>();
    for (Mode mode : List.of(Mode.USER_POOL, Mode.OIDC)) {
      String everybody = RuleSpec.signedIn(mode);
      if (readers.containsKey(everybody)
          && grants.getOrDefault(everybody, Set.of()).containsAll(READING)) {
        covered.add(mode);
      }
    }
    readers.forEach(
        (role, rule) -> {
          boolean reads = grants.getOrDefault(role, Set.of()).stream().anyMatch(Operation::reads);
          if (!reads && !covered.contains(rule.mode())) {
            scope
                .problems()
                .add(
                    draft.place().field(field),
                    rule.text(),
                    "lets callers read the model who may not read this field, and the field is"
                        + " never null",
                    "Let the same callers read both, or leave .required() out.");
          }
        });
  }

  /** Who may read something of the model, by role. */
  private Map<String, RuleSpec> readers() {
    Map<String, RuleSpec> readers = new LinkedHashMap<>();
    Collection<List<RuleSpec>> lists =
        declared.values().stream().map(this::rulesOf).distinct().toList();
    for (List<RuleSpec> list : lists) {
      for (RuleSpec rule : list) {
        Set<Operation> operations = RuleResolver.operations(rule);
        // The original takes only those for readers who may get single records.
        boolean reads =
            scope.safe()
                ? operations.stream().anyMatch(Operation::reads)
                : operations.contains(Operation.GET);
        if (reads) {
          rule.roles().forEach(role -> readers.putIfAbsent(role, rule));
        }
      }
    }
    return readers;
  }

  private List<RuleSpec> rulesOf(FieldSpec spec) {
    return spec.rules() == null ? rules : spec.rules();
  }

  private static Map<String, Set<Operation>> granted(List<RuleSpec> rules) {
    Map<String, Set<Operation>> granted = new HashMap<>();
    for (RuleSpec rule : rules) {
      for (String role : rule.roles()) {
        granted
            .computeIfAbsent(role, unused -> EnumSet.noneOf(Operation.class))
            .addAll(RuleResolver.operations(rule));
      }
    }
    return granted;
  }

  private static Set<Operation> reading() {
    Set<Operation> reading = EnumSet.allOf(Operation.class);
    reading.removeIf(operation -> !operation.reads());
    return reading;
  }
}
