package dev.pergola.conformance.engine;

import dev.pergola.model.Scalar;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a random document: values that fit their types, some of them literals, some
 * variables, with defaults and without, sent and not sent.
 */
final class DocumentVariables {

  private static final List<String> CONDITIONS = List.of("c0", "c1", "c2");
  private static final List<Integer> LIMITS = List.of(1, 1, 2, 3, 3, 100, 1_000, 5_000, 0);
  private static final int MAX_DEPTH = 5;

  private final Random random;
  private final RandomValues values;
  private final Map<String, String> declarations = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> sent = new LinkedHashMap<>();

  DocumentVariables(Random random, RandomValues values) {
    this.random = random;
    this.values = values;
  }

  /** The definitions of all variables that have been used, in parentheses; empty without any. */
  String declared() {
    return declarations.isEmpty()
        ? ""
        : declarations.entrySet().stream()
            .map(declaration -> "$" + declaration.getKey() + ":" + declaration.getValue())
            .collect(Collectors.joining(" ", "(", ")"));
  }

  Map<String, @Nullable Object> sent() {
    return Collections.unmodifiableMap(sent);
  }

  /** A value for an argument, as it stands in the document. */
  String argument(GraphQLArgument argument) {
    GraphQLInputType type = argument.getType();
    Object value =
        argument.getName().equals("limit")
            ? values.pick(LIMITS)
            : value(type, argument.getName(), 0);
    return written(type, value, true);
  }

  /** A condition: a literal, or a variable that conditions share. */
  String bool() {
    if (values.chance(3)) {
      return String.valueOf(random.nextBoolean());
    }
    String name = values.pick(CONDITIONS);
    if (declarations.putIfAbsent(name, "Boolean!") == null) {
      sent.put(name, random.nextBoolean());
    }
    return "$" + name;
  }

  /** A value in the form in which clients send it. */
  private @Nullable Object value(GraphQLType type, String name, int depth) {
    if (GraphQLTypeUtil.isNonNull(type)) {
      return nonNull(GraphQLTypeUtil.unwrapOne(type), name, depth);
    }
    return values.chance(12) ? null : nonNull(type, name, depth);
  }

  private Object nonNull(GraphQLType type, String name, int depth) {
    if (GraphQLTypeUtil.isList(type)) {
      GraphQLType element = GraphQLTypeUtil.unwrapOne(type);
      if (values.chance(8)) {
        // One value stands for a list of one.
        return nonNull(
            GraphQLTypeUtil.isNonNull(element) ? GraphQLTypeUtil.unwrapOne(element) : element,
            name,
            depth + 1);
      }
      List<@Nullable Object> list = new ArrayList<>();
      int size = name.equals("between") && !values.chance(6) ? 2 : random.nextInt(3);
      for (int i = 0; i < size; i++) {
        list.add(value(element, name, depth + 1));
      }
      return list;
    }
    if (type instanceof GraphQLInputObjectType object) {
      return members(object, depth);
    }
    if (type instanceof GraphQLEnumType known) {
      return values.pick(known.getValues()).getName();
    }
    return scalar(((GraphQLNamedType) type).getName(), name);
  }

  private Map<String, @Nullable Object> members(GraphQLInputObjectType object, int depth) {
    boolean search = object.getName().startsWith("Model") && !object.getName().contains("KeyInput");
    List<GraphQLInputObjectField> optional = new ArrayList<>();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (GraphQLInputObjectField field : object.getFieldDefinitions()) {
      if (GraphQLTypeUtil.isNonNull(field.getType())) {
        members.put(field.getName(), value(field.getType(), field.getName(), depth + 1));
      } else if (depth < MAX_DEPTH || !holdsObjects(field)) {
        optional.add(field);
      }
    }
    Collections.shuffle(optional, random);
    int wanted = search ? (values.chance(4) ? 2 : 1) : random.nextInt(optional.size() + 1);
    for (GraphQLInputObjectField field : optional.subList(0, Math.min(wanted, optional.size()))) {
      members.put(field.getName(), value(field.getType(), field.getName(), depth + 1));
    }
    return members;
  }

  private static boolean holdsObjects(GraphQLInputObjectField field) {
    return GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLInputObjectType;
  }

  private Object scalar(String type, String name) {
    if (type.equals("Int")) {
      return (int) (long) (Long) values.ofScalar(Scalar.INTEGER);
    }
    if (type.equals("String")) {
      // Also an operand for keys and dates; an empty text is no key.
      return switch (random.nextInt(12)) {
        case 0, 1, 2 -> values.ofScalar(Scalar.ID);
        case 3, 4 -> values.ofScalar(Scalar.DATE);
        case 5 -> "";
        default -> values.ofScalar(Scalar.STRING);
      };
    }
    for (Scalar scalar : Scalar.values()) {
      if (scalar.graphqlName().equals(type)) {
        return values.ofScalar(scalar);
      }
    }
    throw new IllegalArgumentException(type);
  }

  /** A literal, or a variable in place of it or of parts of it. */
  private String written(GraphQLType type, @Nullable Object value, boolean mayVary) {
    if (mayVary && values.chance(5)) {
      return variable(type, value);
    }
    if (value == null) {
      return "null";
    }
    GraphQLType inner = GraphQLTypeUtil.isNonNull(type) ? GraphQLTypeUtil.unwrapOne(type) : type;
    if (GraphQLTypeUtil.isList(inner)) {
      GraphQLType element = GraphQLTypeUtil.unwrapOne(inner);
      return value instanceof List<?> list
          ? list.stream()
              .map(part -> written(element, part, mayVary))
              .collect(Collectors.joining(",", "[", "]"))
          // A variable of the element's type may not stand for a list.
          : written(element, value, false);
    }
    if (inner instanceof GraphQLInputObjectType object) {
      return ((Map<?, ?>) value)
          .entrySet().stream()
              .map(
                  member ->
                      member.getKey()
                          + ":"
                          + written(
                              object.getFieldDefinition((String) member.getKey()).getType(),
                              member.getValue(),
                              mayVary))
              .collect(Collectors.joining(",", "{", "}"));
    }
    if (inner instanceof GraphQLEnumType) {
      return String.valueOf(value);
    }
    return value instanceof String text
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : String.valueOf(value);
  }

  private String variable(GraphQLType type, @Nullable Object value) {
    String name = "v" + declarations.size();
    String declared = GraphQLTypeUtil.simplePrint(type);
    boolean optional = !GraphQLTypeUtil.isNonNull(type);
    switch (random.nextInt(optional ? 4 : 3)) {
      case 0 -> declarations.put(name, declared + "=" + written(type, value, false));
      case 3 -> declarations.put(name, declared);
      default -> {
        declarations.put(name, declared);
        sent.put(name, value);
      }
    }
    return "$" + name;
  }
}
