package dev.pergola.sdl;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.HandlerStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a custom operation as a field of a root type. */
final class OperationPrinter {

  private OperationPrinter() {}

  static String print(CustomOperation operation) {
    List<String> words = new ArrayList<>();
    words.add(signature(operation));
    if (!operation.mutations().isEmpty()) {
      words.add("@aws_subscribe(mutations: " + SdlText.quoted(operation.mutations()) + ")");
    }
    List<HandlerStep> functions =
        operation.steps().stream().filter(step -> step.kind() != HandlerStep.Kind.CUSTOM).toList();
    functions.forEach(step -> words.add(function(step)));
    words.add(
        functions.isEmpty()
            ? RulePrinter.output(operation.name(), operation.rules())
            : RulePrinter.auth(operation.rules()));
    return String.join(" ", words);
  }

  private static String signature(CustomOperation operation) {
    String arguments =
        operation.arguments().isEmpty()
            ? ""
            : operation.arguments().stream()
                .map(SdlPrinter::value)
                .collect(Collectors.joining(", ", "(", ")"));
    return "%s%s: %s"
        .formatted(
            operation.name(),
            arguments,
            operation.shape().around(operation.result().graphqlName()));
  }

  private static String function(HandlerStep step) {
    return "@function(name: %s%s)"
        .formatted(
            SdlText.quoted(step.name()),
            step.kind() == HandlerStep.Kind.ASYNC_FUNCTION ? ", invocationType: Event" : "");
  }
}
