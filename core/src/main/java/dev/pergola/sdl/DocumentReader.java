package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.NamedEnum;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaPart;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.ArrayList;
import java.util.List;

/** Reads one document: its enums and models, and the complaint about all else. */
final class DocumentReader {

  private final Findings findings = new Findings();

  Schema read(String sdl) {
    Document document = SdlParser.parse(sdl);
    DeclaredTypes types = new DeclaredTypes(document);
    ModelReader models = new ModelReader(types, findings);
    List<SchemaPart> parts = new ArrayList<>();
    for (Definition<?> definition : document.getDefinitions()) {
      if (definition instanceof SDLExtensionDefinition) {
        findings.wrong(definition, "A type is extended. Write all of it in one place.");
      } else if (definition instanceof EnumTypeDefinition type) {
        parts.add(enumType(type));
      } else if (definition instanceof ObjectTypeDefinition type) {
        models.read(type).ifPresent(parts::add);
      } else {
        refuse(definition);
      }
    }
    findings.throwIfAny();
    return a.schema(parts.toArray(SchemaPart[]::new));
  }

  private NamedEnum enumType(EnumTypeDefinition type) {
    type.getDirectives()
        .forEach(
            directive ->
                findings.wrong(
                    directive,
                    "Enum '%s': @%s has no meaning on an enum. Remove it."
                        .formatted(type.getName(), directive.getName())));
    String[] values =
        type.getEnumValueDefinitions().stream()
            .map(EnumValueDefinition::getName)
            .toArray(String[]::new);
    return a.enumType(type.getName(), values);
  }

  /** Amplify prints inputs for operations, and interfaces and unions for conversations. */
  private void refuse(Definition<?> definition) {
    if (definition instanceof InputObjectTypeDefinition input) {
      findings.notSupported(definition, "The input '" + input.getName() + "'");
    } else if (definition instanceof InterfaceTypeDefinition type) {
      findings.notSupported(definition, "The interface '" + type.getName() + "'");
    } else if (definition instanceof UnionTypeDefinition union) {
      findings.notSupported(definition, "The union '" + union.getName() + "'");
    } else {
      findings.wrong(
          definition,
          "Only types and enums make a schema, and here stands another definition. Remove it.");
    }
  }
}
