package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Runs one root field; whatever goes wrong with it is its own error entry, and the others go on.
 */
final class RootRunner {

  private final Reads reads;
  private final Creates creates;
  private final Changes changes;
  private final IntrospectionQueries introspection;
  private final Failures failures;

  RootRunner(Services services, IntrospectionQueries introspection, Failures failures) {
    this.reads = new Reads(services);
    this.creates = new Creates(services);
    this.changes = new Changes(services);
    this.introspection = introspection;
    this.failures = failures;
  }

  CompletableFuture<RootResult> run(RootField root, RequestContext context) {
    try {
      return start(root, context)
          .toCompletableFuture()
          .exceptionally(thrown -> failures.field(root, thrown));
    } catch (RuntimeException thrown) {
      return CompletableFuture.completedFuture(failures.field(root, thrown));
    }
  }

  private CompletionStage<RootResult> start(RootField root, RequestContext context) {
    if (root instanceof RootField.OnModel onModel) {
      context.checkAlive();
      return onModel(
          new Call(
              onModel,
              onModel.arguments().values(context.variables()),
              context.identity(),
              context.scanRows()));
    }
    if (root instanceof RootField.Introspection asked) {
      return introspection.answer(asked, context);
    }
    return CompletableFuture.completedFuture(
        new RootResult.Ready(((RootField.TypeName) root).type(), List.of()));
  }

  private CompletionStage<RootResult> onModel(Call call) {
    return switch (call.root().operation().kind()) {
      case GET -> reads.get(call);
      case LIST -> reads.list(call);
      case CREATE -> creates.create(call);
      case UPDATE -> changes.update(call);
      case DELETE -> changes.delete(call);
    };
  }
}
