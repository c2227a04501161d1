package dev.pergola.model;

import java.util.List;

/**
 * A relation to another model, or to its own. Nothing is stored under its name: the reference
 * fields of the child, the {@code belongsTo} side, hold the parent's key (spec: schema 6).
 *
 * @param model the model that declares it
 * @param name the GraphQL name
 * @param kind which side it is, and how many records it leads to
 * @param target the model it leads to
 * @param references the child's fields that hold the parent's key, in the order of that key
 */
public record Relation(String model, String name, Kind kind, String target, List<String> references)
    implements ModelField {

  /** Which side of a relation a field is. */
  public enum Kind {
    HAS_ONE,
    HAS_MANY,
    BELONGS_TO
  }

  public Relation {
    references = List.copyOf(references);
  }

  /** Whether the declaring model is the parent, and the references are the target's. */
  public boolean parentSide() {
    return kind != Kind.BELONGS_TO;
  }

  /**
   * The index of the target's table that finds the children of one parent. Only the parent's side
   * has one.
   */
  public String indexName() {
    if (!parentSide()) {
      throw new IllegalStateException(
          "%s.%s belongs to its target, which is found by key.".formatted(model, name));
    }
    return "gsi-" + model + "." + name;
  }
}
