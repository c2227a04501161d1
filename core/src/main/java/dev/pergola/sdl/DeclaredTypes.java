package dev.pergola.sdl;

import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import java.util.HashSet;
import java.util.Set;

/** The names of a document's types, by kind: a field's type may stand further down. */
final class DeclaredTypes {

  static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

  private final Set<String> enums = new HashSet<>();
  private final Set<String> models = new HashSet<>();
  private final Set<String> customTypes = new HashSet<>();

  DeclaredTypes(Document document) {
    document
        .getDefinitionsOfType(EnumTypeDefinition.class)
        .forEach(type -> enums.add(type.getName()));
    document
        .getDefinitionsOfType(ObjectTypeDefinition.class)
        .forEach(type -> (isModel(type) ? models : customTypes).add(type.getName()));
  }

  static boolean isModel(ObjectTypeDefinition type) {
    return type.hasDirective("model");
  }

  boolean isEnum(String name) {
    return enums.contains(name);
  }

  boolean isModel(String name) {
    return models.contains(name);
  }

  boolean isCustomType(String name) {
    return customTypes.contains(name);
  }
}
