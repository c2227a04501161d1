package dev.pergola.conformance.engine;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A random valid document for a schema: root fields, relations at depth, arguments as literals and
 * variables, aliases, merged fields, fragments in fragments, conditions, type names and
 * introspection in every place.
 *
 * <p>A response key always stands for one field with the same arguments, so that whatever comes
 * together may be merged.
 */
final class SchemaDocument {

  private static final int DEPTH = 8;
  private static final int MANY_FIELDS = 60;

  private final Random random;
  private final RandomValues values;
  private final boolean mutation;
  private final DocumentVariables variables;
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final Map<String, List<String>> callsByField = new LinkedHashMap<>();
  private final Map<String, List<String>> fragmentsByType = new LinkedHashMap<>();
  private final StringBuilder fragments = new StringBuilder();
  private final String text;
  private int fieldCount;
  private int fragmentCount;
  private boolean introspected;

  SchemaDocument(GraphQLSchema schema, Random random) {
    this.random = random;
    this.values = new RandomValues(random, Integer.MAX_VALUE);
    this.variables = new DocumentVariables(random, values);
    this.mutation = values.chance(4);
    GraphQLObjectType root = mutation ? schema.getMutationType() : schema.getQueryType();
    String selection = selection(root, DEPTH);
    this.text =
        "%s Q%s%s%s"
            .formatted(mutation ? "mutation" : "query", variables.declared(), selection, fragments);
  }

  String text() {
    return text;
  }

  Map<String, @Nullable Object> variables() {
    return variables.sent();
  }

  boolean mutation() {
    return mutation;
  }

  private String selection(GraphQLObjectType type, int depth) {
    boolean large = !isRoot(type) && !type.getName().endsWith("Connection");
    int size = 1 + random.nextInt(large ? 5 : 3);
    return IntStream.range(0, size)
        .mapToObj(i -> entry(type, depth))
        .collect(Collectors.joining(" ", "{", "}"));
  }

  private String entry(GraphQLObjectType type, int depth) {
    int kind = depth <= 0 || fieldCount > MANY_FIELDS ? 11 : random.nextInt(12);
    return switch (kind) {
      case 0 -> "..." + condition() + selection(type, depth - 1);
      case 1 -> "...on " + type.getName() + condition() + selection(type, depth - 1);
      case 2 -> "..." + fragment(type, depth) + condition();
      default -> field(type, depth);
    };
  }

  /**
   * An old fragment or a new one; none is inside itself, since it is known only when it is done.
   */
  private String fragment(GraphQLObjectType type, int depth) {
    List<String> known = fragmentsByType.computeIfAbsent(type.getName(), t -> new ArrayList<>());
    if (!known.isEmpty() && random.nextBoolean()) {
      return values.pick(known);
    }
    String name = "F" + fragmentCount++;
    String selection = selection(type, Math.min(depth - 1, 3));
    fragments.append(" fragment %s on %s%s".formatted(name, type.getName(), selection));
    known.add(name);
    return name;
  }

  private String field(GraphQLObjectType type, int depth) {
    fieldCount++;
    boolean query = isRoot(type) && !mutation;
    if (values.chance(10)) {
      return key("__typename", "") + "__typename" + condition();
    }
    if (query && !introspected && values.chance(12)) {
      // Asked for twice, it would not be in good faith.
      introspected = true;
      return values.pick(
          List.of(
              "__schema{queryType{name} types{kind name}}",
              "i:__type(name:\"Alpha\"){kind name fields{n:name type{kind ofType{name}}}}",
              "__type(name:\"Mood\"){enumValues{name} __typename}"));
    }
    boolean leaves = depth <= 0 || fieldCount > MANY_FIELDS;
    List<GraphQLFieldDefinition> fields =
        type.getFieldDefinitions().stream()
            .filter(field -> !leaves || !(unwrapped(field) instanceof GraphQLObjectType))
            .toList();
    if (fields.isEmpty()) {
      return "__typename" + condition();
    }
    GraphQLFieldDefinition field = values.pick(fields);
    GraphQLFieldDefinition items = type.getFieldDefinition("items");
    if (items != null && fields.contains(items) && !values.chance(4)) {
      field = items;
    }
    String call = call(type, field);
    return key(field.getName(), call)
        + call
        + condition()
        + (unwrapped(field) instanceof GraphQLObjectType below ? selection(below, depth - 1) : "");
  }

  /** The field with arguments: new ones or, to be merged, those of before. */
  private String call(GraphQLObjectType type, GraphQLFieldDefinition field) {
    List<String> known =
        callsByField.computeIfAbsent(
            type.getName() + "." + field.getName(), t -> new ArrayList<>());
    if (!known.isEmpty() && values.chance(3)) {
      return values.pick(known);
    }
    List<String> arguments = new ArrayList<>();
    for (GraphQLArgument argument : field.getArguments()) {
      if (GraphQLTypeUtil.isNonNull(argument.getType()) || values.chance(oneIn(argument))) {
        arguments.add(argument.getName() + ":" + variables.argument(argument));
      }
    }
    String call =
        field.getName() + (arguments.isEmpty() ? "" : "(" + String.join(",", arguments) + ")");
    known.add(call);
    return call;
  }

  private static int oneIn(GraphQLArgument argument) {
    return switch (argument.getName()) {
      case "nextToken" -> 40;
      case "sortDirection" -> 4;
      case "condition" -> 3;
      default -> 2;
    };
  }

  /** An alias, or none; each is for one field with the same arguments only. */
  private String key(String field, String call) {
    String plain = keys.computeIfAbsent(field, first -> call);
    boolean alias = !plain.equals(call) || values.chance(4);
    if (!alias) {
      return "";
    }
    String number = keys.computeIfAbsent(field + " " + call, first -> "x" + keys.size());
    return number + "_" + field.replace("__", "") + ":";
  }

  private String condition() {
    return switch (random.nextInt(16)) {
      case 0 -> " @skip(if:" + variables.bool() + ")";
      case 1 -> " @include(if:" + variables.bool() + ")";
      case 2 -> " @include(if:" + variables.bool() + ") @skip(if:" + variables.bool() + ")";
      default -> "";
    };
  }

  private static boolean isRoot(GraphQLObjectType type) {
    return type.getName().equals("Query") || type.getName().equals("Mutation");
  }

  private static GraphQLType unwrapped(GraphQLFieldDefinition field) {
    return GraphQLTypeUtil.unwrapAll(field.getType());
  }
}
