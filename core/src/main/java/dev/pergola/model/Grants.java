package dev.pergola.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which role may do what with which field of a model: the model's rules and those that fields have
 * instead, put together (spec: authorization 6). A role is a rule without its operations, and a
 * rule about several groups is several roles. Every rule given back here stands for such a role;
 * what it grants is in the question that was asked.
 *
 * <p>The fields are the declared ones, relations among them. Others have no rights of their own:
 * whoever reaches a record may read its implicit fields.
 */
public final class Grants {

  private final RoleMatrix matrix;
  private final Set<Mode> admitted = EnumSet.of(Mode.IAM);
  private final Map<Operation, List<Rule>> reach = new EnumMap<>(Operation.class);
  private final List<Rule> readAnyhow;
  private final List<Rule> enterUpdate;
  private final List<Rule> delete;
  private final Writers create;
  private final Writers set;
  private final Writers clear;
  private final Map<String, Guard> guarded = new HashMap<>();

  private Grants(RoleMatrix matrix) {
    this.matrix = matrix;
    matrix.roles().forEach(role -> admitted.add(role.mode()));
    for (Operation operation : Operation.values()) {
      reach.put(operation, matrix.somewhere(EnumSet.of(operation)));
    }
    this.readAnyhow = matrix.somewhere(RoleMatrix.READS);
    this.enterUpdate = matrix.somewhere(RoleMatrix.CHANGES);
    this.delete = matrix.everywhere(EnumSet.of(Operation.DELETE));
    this.create = writers(EnumSet.of(Operation.CREATE), Operation.CREATE);
    this.set = writers(RoleMatrix.CHANGES, Operation.UPDATE);
    this.clear = writers(RoleMatrix.CHANGES, Operation.DELETE);
    for (String field : matrix.fields()) {
      List<Rule> readers = matrix.readersAround(field);
      List<Rule> allowed =
          readers.stream().filter(role -> matrix.any(role, field, RoleMatrix.READS)).toList();
      List<Rule> refused = readers.stream().filter(role -> !allowed.contains(role)).toList();
      if (!refused.isEmpty()) {
        guarded.put(field, new Guard(allowed, refused));
      }
    }
  }

  /**
   * What rules come to.
   *
   * @param members the fields and relations of the model
   * @param rules the rules of the model
   * @param fieldRules the rules that fields and relations have instead, by their names
   */
  public static Grants of(
      List<ModelField> members, List<Rule> rules, Map<String, List<Rule>> fieldRules) {
    return new Grants(RoleMatrix.of(members, rules, fieldRules));
  }

  /** The roles, those of the model's own rules first. */
  public List<Rule> roles() {
    return matrix.roles();
  }

  /**
   * Whether callers of a mode may see anything of the model's type at all: a rule names the mode,
   * or it is that of trusted programs (spec: authorization 1, schema 8.2).
   */
  public boolean admits(Mode mode) {
    return admitted.contains(mode);
  }

  /** What a role may do with a field. */
  public Set<Operation> operations(Rule role, String field) {
    return matrix.operations(role, field);
  }

  /**
   * Who may do this with some field of a record. That is enough to get, list, hear of and create
   * records, but neither to update nor to delete them: see {@link #enterUpdate} and {@link
   * #delete}.
   */
  public List<Rule> reach(Operation operation) {
    return reach.getOrDefault(operation, List.of());
  }

  /** Who may read a record in some way, as a relation wants it that leads to the model. */
  public List<Rule> readAnyhow() {
    return readAnyhow;
  }

  /** Who may change some field of a record: set it, or take its value away. */
  public List<Rule> enterUpdate() {
    return enterUpdate;
  }

  /** Who may delete a record: a right to every field is needed. */
  public List<Rule> delete() {
    return delete;
  }

  /** Who may send this field when creating a record. */
  public List<Rule> create(String field) {
    return create.of(field);
  }

  /** Who may send every field when creating a record. */
  public List<Rule> createWholly() {
    return create.whole();
  }

  /** Who may send this field when updating a record; for a null see {@link #clear} as well. */
  public List<Rule> set(String field) {
    return set.of(field);
  }

  /** Who may take this field's value away when updating a record. */
  public List<Rule> clear(String field) {
    return clear.of(field);
  }

  /**
   * Whether this field has a check of its own: somebody who may read records of the model may not
   * read it.
   */
  public boolean guards(String field) {
    return guarded.containsKey(field);
  }

  /** Who may read this field, if it has a check of its own. */
  public List<Rule> read(String field) {
    return guarded.getOrDefault(field, Guard.NONE).allowed();
  }

  /** Who may read records of the model, and not this field. */
  public List<Rule> hiddenFrom(String field) {
    return guarded.getOrDefault(field, Guard.NONE).refused();
  }

  /** Whoever may do all of {@code wholly} with every field may do it with undeclared ones too. */
  private Writers writers(Set<Operation> wholly, Operation operation) {
    List<Rule> whole = matrix.everywhere(wholly);
    Map<String, List<Rule>> byField = new HashMap<>();
    for (String field : matrix.fields()) {
      byField.put(
          field,
          matrix.roles().stream()
              .filter(
                  role ->
                      whole.contains(role) || matrix.operations(role, field).contains(operation))
              .toList());
    }
    return new Writers(byField, whole);
  }

  private record Guard(List<Rule> allowed, List<Rule> refused) {
    private static final Guard NONE = new Guard(List.of(), List.of());
  }

  private record Writers(Map<String, List<Rule>> byField, List<Rule> whole) {

    List<Rule> of(String field) {
      return byField.getOrDefault(field, whole);
    }
  }
}
