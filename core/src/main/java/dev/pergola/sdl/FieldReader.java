package dev.pergola.sdl;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.DefaultedType;
import dev.pergola.dsl.ElementType;
import dev.pergola.dsl.ListType;
import dev.pergola.dsl.ModelFieldType;
import dev.pergola.dsl.RelationType;
import dev.pergola.dsl.ValidatedType;
import dev.pergola.model.Validation;
import dev.pergola.sdl.ValueReader.Side;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.StringValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a field of a model: its type, and the directives on it but those of keys. */
final class FieldReader {

  private static final Set<String> READ = Set.of("default", "validate", "auth");

  private final DeclaredTypes types;
  private final Findings findings;
  private final ValueReader values;
  private final RelationReader relations;

  FieldReader(DeclaredTypes types, Findings findings) {
    this.types = types;
    this.findings = findings;
    this.values = new ValueReader(types, findings);
    this.relations = new RelationReader(findings);
  }

  /** The type of the field; empty when it cannot be read, after saying so. */
  Optional<ModelFieldType> read(String typePlace, FieldDefinition field, RuleReader rules) {
    String place = "%s, field '%s'".formatted(typePlace, field.getName());
    if (!field.getInputValueDefinitions().isEmpty()) {
      findings.wrong(field, place + ": a field of a model has no arguments. Remove them.");
    }
    refuseOthers(place, field);
    Optional<ModelFieldType> type =
        relations.isRelation(field) ? relations.read(place, field) : value(place, field);
    Optional<Directive> auth = only(place, field, "auth");
    if (auth.isEmpty()) {
      return type;
    }
    AuthRule.ForModel[] own = rules.read(place, auth.get()).toArray(AuthRule.ForModel[]::new);
    return type.map(plain -> ruled(plain, own));
  }

  private Optional<ModelFieldType> value(String place, FieldDefinition field) {
    TypeShape shape = TypeShape.of(field.getType());
    Optional<Directive> defaultValue = only(place, field, "default");
    List<Validation> checks =
        field.getDirectives("validate").stream()
            .flatMap(directive -> CheckWord.read(place, directive, findings).stream())
            .toList();
    if (types.isModel(shape.name())) {
      if (field.getDirectives().stream().anyMatch(Advice::isOlder)) {
        // Its advice says all.
        return Optional.empty();
      }
      findings.wrong(
          field,
          "%s: '%s' is a model, and a field leads to one by @hasOne, @hasMany or @belongsTo only. Add the directive."
              .formatted(place, shape.name()));
      return Optional.empty();
    }
    if (defaultValue.isEmpty() && field.getDirectives("validate").isEmpty()) {
      return values.read(place, field, shape, Side.OUTPUT).map(type -> type);
    }
    Optional<ScalarWord<?>> scalar = ScalarWord.of(shape.name());
    if (scalar.isEmpty() || shape.list()) {
      defaultValue.ifPresent(directive -> onlyForScalars(place, shape, directive));
      field.getDirectives("validate").forEach(directive -> onlyForScalars(place, shape, directive));
      return values.read(place, field, shape, Side.OUTPUT).map(type -> type);
    }
    for (Validation check : checks) {
      if (!scalar.get().takes(check)) {
        findings.wrong(
            field,
            "%s: @validate(type: %s) is for %s, and the field holds %s. Remove it."
                .formatted(
                    place,
                    check.kind().word(),
                    check.kind().ofNumbers() ? "Int and Float" : "String",
                    shape.name()));
        return Optional.empty();
      }
    }
    return checked(place, scalar.get(), shape, checks, defaultValue);
  }

  private Optional<ModelFieldType> checked(
      String place,
      ScalarWord<?> scalar,
      TypeShape shape,
      List<Validation> checks,
      Optional<Directive> directive) {
    Optional<String> text = directive.flatMap(FieldReader::onlyText);
    if (directive.isPresent() && text.isEmpty()) {
      findings.wrong(
          directive.get(), place + ": @default takes one text, as in @default(value: \"1\").");
      return Optional.empty();
    }
    if (text.isEmpty() && checks.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(scalar.with(checks, text.orElse(null), shape.required()));
    } catch (IllegalArgumentException e) {
      findings.wrong(
          directive.orElseThrow(),
          "%s: @default(value: \"%s\") is no %s. Give a value of the type."
              .formatted(place, text.orElse(""), shape.name()));
      return Optional.empty();
    }
  }

  private void onlyForScalars(String place, TypeShape shape, Directive directive) {
    if (directive.getName().equals("default") && types.isEnum(shape.name()) && !shape.list()) {
      findings.notSupported(directive, place + ": a default of an enum");
      return;
    }
    findings.wrong(
        directive,
        "%s: @%s is for single scalars only. Remove it.".formatted(place, directive.getName()));
  }

  private static Optional<String> onlyText(Directive directive) {
    return directive.getArguments().size() == 1
            && directive.getArguments().get(0).getValue() instanceof StringValue text
            && directive.getArguments().get(0).getName().equals("value")
        ? Optional.ofNullable(text.getValue())
        : Optional.empty();
  }

  private Optional<Directive> only(String place, FieldDefinition field, String name) {
    List<Directive> all = field.getDirectives(name);
    if (all.size() > 1) {
      findings.wrong(all.get(1), "%s: @%s is given twice. Give it once.".formatted(place, name));
    }
    return all.stream().findFirst();
  }

  private void refuseOthers(String place, FieldDefinition field) {
    for (Directive directive : field.getDirectives()) {
      String name = directive.getName();
      if (!READ.contains(name)
          && !KeyReader.WORDS.contains(name)
          && !RelationReader.WORDS.contains(name)) {
        Advice.give(place, directive, "a field of a model", findings);
      }
    }
  }

  private static ModelFieldType ruled(ModelFieldType type, AuthRule.ForModel[] rules) {
    if (type instanceof ElementType<?> element) {
      return element.authorization(rules);
    }
    if (type instanceof ListType list) {
      return list.authorization(rules);
    }
    if (type instanceof DefaultedType defaulted) {
      return defaulted.authorization(rules);
    }
    if (type instanceof ValidatedType<?> validated) {
      return validated.authorization(rules);
    }
    return ((RelationType) type).authorization(rules);
  }
}
