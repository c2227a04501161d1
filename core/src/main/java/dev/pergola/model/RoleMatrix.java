package dev.pergola.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Role x field x operation.
 *
 * @param fields the declared fields and relations
 * @param byRole what each role may do with each field
 */
record RoleMatrix(List<String> fields, Map<Rule, Map<String, Set<Operation>>> byRole) {

  static final Set<Operation> ALL = Collections.unmodifiableSet(EnumSet.allOf(Operation.class));
  static final Set<Operation> CHANGES =
      Collections.unmodifiableSet(EnumSet.of(Operation.UPDATE, Operation.DELETE));
  static final Set<Operation> READS =
      Stream.of(Operation.values())
          .filter(Operation::reads)
          .collect(Collectors.toUnmodifiableSet());

  /** Stands for a model that declares no field, so that its rules still grant something. */
  private static final String NO_FIELD = "";

  static RoleMatrix of(
      List<ModelField> members, List<Rule> rules, Map<String, List<Rule>> fieldRules) {
    List<String> fields =
        members.stream()
            .filter(member -> !(member instanceof Field field) || field.declared())
            .map(ModelField::name)
            .toList();
    RoleMatrix matrix =
        new RoleMatrix(fields.isEmpty() ? List.of(NO_FIELD) : fields, new LinkedHashMap<>());
    List<String> withoutOwn =
        matrix.fields.stream().filter(field -> !fieldRules.containsKey(field)).toList();
    rules.forEach(rule -> matrix.grant(rule, withoutOwn));
    fieldRules.forEach((field, own) -> own.forEach(rule -> matrix.grant(rule, List.of(field))));
    return matrix;
  }

  List<Rule> roles() {
    return List.copyOf(byRole.keySet());
  }

  Set<Operation> operations(Rule role, String field) {
    return byRole.getOrDefault(role, Map.of()).getOrDefault(field, Set.of());
  }

  boolean any(Rule role, String field, Set<Operation> operations) {
    return operations(role, field).stream().anyMatch(operations::contains);
  }

  /** The roles that may do one of these with some field. */
  List<Rule> somewhere(Set<Operation> operations) {
    return roles(role -> fields.stream().anyMatch(field -> any(role, field, operations)));
  }

  /** The roles that may do all of these with every field. */
  List<Rule> everywhere(Set<Operation> operations) {
    return roles(
        role -> fields.stream().allMatch(field -> operations(role, field).containsAll(operations)));
  }

  /**
   * The roles that read records, as far as one field goes: where everybody who is signed in may
   * read the field in every way, the other roles of that mode say nothing more.
   */
  List<Rule> readersAround(String field) {
    Set<Mode> open = EnumSet.noneOf(Mode.class);
    byRole
        .keySet()
        .forEach(
            role -> {
              // The identity pool has guests besides those who are signed in.
              if (role instanceof Rule.Authenticated
                  && role.mode() != Mode.IAM
                  && operations(role, field).containsAll(READS)) {
                open.add(role.mode());
              }
            });
    return somewhere(READS).stream()
        .filter(role -> role instanceof Rule.Authenticated || !open.contains(role.mode()))
        .toList();
  }

  private List<Rule> roles(Predicate<Rule> test) {
    return byRole.keySet().stream().filter(test).toList();
  }

  private void grant(Rule rule, List<String> where) {
    for (Rule role : rule.roles()) {
      Map<String, Set<Operation>> granted =
          byRole.computeIfAbsent(role, added -> new LinkedHashMap<>());
      where.forEach(field -> granted.merge(field, rule.operations(), RoleMatrix::union));
    }
  }

  private static Set<Operation> union(Set<Operation> one, Set<Operation> other) {
    return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
