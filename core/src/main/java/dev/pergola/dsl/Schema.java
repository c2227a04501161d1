package dev.pergola.dsl;

import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A whole schema as written; see {@link Types#schema}. Nothing is checked until it is resolved. */
public final class Schema {

  final List<SchemaPart> parts;

  /** The rules of each call of {@code authorization}; more than one call is a problem. */
  final List<List<RuleSpec>> authorizations;

  Schema(SchemaPart[] parts) {
    this(List.of(parts), List.of());
  }

  private Schema(List<SchemaPart> parts, List<List<RuleSpec>> authorizations) {
    this.parts = parts;
    this.authorizations = authorizations;
  }

  /**
   * With these rules for every model that has none of its own; a model's own rules replace them
   * entirely. Give all of them in one call.
   */
  public Schema authorization(AuthRule.ForSchema... rules) {
    List<List<RuleSpec>> more = new ArrayList<>(authorizations);
    more.add(RuleSpec.of(rules));
    return new Schema(parts, List.copyOf(more));
  }

  /**
   * What the schema means, checked: names looked up, implicit fields added, rules filled in.
   *
   * @param modes the modes that the backend is configured with; a rule for another is a problem
   * @param behavior whether mistakes that the original accepts in silence are problems
   * @throws SchemaException with every problem of the schema
   */
  public SchemaModel resolve(Set<Mode> modes, Behavior behavior) {
    return new Resolver(this, Set.copyOf(modes), behavior).resolve();
  }
}
