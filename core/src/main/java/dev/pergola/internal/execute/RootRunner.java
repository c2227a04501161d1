package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

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

  /**
   * The field ready to run, which never fails.
   *
   * @throws graphql.GraphQLException if its arguments do not fit their types
   */
  Supplier<CompletableFuture<RootResult>> prepare(RootField root, RequestContext context) {
    Supplier<CompletionStage<RootResult>> work = work(root, context);
    return () -> run(root, work);
  }

  private CompletableFuture<RootResult> run(
      RootField root, Supplier<CompletionStage<RootResult>> work) {
    try {
      return work.get().toCompletableFuture().exceptionally(thrown -> failures.field(root, thrown));
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.completedFuture(failures.field(root, thrown));
    }
  }

  private Supplier<CompletionStage<RootResult>> work(RootField root, RequestContext context) {
    if (root instanceof RootField.OnModel onModel) {
      Call call =
          new Call(
              onModel,
              onModel.arguments().values(context.variables()),
              context.identity(),
              context.scanRows(),
              context.deadline());
      return () -> {
        context.checkAlive();
        return onModel(call);
      };
    }
    if (root instanceof RootField.Introspection asked) {
      return () -> introspection.answer(asked, context);
    }
    RootResult typeName = new RootResult.Ready(((RootField.TypeName) root).type(), List.of());
    return () -> CompletableFuture.completedFuture(typeName);
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
