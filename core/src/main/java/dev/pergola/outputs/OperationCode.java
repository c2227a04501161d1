package dev.pergola.outputs;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomOperation.Kind;
import dev.pergola.model.HandlerStep;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Custom operations in TypeScript. */
final class OperationCode {

  private static final List<ModelOperation> MUTATIONS =
      List.of(ModelOperation.CREATE, ModelOperation.UPDATE, ModelOperation.DELETE);

  private final SchemaModel schema;
  private final InputCode inputs;
  private final FunctionCode functions;
  private final List<Rule> inherited;
  private final List<String> problems;

  OperationCode(
      SchemaModel schema,
      InputCode inputs,
      FunctionCode functions,
      List<Rule> inherited,
      List<String> problems) {
    this.schema = schema;
    this.inputs = inputs;
    this.functions = functions;
    this.inherited = inherited;
    this.problems = problems;
  }

  /** Whether the answer is the original's own, since nobody waits for the last step. */
  static boolean answersAtOnce(CustomOperation operation) {
    List<HandlerStep> steps = operation.steps();
    return !steps.isEmpty()
        && steps.get(steps.size() - 1).kind() == HandlerStep.Kind.ASYNC_FUNCTION;
  }

  String of(CustomOperation operation) {
    List<String> calls = new ArrayList<>();
    calls.add(operation.kind().name().toLowerCase(Locale.ROOT) + "()");
    if (operation.kind() == Kind.SUBSCRIPTION) {
      calls.add("for(%s)".formatted(oneOrList(sources(operation))));
    }
    if (!operation.arguments().isEmpty()) {
      List<String> arguments =
          operation.arguments().stream()
              .map(argument -> inputs.argument(operation.name(), argument))
              .toList();
      calls.add("arguments(%s)".formatted(Code.object(arguments)));
    }
    if (operation.kind() != Kind.SUBSCRIPTION && !answersAtOnce(operation)) {
      calls.add("returns(%s)".formatted(ValueCode.value(operation.result(), operation.shape())));
    }
    calls.add("handler(%s)".formatted(oneOrList(handlers(operation))));
    if (operation.rules().isEmpty()) {
      problems.add(
          "Operation '%s' has no authorization rule, and TypeScript asks for one."
              .formatted(operation.name()));
    } else if (operation.rules().stream().allMatch(RuleCode::fitsOperation)) {
      calls.add(RuleCode.ofOperation(operation.rules()));
    } else {
      inherits(operation);
    }
    return Code.chain("a", calls);
  }

  private static String oneOrList(List<String> all) {
    return all.size() == 1 ? all.get(0) : Code.list(all);
  }

  private List<String> handlers(CustomOperation operation) {
    if (operation.steps().isEmpty()) {
      // The original asks for one even where arguments alone decide who gets what.
      return List.of(
          functions.step(new HandlerStep(HandlerStep.Kind.CUSTOM, operation.name(), null)));
    }
    return operation.steps().stream().map(functions::step).toList();
  }

  private void inherits(CustomOperation operation) {
    if (operation.rules().stream().anyMatch(RuleCode::ofRecord)) {
      problems.add(
          "Operation '%s' has a rule about a field of a record, and TypeScript has none such for operations. Use a rule about the caller."
              .formatted(operation.name()));
    } else if (!operation.rules().equals(inherited)) {
      problems.add(
          "Operation '%s' has a group rule with a claim of its own, which TypeScript has for a whole schema only, and another operation has other such rules. Give both the same rules."
              .formatted(operation.name()));
    }
  }

  private List<String> sources(CustomOperation subscription) {
    Map<String, List<String>> ofModels = new LinkedHashMap<>();
    List<String> sources = new ArrayList<>();
    for (String mutation : subscription.mutations()) {
      schema.models().stream()
          .flatMap(model -> words(model, mutation).map(word -> Map.entry(model.name(), word)))
          .findFirst()
          .ifPresentOrElse(
              found ->
                  ofModels
                      .computeIfAbsent(found.getKey(), model -> new ArrayList<>())
                      .add(found.getValue()),
              () -> sources.add(ValueCode.ref(mutation)));
    }
    ofModels.forEach(
        (model, words) ->
            sources.add(
                ValueCode.ref(model)
                    + ValueCode.modifiers(subscription.shape())
                    + ".mutations(%s)".formatted(Code.texts(words))));
    return sources;
  }

  private static Stream<String> words(ModelType model, String mutation) {
    return MUTATIONS.stream()
        .map(ModelOperation::word)
        .filter(word -> mutation.equals(word + model.capitalName()));
  }
}
