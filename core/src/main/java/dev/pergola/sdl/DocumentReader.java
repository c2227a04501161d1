package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.NamedEnum;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaPart;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.Field;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one document: its types, enums, inputs and operations, and the complaint about all else.
 */
final class DocumentReader {

  /** The input by which a Gen 1 project opens everything to everybody while it is tried out. */
  private static final String SANDBOX = "AMPLIFY";

  private static final Set<String> KEYWORDS = Set.of("true", "false", "null");

  private final Findings findings = new Findings();
  private final List<SchemaPart> parts = new ArrayList<>();

  Schema read(String sdl) {
    Document document = SdlParser.parse(sdl);
    DeclaredTypes types = new DeclaredTypes(document);
    for (Definition<?> definition : document.getDefinitions()) {
      read(definition, types);
    }
    findings.throwIfAny();
    return a.schema(parts.toArray(SchemaPart[]::new));
  }

  private void read(Definition<?> definition, DeclaredTypes types) {
    if (definition instanceof SDLExtensionDefinition && !isRootExtension(definition)) {
      findings.wrong(definition, "A type is extended. Write all of it in one place.");
    } else if (definition instanceof EnumTypeDefinition type) {
      parts.add(enumType(type));
    } else if (definition instanceof ObjectTypeDefinition type) {
      read(type, types);
    } else if (definition instanceof InputObjectTypeDefinition input
        && !input.getName().equals(SANDBOX)) {
      parts.add(new MemberTypeReader(types, findings).input(input));
    } else {
      refuse(definition);
    }
  }

  private void read(ObjectTypeDefinition type, DeclaredTypes types) {
    if (DeclaredTypes.isModel(type)) {
      parts.add(new ModelReader(types, findings).read(type));
    } else if (DeclaredTypes.isRoot(type)) {
      readRoot(type, new OperationReader(types, findings));
    } else if (!types.isAsyncAnswer(type)) {
      parts.add(new MemberTypeReader(types, findings).customType(type));
    }
  }

  private void readRoot(ObjectTypeDefinition type, OperationReader operations) {
    String place = "Type '" + type.getName() + "'";
    Definitions.refuseInterfaces(place, type, findings);
    type.getDirectives().stream()
        .filter(directive -> !Advice.ofOutput(directive))
        .forEach(directive -> Advice.give(place, directive, "a root type", findings));
    type.getFieldDefinitions().forEach(field -> parts.add(operations.read(type.getName(), field)));
  }

  /** A project may write its operations as additions to the generated ones, which they are. */
  private static boolean isRootExtension(Definition<?> definition) {
    return definition instanceof ObjectTypeExtensionDefinition type && DeclaredTypes.isRoot(type);
  }

  private NamedEnum enumType(EnumTypeDefinition type) {
    String place = "Enum '" + type.getName() + "'";
    type.getDirectives().forEach(directive -> Advice.give(place, directive, "an enum", findings));
    String[] values =
        type.getEnumValueDefinitions().stream()
            .map(EnumValueDefinition::getName)
            .toArray(String[]::new);
    return a.enumType(type.getName(), values);
  }

  private void refuse(Definition<?> definition) {
    if (definition instanceof InputObjectTypeDefinition input) {
      findings.wrong(
          input,
          "The input 'AMPLIFY' opens every model to everybody while a project is tried out. Give each model the rules you mean, as in @auth(rules: [{allow: public}]).");
    } else if (definition instanceof InterfaceTypeDefinition type) {
      findings.notSupported(definition, "The interface '" + type.getName() + "'");
    } else if (definition instanceof UnionTypeDefinition union) {
      findings.notSupported(definition, "The union '" + union.getName() + "'");
    } else if (keyword(definition).isPresent()) {
      Field value = keyword(definition).get();
      findings.wrong(
          value,
          "An enum has the value '%s', which is a word of GraphQL. Use another word than true, false and null."
              .formatted(value.getName()));
    } else {
      findings.wrong(
          definition,
          "Only types, inputs and enums make a schema, and here stands another definition. Remove it.");
    }
  }

  /**
   * A value that no enum may have. To the parser the enum has ended before its values, and they are
   * a query.
   */
  private static Optional<Field> keyword(Definition<?> definition) {
    return definition instanceof OperationDefinition values && values.getName() == null
        ? values.getSelectionSet().getSelectionsOfType(Field.class).stream()
            .filter(value -> KEYWORDS.contains(value.getName()))
            .findFirst()
        : Optional.empty();
  }
}
