package dev.pergola.dsl;

import dev.pergola.dsl.SchemaProblem.Place;
import dev.pergola.model.Behavior;
import dev.pergola.model.EnumType;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns a schema as written into what it means. Goes on after a mistake, so that all are found, and
 * throws before anything is made of a schema that has one.
 */
final class Resolver {

  private final Schema schema;
  private final Behavior behavior;
  private final Problems problems = new Problems();
  private final GeneratedNames names = new GeneratedNames(problems);
  private final RuleChecks ruleChecks;
  private final List<EnumType> enums = new ArrayList<>();
  private final Map<String, EnumType> namedEnums = new LinkedHashMap<>();

  Resolver(Schema schema, Set<Mode> modes, Behavior behavior) {
    this.schema = schema;
    this.behavior = behavior;
    this.ruleChecks = new RuleChecks(modes, behavior, problems);
  }

  SchemaModel resolve() {
    List<Model> models = parts(Model.class);
    if (models.isEmpty()) {
      problems.add(
          Place.SCHEMA, "a.schema(...)", "has no model", "Give it at least one a.model(...).");
    }
    List<RuleSpec> inherited = ruleChecks.rules(Place.SCHEMA, schema.authorizations);
    declareParts();
    parts(NamedEnum.class).forEach(this::resolve);
    List<ModelDraft> drafts = models.stream().map(model -> resolve(model, inherited)).toList();
    problems.throwIfAny();
    return SchemaModel.builder()
        .models(drafts.stream().map(ModelDraft::toModel).toList())
        .enums(enums)
        .build();
  }

  /** Names of parts come first: what they generate may collide with a part further down. */
  private void declareParts() {
    Set<String> seen = new HashSet<>();
    for (SchemaPart part : schema.parts) {
      Place place = placeOf(part);
      if (!seen.add(part.name)) {
        problems.add(
            place,
            Texts.quoted(part.name),
            "is the name of more than one part of the schema",
            "Give each part a name of its own.");
      } else if (NameChecks.check(problems, place, part.name)) {
        names.declared(place, part.name);
      }
    }
  }

  private void resolve(NamedEnum part) {
    EnumType type = new EnumType(part.name, part.values);
    EnumChecks.check(problems, Place.enumType(part.name), part.values);
    enums.add(type);
    namedEnums.put(part.name, type);
  }

  private ModelDraft resolve(Model model, List<RuleSpec> inherited) {
    Place place = Place.model(model.name);
    List<RuleSpec> own = ruleChecks.rules(place, model.authorizations);
    List<RuleSpec> rules = model.authorizations.isEmpty() ? inherited : own;
    if (model.authorizations.isEmpty() && schema.authorizations.isEmpty()) {
      problems.add(
          place,
          "a.model(" + Texts.quoted(model.name) + ")",
          "has no authorization rule, and neither has the schema",
          "Add .authorization(...) to the model or to the schema; without a rule nobody may do anything.");
    }
    FieldResolver fields =
        new FieldResolver(behavior, problems, names, namedEnums, enums, modelNames());
    return new ModelResolver(model, rules, behavior, problems, names, fields).resolve();
  }

  private Set<String> modelNames() {
    return parts(Model.class).stream().map(model -> model.name).collect(Collectors.toSet());
  }

  private static Place placeOf(SchemaPart part) {
    return part instanceof Model ? Place.model(part.name) : Place.enumType(part.name);
  }

  private <T extends SchemaPart> List<T> parts(Class<T> kind) {
    return schema.parts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
