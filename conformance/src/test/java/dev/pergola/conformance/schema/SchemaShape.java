package dev.pergola.conformance.schema;

import graphql.language.AstPrinter;
import graphql.language.Definition;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphqlTypeComparatorRegistry;
import graphql.schema.idl.SchemaPrinter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a client can tell of a schema, as a set of lines: one for each field with its arguments, one
 * for each field of an input, one for each enum with its values. Order and directives leave no
 * trace.
 */
final class SchemaShape {

  private SchemaShape() {}

  static Set<String> of(GraphQLSchema schema) {
    SchemaPrinter.Options options =
        SchemaPrinter.Options.defaultOptions()
            .includeScalarTypes(false)
            .includeDirectiveDefinitions(false)
            .includeSchemaDefinition(false)
            .setComparators(GraphqlTypeComparatorRegistry.AS_IS_REGISTRY);
    return of(new SchemaPrinter(options).print(schema));
  }

  static Set<String> of(String sdl) {
    Set<String> lines = new TreeSet<>();
    for (Definition<?> definition : Parser.parse(sdl).getDefinitions()) {
      if (definition instanceof ObjectTypeDefinition type) {
        type.getFieldDefinitions().forEach(field -> lines.add(line(type.getName(), field)));
      } else if (definition instanceof InputObjectTypeDefinition type) {
        type.getInputValueDefinitions()
            .forEach(field -> lines.add("input " + type.getName() + "." + line(field)));
      } else if (definition instanceof EnumTypeDefinition type) {
        lines.add("enum " + type.getName() + " " + values(type));
      } else {
        throw new IllegalArgumentException("Not expected in a schema: " + definition);
      }
    }
    return lines;
  }

  private static String line(String type, FieldDefinition field) {
    String arguments =
        field.getInputValueDefinitions().stream()
            .map(SchemaShape::line)
            .sorted()
            .collect(Collectors.joining(", "));
    return "type %s.%s(%s): %s"
        .formatted(type, field.getName(), arguments, AstPrinter.printAst(field.getType()));
  }

  private static String line(InputValueDefinition input) {
    String defaultValue =
        input.getDefaultValue() == null ? "" : " = " + AstPrinter.printAst(input.getDefaultValue());
    return input.getName() + ": " + AstPrinter.printAst(input.getType()) + defaultValue;
  }

  private static List<String> values(EnumTypeDefinition type) {
    return type.getEnumValueDefinitions().stream().map(EnumValueDefinition::getName).toList();
  }
}
