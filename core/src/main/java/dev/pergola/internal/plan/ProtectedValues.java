package dev.pergola.internal.plan;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.InlineFragment;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks in a refused request for a value that its type refuses and that is sent for a protected
 * field. Messages then do not repeat what was sent (spec: security 4).
 *
 * <p>The engine coerces variables before anything is known of the fields they are for, and tells of
 * a literal by its path only. So the search goes the other way: from the fields of the document to
 * what they are sent, for its operations and fragments alike, whichever of them was asked for.
 */
final class ProtectedValues {

  private final GraphQLSchema schema;
  private final ProtectedMembers members;
  private final Map<String, ? extends @Nullable Object> variables;
  private final Map<String, Value<?>> defaults = new HashMap<>();

  /** What was looked at: a large value may stand at many places. */
  private final Set<Place> seen = new HashSet<>();

  private ProtectedValues(
      GraphQLSchema schema,
      ProtectedMembers members,
      Map<String, ? extends @Nullable Object> variables) {
    this.schema = schema;
    this.members = members;
    this.variables = variables;
  }

  /** Whether messages about an invalid document may repeat the values that stand in it. */
  static SentValues in(Document document, GraphQLSchema schema, ProtectedMembers members) {
    ProtectedValues values = new ProtectedValues(schema, members, Map.of());
    values.collectDefaults(document);
    return values.told(document);
  }

  /**
   * Whether messages about variables may repeat their values.
   *
   * @param document a valid one, so that what stands in it is not refused
   * @param variables as they were sent, within the limits
   */
  static SentValues in(
      Document document,
      Map<String, ? extends @Nullable Object> variables,
      GraphQLSchema schema,
      ProtectedMembers members) {
    return new ProtectedValues(schema, members, variables).told(document);
  }

  private SentValues told(Document document) {
    return !members.none() && refusedIn(document) ? SentValues.HIDDEN : SentValues.SHOWN;
  }

  private void collectDefaults(Document document) {
    for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
      for (VariableDefinition variable : operation.getVariableDefinitions()) {
        if (variable.getDefaultValue() != null) {
          defaults.put(variable.getName(), variable.getDefaultValue());
        }
      }
    }
  }

  private boolean refusedIn(Document document) {
    return document.getDefinitions().stream().anyMatch(this::refusedIn);
  }

  private boolean refusedIn(Definition<?> definition) {
    if (definition instanceof OperationDefinition operation) {
      return refusedIn(
          switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
          },
          operation.getSelectionSet());
    }
    return definition instanceof FragmentDefinition fragment
        && refusedIn(type(fragment.getTypeCondition()), fragment.getSelectionSet());
  }

  private boolean refusedIn(@Nullable GraphQLType type, @Nullable SelectionSet selections) {
    if (!(type instanceof GraphQLObjectType parent) || selections == null) {
      return false;
    }
    for (Selection<?> selection : selections.getSelections()) {
      if (selection instanceof Field field && refusedIn(parent, field)) {
        return true;
      }
      if (selection instanceof InlineFragment fragment
          && refusedIn(
              fragment.getTypeCondition() == null ? parent : type(fragment.getTypeCondition()),
              fragment.getSelectionSet())) {
        return true;
      }
    }
    return false;
  }

  private @Nullable GraphQLType type(TypeName condition) {
    return schema.getType(condition.getName());
  }

  private boolean refusedIn(GraphQLObjectType parent, Field field) {
    GraphQLFieldDefinition definition = parent.getFieldDefinition(field.getName());
    if (definition == null) {
      return false;
    }
    Set<String> names = members.within(parent.getName(), field.getName());
    if (!names.isEmpty()) {
      for (Argument sent : field.getArguments()) {
        GraphQLArgument argument = definition.getArgument(sent.getName());
        if (argument != null
            && literal(
                argument.getType(), sent.getValue(), names, names.contains(sent.getName()))) {
          return true;
        }
      }
    }
    return refusedIn(GraphQLTypeUtil.unwrapAll(definition.getType()), field.getSelectionSet());
  }

  /**
   * Whether there is a refused value for a protected field in this one.
   *
   * @param names what protected fields are called
   * @param within whether this one is for such a field
   */
  private boolean literal(
      GraphQLType expected, @Nullable Value<?> value, Set<String> names, boolean within) {
    GraphQLType type = GraphQLTypeUtil.unwrapNonNull(expected);
    if (value == null || value instanceof NullValue) {
      return false;
    }
    if (value instanceof VariableReference variable) {
      return variable(type, variable.getName(), names, within);
    }
    if (type instanceof GraphQLList list) {
      return value instanceof ArrayValue array
          ? array.getValues().stream()
              .anyMatch(element -> literal(list.getWrappedType(), element, names, within))
          : literal(list.getWrappedType(), value, names, within);
    }
    if (type instanceof GraphQLInputObjectType object && value instanceof ObjectValue sent) {
      for (ObjectField member : sent.getObjectFields()) {
        GraphQLInputObjectField field = object.getField(member.getName());
        if (field != null
            && literal(
                field.getType(),
                member.getValue(),
                names,
                within || names.contains(member.getName()))) {
          return true;
        }
      }
      return false;
    }
    return (within || holds(type, names)) && !Leaf.takesLiteral(type, value);
  }

  private boolean variable(GraphQLType type, String name, Set<String> names, boolean within) {
    Set<String> open = within ? Set.of() : names;
    if (!seen.add(new Place(name, GraphQLTypeUtil.simplePrint(type), open, within))) {
      return false;
    }
    // A default is refused by the type that the document gives the variable, which may be any.
    Value<?> otherwise = defaults.get(name);
    return (otherwise != null && (within || literal(type, otherwise, names, false)))
        || sent(type, variables.get(name), names, within);
  }

  /** As {@link #literal}, of a variable's value. */
  private boolean sent(
      GraphQLType expected, @Nullable Object value, Set<String> names, boolean within) {
    GraphQLType type = GraphQLTypeUtil.unwrapNonNull(expected);
    if (value == null) {
      return false;
    }
    if (type instanceof GraphQLList list) {
      return value instanceof Collection<?> elements
          ? elements.stream()
              .anyMatch(element -> sent(list.getWrappedType(), element, names, within))
          : sent(list.getWrappedType(), value, names, within);
    }
    if (type instanceof GraphQLInputObjectType object && value instanceof Map<?, ?> sent) {
      for (Map.Entry<?, ?> member : sent.entrySet()) {
        String name = String.valueOf(member.getKey());
        GraphQLInputObjectField field = object.getField(name);
        if (field != null
            && sent(field.getType(), member.getValue(), names, within || names.contains(name))) {
          return true;
        }
      }
      return false;
    }
    return (within || holds(type, names)) && !Leaf.takes(type, value);
  }

  /** Whether a value in the place of an object may say what the object would, as a text. */
  private static boolean holds(GraphQLType type, Set<String> names) {
    return type instanceof GraphQLInputObjectType object
        && names.stream().anyMatch(name -> object.getField(name) != null);
  }

  /**
   * A place of a variable.
   *
   * @param names what protected fields are called below it; none if it is within one
   */
  private record Place(String variable, String type, Set<String> names, boolean within) {}
}
