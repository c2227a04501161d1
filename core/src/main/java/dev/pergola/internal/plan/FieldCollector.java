package dev.pergola.internal.plan;

import graphql.language.Argument;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of selection sets by response key, as the GraphQL specification's
 * CollectFields does, for known values of the conditional directives. The schema has object types
 * only, so a fragment applies when it names the type or none.
 */
final class FieldCollector {

  private final Map<String, FragmentDefinition> fragments;
  private final Map<String, Boolean> conditions;

  FieldCollector(Map<String, FragmentDefinition> fragments, Map<String, Boolean> conditions) {
    this.fragments = fragments;
    this.conditions = conditions;
  }

  /**
   * The fields selected on a type, merged by response key, in the order of their first appearance.
   */
  Map<String, List<Field>> collect(String typeName, List<SelectionSet> selections) {
    Map<String, List<Field>> fields = new LinkedHashMap<>();
    Set<String> visited = new HashSet<>();
    selections.forEach(set -> collect(typeName, set, fields, visited));
    return fields;
  }

  /** The selection sets below a merged field. */
  static List<SelectionSet> below(List<Field> merged) {
    List<SelectionSet> sets = new ArrayList<>(merged.size());
    for (Field field : merged) {
      @Nullable SelectionSet set = field.getSelectionSet();
      if (set != null) {
        sets.add(set);
      }
    }
    return sets;
  }

  private void collect(
      String typeName, SelectionSet set, Map<String, List<Field>> fields, Set<String> visited) {
    for (Selection<?> selection : set.getSelections()) {
      if (selection instanceof Field field) {
        if (included(field)) {
          fields.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>()).add(field);
        }
      } else if (selection instanceof InlineFragment fragment) {
        boolean applies =
            fragment.getTypeCondition() == null
                || fragment.getTypeCondition().getName().equals(typeName);
        if (applies && included(fragment)) {
          collect(typeName, fragment.getSelectionSet(), fields, visited);
        }
      } else if (selection instanceof FragmentSpread spread && included(spread)) {
        FragmentDefinition fragment = fragments.get(spread.getName());
        if (fragment != null
            && fragment.getTypeCondition().getName().equals(typeName)
            && visited.add(spread.getName())) {
          collect(typeName, fragment.getSelectionSet(), fields, visited);
        }
      }
    }
  }

  private boolean included(DirectivesContainer<?> node) {
    return !condition(node, "skip", false) && condition(node, "include", true);
  }

  private boolean condition(DirectivesContainer<?> node, String name, boolean absent) {
    List<Directive> directives = node.getDirectives(name);
    if (directives.isEmpty()) {
      return absent;
    }
    Argument argument =
        Objects.requireNonNull(
            directives.get(0).getArgument("if"), "A valid document gives every condition");
    Value<?> value = argument.getValue();
    return value instanceof VariableReference variable
        ? variable(variable.getName())
        : ((BooleanValue) value).isValue();
  }

  private boolean variable(String name) {
    Boolean value = conditions.get(name);
    if (value == null) {
      // A variable with a default may stand here though its type is nullable, and be sent as null.
      throw nullCondition(name);
    }
    return value;
  }

  static RequestRefusedException nullCondition(String variable) {
    return new RequestRefusedException(
        Messages.cut(
            "Variable '%s' has coerced Null value for NonNull type 'Boolean!'"
                .formatted(variable)));
  }
}
