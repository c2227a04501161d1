package dev.pergola.dsl;

import java.util.List;

/** A schema that has no default rules yet; see {@link Types#schema}. */
public final class BareSchema extends Schema {

  private final List<SchemaPart> parts;

  BareSchema(SchemaPart[] parts) {
    this(Given.all("parts", parts));
  }

  private BareSchema(List<SchemaPart> parts) {
    super(List.of(new Section(parts, List.of(), List.of())));
    this.parts = parts;
  }

  /**
   * With these rules for every model and custom operation that has none of its own; own rules
   * replace them entirely.
   */
  public Schema authorization(AuthRule.ForSchema... rules) {
    List<ResourceRule> resources =
        Given.all("rules", rules).stream()
            .filter(ResourceRule.class::isInstance)
            .map(ResourceRule.class::cast)
            .toList();
    List<RuleSpec> specs = RuleSpec.of(rules);
    // Functions alone are no rules for anybody else.
    boolean functionsOnly = specs.isEmpty() && !resources.isEmpty();
    List<List<RuleSpec>> calls = functionsOnly ? List.of() : List.of(specs);
    return new Schema(List.of(new Section(parts, calls, resources)));
  }
}
