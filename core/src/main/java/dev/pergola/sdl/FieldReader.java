package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.ElementType;
import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.ListType;
import dev.pergola.dsl.ModelFieldType;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.StringValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a field of a model: its type, and the directives on it. */
final class FieldReader {

  /** Amplify's other words on fields. */
  private static final Set<String> KNOWN =
      Set.of(
          "auth",
          "index",
          "hasOne",
          "hasMany",
          "belongsTo",
          "manyToMany",
          "validate",
          "function",
          "refersTo",
          "sql",
          "http",
          "predictions",
          "generation",
          "conversation",
          "aws_subscribe",
          "aws_api_key",
          "aws_iam",
          "aws_oidc",
          "aws_cognito_user_pools",
          "aws_lambda");

  private final DeclaredTypes types;
  private final Findings findings;

  FieldReader(DeclaredTypes types, Findings findings) {
    this.types = types;
    this.findings = findings;
  }

  /** The type of the field; empty when it cannot be read, after saying so. */
  Optional<ModelFieldType> read(String typePlace, FieldDefinition field) {
    String place = "%s, field '%s'".formatted(typePlace, field.getName());
    if (!field.getInputValueDefinitions().isEmpty()) {
      findings.wrong(field, place + ": a field of a model has no arguments. Remove them.");
    }
    Optional<Directive> defaultValue = directives(place, field);
    TypeShape shape = TypeShape.of(field.getType());
    if (shape.nested()) {
      findings.wrong(
          field, place + ": a list of lists cannot be stored. Use one list, or AWSJSON.");
      return Optional.empty();
    }
    Optional<ScalarWord> scalar = ScalarWord.of(shape.name());
    if (scalar.isPresent() && defaultValue.isPresent() && !shape.list()) {
      return defaulted(place, scalar.get(), shape, defaultValue.get());
    }
    defaultValue.ifPresent(
        directive ->
            findings.wrong(directive, place + ": @default is for single scalars only. Remove it."));
    if (scalar.isPresent()) {
      return Optional.of(shaped(scalar.get().type(), shape));
    }
    return named(place, field, shape);
  }

  private Optional<ModelFieldType> named(String place, FieldDefinition field, TypeShape shape) {
    if (types.isEnum(shape.name())) {
      return Optional.of(shaped(a.ref(shape.name()), shape));
    }
    if (types.isModel(shape.name())) {
      findings.notSupported(field, "%s: a relation to '%s'".formatted(place, shape.name()));
    } else if (types.isCustomType(shape.name())) {
      findings.notSupported(field, "%s: the custom type '%s'".formatted(place, shape.name()));
    } else {
      findings.wrong(
          field,
          "%s: the document has no type '%s'. Declare it, or use a scalar as String or AWSDate."
              .formatted(place, shape.name()));
    }
    return Optional.empty();
  }

  private static <S extends ElementType<S>> FieldType shaped(ElementType<S> type, TypeShape shape) {
    if (!shape.list()) {
      return shape.required() ? type.required() : type;
    }
    ListType list = shape.elementRequired() ? type.required().array() : type.array();
    return shape.required() ? list.required() : list;
  }

  private Optional<ModelFieldType> defaulted(
      String place, ScalarWord scalar, TypeShape shape, Directive directive) {
    String text = onlyText(directive);
    if (text == null) {
      findings.wrong(directive, place + ": @default takes one text, as in @default(value: \"1\").");
      return Optional.empty();
    }
    try {
      return Optional.of(scalar.withDefault(text, shape.required()));
    } catch (IllegalArgumentException e) {
      findings.wrong(
          directive,
          "%s: @default(value: \"%s\") is no %s. Give a value of the type."
              .formatted(place, text, shape.name()));
      return Optional.empty();
    }
  }

  private static @Nullable String onlyText(Directive directive) {
    List<Argument> arguments = directive.getArguments();
    return arguments.size() == 1
            && arguments.get(0).getName().equals("value")
            && arguments.get(0).getValue() instanceof StringValue text
        ? text.getValue()
        : null;
  }

  /** Looks through the field's directives; gives {@code @default}, when there is one. */
  private Optional<Directive> directives(String place, FieldDefinition field) {
    for (Directive directive : field.getDirectives()) {
      String name = directive.getName();
      if (name.equals("default") || isPlainKey(field, directive)) {
        continue;
      }
      if (name.equals("primaryKey") || KNOWN.contains(name)) {
        findings.notSupported(directive, "%s: @%s".formatted(place, name));
      } else {
        findings.wrong(
            directive, "%s: @%s is no directive of a field. Remove it.".formatted(place, name));
      }
    }
    return field.getDirectives("default").stream().findFirst();
  }

  /** Amplify prints a declared {@code id} so; it means no more than declaring it. */
  private static boolean isPlainKey(FieldDefinition field, Directive directive) {
    return directive.getName().equals("primaryKey")
        && directive.getArguments().isEmpty()
        && field.getName().equals("id");
  }
}
