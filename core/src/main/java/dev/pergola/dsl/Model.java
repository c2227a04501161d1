package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A model: fields, and the rules of who may do what with its records. Gets {@code id}, {@code
 * createdAt}, {@code updatedAt} and the fields of its owner rules when they are not declared.
 */
public final class Model extends SchemaPart {

  final List<NamedField> fields;

  /** The rules of each call of {@code authorization}; more than one call is a problem. */
  final List<List<RuleSpec>> authorizations;

  Model(String name) {
    this(name, List.of(), List.of());
  }

  private Model(String name, List<NamedField> fields, List<List<RuleSpec>> authorizations) {
    super(name);
    this.fields = fields;
    this.authorizations = authorizations;
  }

  /**
   * With one field more. A field {@code id} is the model's key and never null; without one the
   * model gets {@code id: ID!}.
   */
  public Model field(String name, FieldType type) {
    NamedField field =
        new NamedField(requireNonNull(name, "name"), requireNonNull(type, "type").spec);
    return new Model(this.name, plus(fields, field), authorizations);
  }

  /**
   * With these rules instead of the schema's. Rules are alternatives: a request needs only one that
   * matches. Give all of them in one call.
   */
  public Model authorization(AuthRule.ForModel... rules) {
    return new Model(name, fields, plus(authorizations, RuleSpec.of(rules)));
  }

  private static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }

  /** A field as declared. */
  record NamedField(String name, FieldSpec spec) {}
}
