package dev.pergola.internal.schema;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A schema as text in AppSync's dialect: its scalars and directives are used and not declared. Root
 * types first, then all others by name; fields and arguments in the order of the schema.
 */
public final class SchemaText {

  private static final List<String> ROOTS = List.of("Query", "Mutation", "Subscription");

  private final GeneratedSchema generated;

  private SchemaText(GeneratedSchema generated) {
    this.generated = generated;
  }

  /** The text, ending in a line break. The same schema always gives the same text. */
  public static String of(GeneratedSchema generated) {
    return new SchemaText(generated).text();
  }

  private String text() {
    GraphQLSchema schema = generated.schema();
    Stream<String> roots =
        Stream.of(
                generated.queries().isEmpty() ? null : schema.getQueryType(),
                schema.getMutationType(),
                schema.getSubscriptionType())
            .flatMap(Stream::ofNullable)
            .map(this::text);
    Stream<String> others =
        schema.getAllTypesAsList().stream()
            .filter(type -> !type.getName().startsWith("__") && !ROOTS.contains(type.getName()))
            .sorted(Comparator.comparing(GraphQLNamedType::getName))
            .map(this::text)
            .filter(text -> !text.isEmpty());
    return Stream.concat(roots, others).collect(Collectors.joining("\n"));
  }

  /** Empty for a scalar. */
  private String text(GraphQLNamedType type) {
    if (type instanceof GraphQLObjectType object) {
      return block(
          "type " + object.getName() + directives(generated.directives().ofType(object.getName())),
          object.getFieldDefinitions().stream().map(field -> text(object, field)));
    }
    if (type instanceof GraphQLInputObjectType input) {
      return block("input " + input.getName(), input.getFields().stream().map(SchemaText::text));
    }
    if (type instanceof GraphQLEnumType of) {
      return block(
          "enum " + of.getName(), of.getValues().stream().map(GraphQLEnumValueDefinition::getName));
    }
    return "";
  }

  private String text(GraphQLObjectType type, GraphQLFieldDefinition field) {
    String arguments =
        field.getArguments().isEmpty()
            ? ""
            : field.getArguments().stream()
                .map(SchemaText::text)
                .collect(Collectors.joining(", ", "(", ")"));
    return field.getName()
        + arguments
        + ": "
        + GraphQLTypeUtil.simplePrint(field.getType())
        + directives(generated.directives().ofField(type.getName(), field.getName()));
  }

  private static String text(GraphQLArgument argument) {
    return argument.getName() + ": " + GraphQLTypeUtil.simplePrint(argument.getType());
  }

  private static String text(GraphQLInputObjectField field) {
    return field.getName() + ": " + GraphQLTypeUtil.simplePrint(field.getType());
  }

  private static String directives(List<AppliedDirective> directives) {
    return directives.stream().map(each -> " " + each).collect(Collectors.joining());
  }

  private static String block(String head, Stream<String> lines) {
    return lines
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining("", head + " {\n", "}\n"));
  }
}
