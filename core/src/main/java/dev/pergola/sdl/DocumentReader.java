package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.NamedEnum;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaException;
import dev.pergola.dsl.SchemaPart;
import dev.pergola.dsl.SchemaProblem;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.Field;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
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
  private final Set<String> unread = new HashSet<>();

  Schema read(String sdl) {
    Document document = SdlParser.parse(sdl);
    DeclaredTypes types = new DeclaredTypes(document);
    for (Definition<?> definition : document.getDefinitions()) {
      int before = findings.count();
      read(definition, types);
      if (findings.count() > before && definition instanceof NamedNode<?> named) {
        unread.add(named.getName());
        if (definition instanceof ObjectTypeDefinition type && DeclaredTypes.isRoot(type)) {
          type.getFieldDefinitions().forEach(operation -> unread.add(operation.getName()));
        }
      }
    }
    Schema schema = a.schema(parts.toArray(SchemaPart[]::new));
    findings.throwIfAny(() -> mistakes(schema));
    return schema;
  }

  /**
   * What is wrong in any backend, whatever its modes; without what may only be wrong since
   * something was not read.
   */
  private List<SchemaProblem> mistakes(Schema schema) {
    try {
      SchemaModel unused = schema.resolve(EnumSet.allOf(Mode.class), Behavior.APPSYNC);
      return List.of();
    } catch (SchemaException wrong) {
      return wrong.problems().stream().filter(problem -> !isAboutUnread(problem)).toList();
    }
  }

  private boolean isAboutUnread(SchemaProblem problem) {
    String text = problem.toString();
    return unread.stream()
        .anyMatch(name -> text.contains("'" + name) || text.contains('"' + name + '"'));
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
