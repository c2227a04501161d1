package dev.pergola.internal.schema;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The signatures of a schema's root fields, one line each, as they stand in SDL. */
public final class Signatures {

  private Signatures() {}

  /** The queries, then the mutations: {@code Query.getPost(id: ID!): Post}. */
  public static List<String> of(GeneratedSchema generated) {
    List<String> lines = new ArrayList<>();
    add(generated.schema().getQueryType(), generated.queries(), lines);
    add(generated.schema().getMutationType(), generated.mutations(), lines);
    return lines;
  }

  private static void add(
      @Nullable GraphQLObjectType root, Map<String, RootOperation> operations, List<String> lines) {
    if (root != null) {
      root.getFieldDefinitions().stream()
          .filter(field -> operations.containsKey(field.getName()))
          .forEach(field -> lines.add(root.getName() + "." + line(field)));
    }
  }

  private static String line(GraphQLFieldDefinition field) {
    String arguments =
        field.getArguments().isEmpty()
            ? ""
            : field.getArguments().stream()
                .map(Signatures::line)
                .collect(Collectors.joining(", ", "(", ")"));
    return field.getName() + arguments + ": " + GraphQLTypeUtil.simplePrint(field.getType());
  }

  private static String line(GraphQLArgument argument) {
    return argument.getName() + ": " + GraphQLTypeUtil.simplePrint(argument.getType());
  }
}
