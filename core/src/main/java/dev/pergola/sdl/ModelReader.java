package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.ModelFieldType;
import dev.pergola.dsl.ModelIndex;
import dev.pergola.model.ModelOperation;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import java.util.List;
import java.util.Optional;

/** Reads a type with {@code @model}. */
final class ModelReader {

  private final Findings findings;
  private final FieldReader fields;

  ModelReader(DeclaredTypes types, Findings findings) {
    this.findings = findings;
    this.fields = new FieldReader(types, findings);
  }

  /** The model, without what could not be read of it, after saying so. */
  Model read(ObjectTypeDefinition type) {
    String place = "Type '" + type.getName() + "'";
    Definitions.refuseInterfaces(place, type, findings);
    RuleReader rules = new RuleReader(type, findings);
    Model model = a.model(type.getName());
    boolean ownKey =
        type.getFieldDefinitions().stream().anyMatch(field -> field.hasDirective("primaryKey"));
    for (FieldDefinition field : type.getFieldDefinitions()) {
      if (!ownKey && isImplicitId(field, rules) && !isReference(field, type)) {
        continue;
      }
      Optional<ModelFieldType> fieldType = fields.read(place, field, rules);
      if (fieldType.isPresent()) {
        model = model.field(field.getName(), fieldType.get());
      }
    }
    return withDirectives(place, type, withKeys(place, type, model), rules);
  }

  /**
   * A bare {@code id: ID!} is what every model has; declared in the DSL it would be a key of the
   * author's own, and the list query would have it as an argument.
   */
  private static boolean isImplicitId(FieldDefinition field, RuleReader rules) {
    return field.getName().equals("id")
        && field.getDirectives().isEmpty()
        && field.getType() instanceof NonNullType
        && TypeShape.of(field.getType()).name().equals("ID")
        && !TypeShape.of(field.getType()).list()
        && !rules.isAbout("id");
  }

  /** Whether the model belongs to another by this field, which makes it one of the author's own. */
  private boolean isReference(FieldDefinition field, ObjectTypeDefinition type) {
    return type.getFieldDefinitions().stream()
        .flatMap(other -> other.getDirectives("belongsTo").stream())
        .map(directive -> directive.getArgument("references"))
        .anyMatch(
            argument ->
                argument != null
                    && RelationReader.names(argument.getValue()).contains(field.getName()));
  }

  private Model withKeys(String place, ObjectTypeDefinition type, Model model) {
    KeyReader keys = new KeyReader(place, type, findings);
    Model result = model;
    Optional<String[]> identifier = keys.identifier();
    if (identifier.isPresent()) {
      result = result.identifier(identifier.get());
    }
    ModelIndex[] indexes = keys.indexes();
    return indexes.length == 0 ? result : result.secondaryIndexes(indexes);
  }

  private Model withDirectives(
      String place, ObjectTypeDefinition type, Model model, RuleReader rules) {
    Model result = model;
    for (Directive directive : type.getDirectives()) {
      switch (directive.getName()) {
        case "model" -> {
          ModelOperation[] disabled =
              ModelArguments.disabled(place, type.getName(), directive, findings);
          result = disabled.length == 0 ? result : result.disableOperations(disabled);
        }
        case "auth" -> {
          List<AuthRule.ForModel> all = rules.read(place, directive);
          result = result.authorization(all.toArray(AuthRule.ForModel[]::new));
        }
        default -> {
          // What AppSync reads on a type follows from the rules.
          if (!Advice.ofOutput(directive)) {
            Advice.give(place, directive, "a model", findings);
          }
        }
      }
    }
    return result;
  }
}
