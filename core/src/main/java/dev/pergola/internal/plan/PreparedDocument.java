package dev.pergola.internal.plan;

import graphql.execution.CoercedVariables;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A valid document with its plans. An operation has one plan for each outcome of the variables that
 * its conditional directives use, so that a plan itself has no conditions. Safe to share.
 */
public final class PreparedDocument {

  /**
   * A document of many operations and conditional variables has more plans than it is worth to
   * keep; those beyond are compiled with each request.
   */
  private static final int MAX_KEPT_PLANS = 16;

  private final Document document;
  private final PlanCompiler compiler;
  private final Map<String, OperationDefinition> operations = new LinkedHashMap<>();
  private final Map<String, FragmentDefinition> fragments = new LinkedHashMap<>();
  private final Set<String> conditionVariables;
  private final Map<PlanKey, Plan> plans = new ConcurrentHashMap<>();

  PreparedDocument(Document document, PlanCompiler compiler) {
    this.document = document;
    this.compiler = compiler;
    document
        .getDefinitionsOfType(OperationDefinition.class)
        .forEach(operation -> operations.put(nameOf(operation), operation));
    document
        .getDefinitionsOfType(FragmentDefinition.class)
        .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    this.conditionVariables = ConditionVariables.of(document);
  }

  /** The operation of this name, or the only one. */
  public OperationDefinition operation(Optional<String> name) {
    if (name.isPresent() && !name.get().isEmpty()) {
      OperationDefinition operation = operations.get(name.get());
      if (operation == null) {
        throw new RequestRefusedException(
            Messages.cut("Unknown operation named '%s'.".formatted(name.get())));
      }
      return operation;
    }
    if (operations.size() != 1) {
      throw new RequestRefusedException(
          operations.isEmpty()
              ? "The document has no operation."
              : "Must provide operation name if query contains multiple operations.");
    }
    return operations.values().iterator().next();
  }

  /** The plan of an operation of this document, for these variables. */
  public Plan plan(OperationDefinition operation, CoercedVariables variables) {
    Map<String, Boolean> conditions = new LinkedHashMap<>();
    for (String name : conditionVariables) {
      if (variables.get(name) instanceof Boolean value) {
        conditions.put(name, value);
      }
    }
    PlanKey key = new PlanKey(nameOf(operation), Map.copyOf(conditions));
    Plan known = plans.get(key);
    if (known != null) {
      return known;
    }
    Plan plan = compiler.compile(operation, fragments, conditions);
    if (plans.size() < MAX_KEPT_PLANS) {
      plans.put(key, plan);
    }
    return plan;
  }

  /**
   * Refuses a null for a variable that a condition of the operation uses. For engines that look at
   * conditions before they ask for a plan: the stock one throws at such a null.
   *
   * @param name which operation; one that there is not is left for the engine to refuse
   */
  void checkConditions(@Nullable String name, Map<String, ? extends @Nullable Object> variables) {
    for (OperationDefinition operation : operations.values()) {
      boolean asked = name == null || name.isEmpty() || name.equals(operation.getName());
      for (VariableDefinition variable : operation.getVariableDefinitions()) {
        String given = variable.getName();
        if (asked
            && variables.containsKey(given)
            && variables.get(given) == null
            && decides(given, operation)) {
          throw FieldCollector.nullCondition(given);
        }
      }
    }
  }

  /** Whether a condition of the operation uses a variable; it may have any of the fragments. */
  private boolean decides(String variable, OperationDefinition operation) {
    return conditionVariables.contains(variable)
        && (ConditionVariables.of(operation).contains(variable)
            || fragments.values().stream()
                .anyMatch(fragment -> ConditionVariables.of(fragment).contains(variable)));
  }

  /** The document as it was parsed. */
  public Document document() {
    return document;
  }

  /** The fragments of the document. */
  public List<FragmentDefinition> fragments() {
    return List.copyOf(fragments.values());
  }

  private static String nameOf(OperationDefinition operation) {
    return operation.getName() == null ? "" : operation.getName();
  }

  private record PlanKey(String operation, Map<String, Boolean> conditions) {}
}
