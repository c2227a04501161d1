package dev.pergola.dsl;

import dev.pergola.model.ModelOperation;

/**
 * A model: fields, and the rules of who may do what with its records. Gets {@code id}, {@code
 * createdAt}, {@code updatedAt} and the fields of its owner rules when they are not declared.
 */
public final class Model extends SchemaPart {

  final ModelSpec spec;

  Model(String name) {
    this(name, ModelSpec.EMPTY);
  }

  private Model(String name, ModelSpec spec) {
    super(name);
    this.spec = spec;
  }

  /**
   * With one field more. Without an {@link #identifier}, a field {@code id} is the model's key and
   * never null; without either the model gets {@code id: ID!}.
   */
  public Model field(String fieldName, ModelFieldType type) {
    return new Model(name, spec.withField(fieldName, type));
  }

  /**
   * With these fields as the key instead of {@code id}: records are found by the first, and ordered
   * by the others.
   */
  public Model identifier(String... fields) {
    return new Model(name, spec.withIdentifier(fields));
  }

  /** With these indexes, each with a query of its own unless it says otherwise. */
  public Model secondaryIndexes(ModelIndex... indexes) {
    return new Model(name, spec.withIndexes(indexes));
  }

  /**
   * Without these operations. A group stands for all of its operations, and a mutation takes its
   * subscription with it.
   */
  public Model disableOperations(ModelOperation... operations) {
    return new Model(name, spec.withDisabled(operations));
  }

  /**
   * With these rules instead of the schema's. Rules are alternatives: a request needs only one that
   * matches. Give all of them in one call.
   */
  public Model authorization(AuthRule.ForModel... rules) {
    return new Model(name, spec.withRules(rules));
  }
}
