package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.subscribe.Interest;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import dev.pergola.storage.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs one root field; whatever goes wrong becomes that field's error. */
final class RootRunner {

  private final Reads reads;
  private final Mutations mutations;
  private final Transactions transactions;
  private final Operations operations;
  private final Subscriptions subscriptions;
  private final IntrospectionQueries introspection;
  private final Announcements announcements;
  private final Failures failures;

  RootRunner(
      SchemaModel model,
      Services services,
      IntrospectionQueries introspection,
      Announcements announcements,
      Failures failures,
      HandlerClients clients) {
    Map<ModelType, ModelTraits> models = ModelTraits.of(model.models());
    Relations relations = new Relations(services, failures);
    this.reads = new Reads(services, models, relations);
    this.mutations = new Mutations(services, models, relations, announcements);
    this.transactions = new Transactions(mutations, failures);
    this.operations = new Operations(services, relations, failures, clients);
    this.subscriptions = new Subscriptions(model.models(), services, operations);
    this.introspection = introspection;
    this.announcements = announcements;
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
    if (root instanceof RootField.Served served) {
      Map<String, Object> arguments = served.arguments().values(context.variables());
      Scope scope = scope(served, context);
      return () -> {
        context.checkAlive();
        enter(served, scope);
        return served instanceof RootField.Custom custom
            ? called(custom, arguments, scope)
            : onModel(new Call((RootField.OnModel) served, arguments, scope));
      };
    }
    if (root instanceof RootField.Introspection asked) {
      return () -> introspection.answer(asked, context);
    }
    RootResult typeName = new RootResult.Ready(((RootField.TypeName) root).type(), List.of());
    return () -> CompletableFuture.completedFuture(typeName);
  }

  private static Scope scope(RootField.Served root, RequestContext context) {
    ExplainLog explain = context.explain();
    return new Scope(
        context,
        new ScanBudget(context.scanRows(), root.shape().listings()),
        explain == null
            ? context.store()
            : new ExplainedStore(context.store(), explain, explain.path(root)));
  }

  /**
   * What mutations come to that are made together or not at all; never fails.
   *
   * @param contexts their contexts, in the same order
   * @param store the store as the transaction asks it
   * @throws graphql.GraphQLException if arguments do not fit their types
   */
  CompletableFuture<List<RootResult>> transact(
      List<RootField.OnModel> writes, List<RequestContext> contexts, Store store) {
    List<Call> calls = new ArrayList<>(writes.size());
    for (int i = 0; i < writes.size(); i++) {
      RootField.OnModel root = writes.get(i);
      RequestContext context = contexts.get(i);
      calls.add(new Call(root, root.arguments().values(context.variables()), scope(root, context)));
    }
    return transactions.run(calls, store);
  }

  /** Only a custom authorizer closes root fields; what is asked there is decided there. */
  static void enter(RootField.Served root, Scope scope) {
    if (scope.identity() instanceof Identity.Lambda) {
      Access entry = Access.toEnter(scope.identity(), root.parentType(), root.fieldName());
      if (scope.authorizer().decide(entry) instanceof Decision.Denied) {
        throw ClientErrors.unauthorized(root);
      }
    }
  }

  private CompletionStage<RootResult> onModel(Call call) {
    if (!(call.root().operation() instanceof RootOperation.OnModel operation)) {
      return reads.list(call);
    }
    return switch (operation.kind()) {
      case GET -> reads.get(call);
      case LIST -> reads.list(call);
      case CREATE, UPDATE, DELETE -> mutations.one(call);
    };
  }

  /** The answer of a custom operation; who has subscribed to a mutation is told of it. */
  private CompletionStage<RootResult> called(
      RootField.Custom custom, Map<String, Object> arguments, Scope scope) {
    CallNotes notes = new CallNotes();
    CompletionStage<RootResult> answer = operations.call(custom, arguments, notes, scope);
    boolean heard = announcements.concerns(custom.fieldName());
    return answer.handle(
        (result, failure) -> {
          if (failure == null && heard) {
            announcements.announce(custom, result, scope.visibility(), null);
          }
          RootResult own = failure == null ? result : failures.field(custom, failure);
          return failures.annotated(custom, own, notes.appended());
        });
  }

  /** What a subscription waits for; fails, as any field does, if the caller may not have it. */
  CompletionStage<Interest> subscribe(RootField.Served root, RequestContext context) {
    Map<String, Object> arguments = root.arguments().values(context.variables());
    Scope scope = new Scope(context, new ScanBudget(context.scanRows(), 1), context.store());
    enter(root, scope);
    return subscriptions.interest(root, arguments, scope);
  }
}
