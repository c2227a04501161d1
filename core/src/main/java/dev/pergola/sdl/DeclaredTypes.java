package dev.pergola.sdl;

import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names of a document's types, by kind: what a field refers to may stand further down. */
final class DeclaredTypes {

  static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

  private final Set<String> enums = new HashSet<>();
  private final Set<String> models = new LinkedHashSet<>();
  private final Set<String> customTypes = new HashSet<>();
  private final Set<String> inputs = new HashSet<>();
  private final Set<String> operations = new HashSet<>();
  private final Map<String, String> mutations = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private boolean asynchronous;

  DeclaredTypes(Document document) {
    document
        .getDefinitionsOfType(EnumTypeDefinition.class)
        .forEach(type -> enums.add(type.getName()));
    document
        .getDefinitionsOfType(InputObjectTypeDefinition.class)
        .forEach(type -> inputs.add(type.getName()));
    document
        .getDefinitionsOfType(InterfaceTypeDefinition.class)
        .forEach(type -> refused.add(type.getName()));
    document
        .getDefinitionsOfType(UnionTypeDefinition.class)
        .forEach(type -> refused.add(type.getName()));
    document.getDefinitionsOfType(ObjectTypeDefinition.class).forEach(this::add);
  }

  private void add(ObjectTypeDefinition type) {
    if (isModel(type)) {
      models.add(type.getName());
    } else if (ROOTS.contains(type.getName())) {
      type.getFieldDefinitions().stream().map(FieldDefinition::getName).forEach(operations::add);
      if (type.getName().equals("Mutation")) {
        type.getFieldDefinitions()
            .forEach(field -> mutations.put(field.getName(), TypeShape.of(field.getType()).name()));
      }
      asynchronous |=
          type.getFieldDefinitions().stream()
              .flatMap(field -> field.getDirectives("function").stream())
              .anyMatch(FunctionWord::isAsync);
    } else {
      customTypes.add(type.getName());
    }
  }

  static boolean isModel(ObjectTypeDefinition type) {
    return type.hasDirective("model");
  }

  /** Whether the type holds the document's operations. */
  static boolean isRoot(ObjectTypeDefinition type) {
    return ROOTS.contains(type.getName()) && !isModel(type);
  }

  /**
   * Whether the type is the one that operations answer whose caller does not wait; the schema has
   * it as soon as there is such an operation.
   */
  boolean isAsyncAnswer(ObjectTypeDefinition type) {
    return asynchronous && type.getName().equals(OperationReader.ASYNC_ANSWER);
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

  boolean isInput(String name) {
    return inputs.contains(name);
  }

  /** Whether the document declares the name as something that is refused where it is declared. */
  boolean isRefused(String name) {
    return refused.contains(name);
  }

  /** Whether a query, mutation or subscription of the document has this name. */
  boolean isOperation(String name) {
    return operations.contains(name);
  }

  /** What the document's mutation of this name answers; empty when it has none. */
  Optional<String> answerOf(String mutation) {
    return Optional.ofNullable(mutations.get(mutation));
  }

  /** The models, in the order of the document. */
  Set<String> models() {
    return models;
  }
}
