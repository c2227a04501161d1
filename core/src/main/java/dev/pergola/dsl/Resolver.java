package dev.pergola.dsl;

import dev.pergola.model.Behavior;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.Mode;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a schema as written into what it means. Goes on after a mistake, so that all are found, and
 * throws before anything is made of a schema that has one.
 */
final class Resolver {

  private final List<Section> sections;
  private final Behavior behavior;
  private final Problems problems = new Problems();
  private final GeneratedNames names;
  private final RuleChecks ruleChecks;
  private final Map<String, ModelDraft> models = new LinkedHashMap<>();
  private final List<CustomOperation> operations = new ArrayList<>();

  Resolver(List<Section> sections, Set<Mode> modes, Behavior behavior) {
    this.sections = sections;
    this.behavior = behavior;
    this.names = new GeneratedNames(behavior, problems);
    this.ruleChecks = new RuleChecks(modes, behavior, problems);
  }

  SchemaModel resolve() {
    Map<String, SchemaPart> parts = declaredParts();
    checkNotEmpty();
    addEventResponse(parts);
    TypeCollector collector = new TypeCollector(parts, problems, names);
    collector.collect(parts.values());
    TypeTable types = new TypeTable(collector, problems);
    Scope scope = new Scope(behavior, problems, names, ruleChecks, types);
    sections.forEach(section -> resolve(section, parts, scope));
    List<TypeDraft> stored = new ModelInputs(scope, collector).claim(models.values());
    new InputChecks(collector, problems).check(stored);
    new Relations(models, problems).resolve();
    List<ResourceGrant> resources = resources();
    problems.throwIfAny();
    return SchemaModel.builder()
        .models(models.values().stream().map(ModelDraft::toModel).toList())
        .customTypes(types.customTypes())
        .inputs(types.inputs())
        .enums(types.enums())
        .operations(operations)
        .resources(resources)
        .build();
  }

  private void checkNotEmpty() {
    boolean api =
        sections.stream()
            .flatMap(section -> section.parts().stream())
            .anyMatch(part -> part instanceof Model || part instanceof OperationPart);
    if (!api) {
      problems.add(
          Place.SCHEMA,
          "a.schema(...)",
          "has no model and no operation",
          "Give it at least one a.model(...).");
    }
  }

  /** Names of parts come first: what they generate may collide with a part further down. */
  private Map<String, SchemaPart> declaredParts() {
    Map<String, SchemaPart> parts = new LinkedHashMap<>();
    sections.stream()
        .flatMap(section -> section.parts().stream())
        .forEach(
            part -> {
              if (parts.putIfAbsent(part.name, part) != null) {
                problems.add(
                    part.place(),
                    Texts.quoted(part.name),
                    "is the name of more than one part of the schema",
                    "Give each part a name of its own.");
              } else if (NameChecks.check(problems, part.place(), part.name)) {
                names.declared(part);
              }
            });
    return parts;
  }

  /** The type that operations answer whose callers do not wait, unless the author declares it. */
  private void addEventResponse(Map<String, SchemaPart> parts) {
    boolean needed =
        parts.values().stream()
            .anyMatch(
                part ->
                    part instanceof OperationPart operation
                        && OperationResolver.endsAsync(operation));
    if (needed) {
      String name = OperationResolver.EVENT_RESPONSE;
      SchemaPart implied = Dsl.a.customType(name).field("success", Dsl.a.bool().required());
      SchemaPart given = parts.putIfAbsent(name, implied);
      if (given == null) {
        names.declared(implied);
      } else if (!(given instanceof NamedCustomType)) {
        problems.add(
            given.place(),
            Texts.quoted(name),
            "has the name of the type that async functions answer",
            "Choose another name.");
      }
    }
  }

  private void resolve(Section section, Map<String, SchemaPart> parts, Scope scope) {
    List<RuleSpec> inherited = ruleChecks.rules(Place.SCHEMA, section.authorizations());
    for (SchemaPart part : section.parts()) {
      // The second of two parts of one name has its problem already.
      if (part instanceof Model model && parts.get(part.name) == part) {
        models.put(model.name, resolve(model, inherited, scope));
      } else if (part instanceof OperationPart operation && parts.get(part.name) == part) {
        new OperationResolver(operation, scope).resolve(inherited).ifPresent(operations::add);
      }
    }
  }

  private ModelDraft resolve(Model model, List<RuleSpec> inherited, Scope scope) {
    List<RuleSpec> own = ruleChecks.rules(model.place(), model.spec.authorizations());
    boolean inherits = model.spec.authorizations().isEmpty();
    if (inherits && inherited.isEmpty()) {
      problems.add(
          model.place(),
          "a.model(" + Texts.quoted(model.name) + ")",
          "has no authorization rule, and neither has the schema",
          "Add .authorization(...) to the model or to the schema; without a rule nobody may do anything.");
    }
    return new ModelResolver(model, inherits ? inherited : own, scope).resolve();
  }

  private List<ResourceGrant> resources() {
    Set<String> seen = new HashSet<>();
    List<ResourceGrant> grants = new ArrayList<>();
    for (Section section : sections) {
      for (ResourceRule rule : section.resources()) {
        if (rule.access.isEmpty()) {
          problems.add(
              Place.SCHEMA, rule.text(), "grants nothing", "Name what the function may do.");
        }
        if (!seen.add(rule.name)) {
          problems.add(
              Place.SCHEMA,
              rule.text(),
              "is for a function that has a rule already",
              "Say in one rule all that it may do.");
        }
        grants.add(rule.grant());
      }
    }
    return grants;
  }
}
