package dev.pergola.dsl;

import dev.pergola.dsl.Model.NamedField;
import dev.pergola.dsl.RuleSpec.Kind;
import dev.pergola.dsl.SchemaProblem.Place;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.Field.Origin;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves one model. Its fields stand in the order of the original's introspection document: an
 * implicit {@code id}, the declared ones, implicit timestamps, implicit owners (spec: schema 4.1
 * and 12).
 */
final class ModelResolver {

  private static final String ID = "id";
  private static final List<String> TIMESTAMPS = List.of("createdAt", "updatedAt");

  /** The fields that every filter input has of its own. */
  private static final Set<String> FILTER_WORDS = Set.of("and", "or", "not");

  private final Model model;
  private final Place place;
  private final List<RuleSpec> rules;
  private final Behavior behavior;
  private final Problems problems;
  private final GeneratedNames names;
  private final FieldResolver fieldResolver;

  private final Set<String> declared = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final List<Field> fields = new ArrayList<>();
  private final Map<String, Field> byName = new LinkedHashMap<>();

  ModelResolver(
      Model model,
      List<RuleSpec> rules,
      Behavior behavior,
      Problems problems,
      GeneratedNames names,
      FieldResolver fieldResolver) {
    this.model = model;
    this.place = Place.model(model.name);
    this.rules = rules;
    this.behavior = behavior;
    this.problems = problems;
    this.names = names;
    this.fieldResolver = fieldResolver;
    model.fields.forEach(field -> declared.add(field.name()));
  }

  ModelDraft resolve() {
    if (model.fields.isEmpty()) {
      problems.add(
          place,
          "a.model(" + Texts.quoted(model.name) + ")",
          "has no field",
          "Give it at least one .field(name, type).");
    }
    String plural = Plurals.of(model.name);
    names.model(place, model.name, plural);
    addFields();
    List<Field> key = byName.containsKey(ID) ? List.of(byName.get(ID)) : List.of();
    return new ModelDraft(
        model.name,
        plural,
        fields,
        key,
        new RuleResolver(model.name, byName, declared, behavior, problems).resolve(rules));
  }

  private void addFields() {
    if (!declared.contains(ID)) {
      add(ID, Scalar.ID, false, true, false, Origin.IMPLICIT_ID, null);
    }
    model.fields.forEach(this::addDeclared);
    TIMESTAMPS.stream()
        .filter(name -> !declared.contains(name))
        .forEach(
            name ->
                add(name, Scalar.DATETIME, false, true, false, Origin.IMPLICIT_TIMESTAMP, null));
    rules.stream()
        .filter(rule -> rule.kind() == Kind.OWNER)
        .filter(rule -> !declared.contains(rule.field()) && !byName.containsKey(rule.field()))
        .forEach(this::addOwner);
  }

  private void addDeclared(NamedField field) {
    Place fieldPlace = Place.field(model.name, field.name());
    FieldSpec spec = field.spec();
    if (!seen.add(field.name())) {
      problems.add(
          fieldPlace,
          spec.type().text(),
          "declares the field a second time",
          "Declare each field once.");
      return;
    }
    boolean named = checkFieldName(fieldPlace, field.name());
    Optional<ValueType> type = fieldResolver.type(model.name, field);
    if (!named || type.isEmpty()) {
      return;
    }
    boolean key = field.name().equals(ID);
    if (key) {
      checkKey(fieldPlace, spec, type.get());
    }
    if (TIMESTAMPS.contains(field.name())) {
      checkTimestamp(fieldPlace, spec, type.get());
    }
    add(
        field.name(),
        type.get(),
        spec.list(),
        spec.required() || key,
        spec.elementRequired(),
        Origin.DECLARED,
        DefaultValues.stored(problems, fieldPlace, spec));
  }

  private boolean checkFieldName(Place fieldPlace, String name) {
    if (!NameChecks.check(problems, fieldPlace, name)) {
      return false;
    }
    if (FILTER_WORDS.contains(name)) {
      problems.add(
          fieldPlace,
          Texts.quoted(name),
          "is a word of every filter",
          "Use another name than and, or, not.");
      return false;
    }
    return true;
  }

  private void checkKey(Place fieldPlace, FieldSpec spec, ValueType type) {
    boolean keyType = type instanceof Scalar && type != Scalar.BOOLEAN && type != Scalar.JSON;
    if (!keyType || spec.list()) {
      problems.add(
          fieldPlace,
          spec.text(),
          "cannot be a key, which a field named id is",
          "Use a single a.id(), a.string(), a number or a date, or another name for the field.");
    }
  }

  /** The original keeps such a field and never fills it. */
  private void checkTimestamp(Place fieldPlace, FieldSpec spec, ValueType type) {
    boolean fits = (type == Scalar.DATETIME || type == Scalar.STRING) && !spec.list();
    if (!fits && behavior == Behavior.SAFE) {
      problems.add(
          fieldPlace,
          spec.text(),
          "cannot hold the time that every write stores in it",
          "Use a.datetime() or a.string(), or another name for the field.");
    }
  }

  private void addOwner(RuleSpec rule) {
    if (checkFieldName(Place.field(model.name, rule.field()), rule.field())) {
      // The original makes a single value of an owners' list that is not declared.
      boolean list = rule.plural() && behavior == Behavior.SAFE;
      add(rule.field(), Scalar.STRING, list, false, false, Origin.IMPLICIT_OWNER, null);
    }
  }

  private void add(
      String name,
      ValueType type,
      boolean list,
      boolean required,
      boolean elementRequired,
      Origin origin,
      @Nullable Object defaultValue) {
    Field field =
        new Field(
            name,
            fields.size(),
            type,
            new Shape(list, required, elementRequired),
            origin,
            defaultValue,
            List.of());
    fields.add(field);
    byName.put(name, field);
  }
}
