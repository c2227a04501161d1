package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.ModelFieldType;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a type with {@code @model}. */
final class ModelReader {

  /** Amplify's and AppSync's other words on types. */
  private static final Set<String> KNOWN =
      Set.of(
          "refersTo",
          "searchable",
          "key",
          "aws_api_key",
          "aws_iam",
          "aws_oidc",
          "aws_cognito_user_pools",
          "aws_lambda");

  private final Findings findings;
  private final FieldReader fields;

  ModelReader(DeclaredTypes types, Findings findings) {
    this.findings = findings;
    this.fields = new FieldReader(types, findings);
  }

  /** The model; empty when the type is none, after saying so. */
  Optional<Model> read(ObjectTypeDefinition type) {
    String place = "Type '" + type.getName() + "'";
    if (!DeclaredTypes.isModel(type)) {
      boolean root = DeclaredTypes.ROOTS.contains(type.getName());
      findings.notSupported(
          type, place + ": " + (root ? "a custom operation" : "a type without @model"));
      return Optional.empty();
    }
    if (!type.getImplements().isEmpty()) {
      findings.wrong(type, place + ": a model implements no interface. Remove it.");
    }
    Model model = a.model(type.getName());
    for (FieldDefinition field : type.getFieldDefinitions()) {
      Optional<ModelFieldType> fieldType = fields.read(place, field);
      if (fieldType.isPresent()) {
        model = model.field(field.getName(), fieldType.get());
      }
    }
    return Optional.of(withRules(place, type, model));
  }

  private Model withRules(String place, ObjectTypeDefinition type, Model model) {
    Model result = model;
    for (Directive directive : type.getDirectives()) {
      switch (directive.getName()) {
        case "model" ->
            directive
                .getArguments()
                .forEach(
                    argument ->
                        findings.notSupported(
                            argument,
                            "%s: the argument '%s' of @model"
                                .formatted(place, argument.getName())));
        case "auth" -> {
          List<AuthRule.ForModel> rules = new RuleReader(place, type, findings).read(directive);
          result = result.authorization(rules.toArray(AuthRule.ForModel[]::new));
        }
        default -> refuse(place, directive);
      }
    }
    return result;
  }

  private void refuse(String place, Directive directive) {
    if (KNOWN.contains(directive.getName())) {
      findings.notSupported(directive, "%s: @%s".formatted(place, directive.getName()));
    } else {
      findings.wrong(
          directive,
          "%s: @%s is no directive of a model. Remove it, or use @model and @auth."
              .formatted(place, directive.getName()));
    }
  }
}
