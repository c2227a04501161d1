package dev.pergola.dsl;

import dev.pergola.dsl.RuleSpec.Kind;
import dev.pergola.internal.text.Plurals;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.Field.Origin;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.Relation;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Resolves one model. Its members stand in the order of the original's introspection document: an
 * implicit {@code id}, the declared ones, implicit timestamps, implicit owners (spec: schema 4.1
 * and 12).
 */
final class ModelResolver {

  private static final List<String> TIMESTAMPS = List.of("createdAt", "updatedAt");

  /** The fields that every filter input has of its own. */
  private static final Set<String> FILTER_WORDS = Set.of("and", "or", "not");

  private final Model model;
  private final List<RuleSpec> rules;
  private final Scope scope;
  private final Problems problems;
  private final ModelDraft draft;
  private final Keys keys;
  private final Map<String, FieldSpec> declared = new LinkedHashMap<>();

  ModelResolver(Model model, List<RuleSpec> rules, Scope scope) {
    this.model = model;
    this.rules = rules;
    this.scope = scope;
    this.problems = scope.problems();
    model.spec.fields().forEach(field -> declared.putIfAbsent(field.name(), field.spec()));
    this.draft = new ModelDraft(model, Plurals.of(model.name), disabled());
    this.keys = new Keys(model, declared, scope);
  }

  ModelDraft resolve() {
    if (model.spec.fields().isEmpty()) {
      problems.add(
          model.place(),
          "a.model(" + Texts.quoted(model.name) + ")",
          "has no field",
          "Give it at least one .field(name, type).");
    }
    scope.names().model(model.place(), model.name, draft.plural, draft.disabled);
    addMembers();
    draft.key = keys.fields(draft);
    draft.indexes = new Indexes(draft, declared.keySet(), scope).resolve();
    resolveRules();
    checkOwnerArguments();
    return draft;
  }

  /** Subscriptions take the name of an owner by the field, and a filter. */
  private void checkOwnerArguments() {
    allRules()
        .filter(rule -> rule.kind() == Kind.OWNER && rule.field().equals("filter"))
        .findFirst()
        .ifPresent(
            rule ->
                problems.add(
                    model.place(),
                    rule.text(),
                    "makes an argument \"filter\" of subscriptions, which they have already",
                    "Name another field."));
  }

  private Set<ModelOperation> disabled() {
    List<List<ModelOperation>> calls = model.spec.disabled();
    problems.checkCalls(
        model.place(), ".disableOperations(...)", calls, "Name all of them in one call.");
    Set<ModelOperation> all = EnumSet.noneOf(ModelOperation.class);
    calls.forEach(all::addAll);
    return all;
  }

  private void addMembers() {
    if (keys.implicitId()) {
      addImplicit(Keys.ID, Scalar.ID, Shape.REQUIRED, Origin.IMPLICIT_ID);
    }
    Set<String> seen = new HashSet<>();
    for (NamedField field : model.spec.fields()) {
      if (seen.add(field.name())) {
        addDeclared(field);
      } else {
        problems.declaredTwice(model.place().field(field.name()), field.spec());
      }
    }
    TIMESTAMPS.stream()
        .filter(name -> !declared.containsKey(name))
        .forEach(
            name -> addImplicit(name, Scalar.DATETIME, Shape.REQUIRED, Origin.IMPLICIT_TIMESTAMP));
    allRules()
        .filter(rule -> rule.kind() == Kind.OWNER && !declared.containsKey(rule.field()))
        .filter(rule -> draft.field(rule.field()).isEmpty())
        .forEach(this::addOwner);
  }

  /** The model's rules, then those of its fields. */
  private Stream<RuleSpec> allRules() {
    return Stream.concat(
        rules.stream(),
        declared.values().stream()
            .flatMap(spec -> Optional.ofNullable(spec.rules()).stream().flatMap(List::stream)));
  }

  private void addDeclared(NamedField field) {
    Place place = model.place().field(field.name());
    FieldSpec spec = field.spec();
    boolean named = checkFieldName(place, field.name());
    if (spec.type() instanceof TypeSpec.ToModel to) {
      draft.add(new Relation(model.name, field.name(), to.kind(), to.model(), to.references()));
      return;
    }
    Optional<ValueType> type = scope.types().ofField(place, model.name, field);
    if (!named || type.isEmpty()) {
      return;
    }
    if (TIMESTAMPS.contains(field.name())) {
      checkTimestamp(place, spec, type.get());
    }
    claimFilter(place, spec, type.get());
    boolean required = spec.shape().required() || keys.isPartition(field.name());
    draft.add(
        new Field(
            field.name(),
            draft.width(),
            type.get(),
            spec.shape().withRequired(required),
            Origin.DECLARED,
            DefaultValues.stored(problems, place, spec),
            ValidationChecks.checked(scope, place, spec)));
  }

  private boolean checkFieldName(Place place, String name) {
    if (!NameChecks.check(problems, place, name)) {
      return false;
    }
    if (FILTER_WORDS.contains(name)) {
      problems.add(
          place,
          Texts.quoted(name),
          "is a word of every filter",
          "Use another name than and, or, not.");
      return false;
    }
    return true;
  }

  /** The original keeps such a field and never fills it. */
  private void checkTimestamp(Place place, FieldSpec spec, ValueType type) {
    boolean fits = (type == Scalar.DATETIME || type == Scalar.STRING) && !spec.shape().list();
    if (!fits && scope.safe()) {
      problems.add(
          place,
          spec.text(),
          "cannot hold the time that every write stores in it",
          "Use a.datetime() or a.string(), or another name for the field.");
    }
  }

  private void claimFilter(Place place, FieldSpec spec, ValueType type) {
    if (type instanceof EnumType found) {
      Place owner = spec.type() instanceof TypeSpec.Ref ? Place.enumType(found.name()) : place;
      // The original filters a required list with the input of a single value.
      boolean list = spec.shape().list() && (scope.safe() || !spec.shape().required());
      scope.names().enumFilter(owner, found.name(), list);
    }
  }

  private void addOwner(RuleSpec rule) {
    if (checkFieldName(model.place().field(rule.field()), rule.field())) {
      // The original makes a single value of an owners' list that is not declared.
      Shape shape = new Shape(rule.plural() && scope.safe(), false, false);
      addImplicit(rule.field(), Scalar.STRING, shape, Origin.IMPLICIT_OWNER);
    }
  }

  private void addImplicit(String name, Scalar type, Shape shape, Origin origin) {
    draft.add(new Field(name, draft.width(), type, shape, origin));
  }

  private void resolveRules() {
    RuleResolver resolver = new RuleResolver(draft, declared.keySet(), allRules().toList(), scope);
    draft.rules = resolver.resolve(model.place(), rules);
    declared.forEach(
        (name, spec) -> {
          if (spec.rules() != null) {
            Place place = model.place().field(name);
            scope.rules().checkEach(place, spec.rules());
            draft.fieldRules.put(name, resolver.resolve(place, spec.rules()));
          }
        });
    new FieldRuleChecks(draft, resolver, scope).check();
  }
}
