package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.internal.execute.WriteOrder.Written;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.subscribe.Interest;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import dev.pergola.storage.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs one root field; whatever goes wrong becomes that field's error. */
final class RootRunner {

  private final Services services;
  private final Map<ModelType, ModelTraits> models;
  private final Relations relations;
  private final Reads reads;
  private final Creates creates;
  private final Changes changes;
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
    this.services = services;
    this.models = ModelTraits.of(model.models());
    this.relations = new Relations(services, failures);
    this.reads = new Reads(services, models, relations);
    WriteOrder order = new WriteOrder(services.handlers().workers());
    this.creates = new Creates(services, order);
    this.changes = new Changes(services, order);
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
      Scope scope =
          new Scope(
              context,
              new ScanBudget(context.scanRows(), served.shape().listings()),
              store(served, context));
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

  private static Store store(RootField.Served root, RequestContext context) {
    ExplainLog explain = context.explain();
    return explain == null
        ? context.store()
        : new ExplainedStore(context.store(), explain, explain.path(root));
  }

  /** Only a custom authorizer closes root fields; what is asked there is decided there. */
  private static void enter(RootField.Served root, Scope scope) {
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
    ModelTraits traits = Objects.requireNonNull(models.get(call.model()), "a served model");
    return switch (operation.kind()) {
      case GET -> reads.get(call);
      case LIST -> reads.list(call);
      case CREATE -> written(call, creates.create(call, traits));
      case UPDATE -> written(call, changes.update(call, traits));
      case DELETE -> written(call, changes.delete(call));
    };
  }

  /** What a mutation answers: the record, and of its relations what may be told. */
  private CompletionStage<RootResult> written(Call call, CompletionStage<Written> write) {
    return write.thenCompose(
        done -> {
          try {
            return answered(call, done);
          } catch (RuntimeException | Error thrown) {
            // Whatever was thrown, later writes of the record wait for this one to be told of.
            done.tell(() -> {});
            throw thrown;
          }
        });
  }

  private CompletionStage<RootResult> answered(Call call, Written done) {
    ObjectSelection selection = ((RootField.Shape.OneRecord) call.root().shape()).selection();
    boolean wanted = announcements.isWanted(call.root().fieldName());
    if (!wanted) {
      done.tell(() -> {});
    }
    CompletionStage<RootResult> answer =
        relations
            .follow(selection, Arrays.asList(done.row()), call.scope())
            .thenApply(RootResult.OneRecord::new);
    return wanted ? told(call, selection, done, answer) : answer;
  }

  /**
   * The answer, of which subscribers are told. Those of the record's later writes wait for that, so
   * when its relations take too long, it is told without them.
   */
  private CompletionStage<RootResult> told(
      Call call, ObjectSelection selection, Written done, CompletionStage<RootResult> answer) {
    CompletionStage<RootResult> told =
        answer.whenComplete(
            (result, failure) ->
                done.tell(failure == null ? () -> announce(call, () -> result, done) : () -> {}));
    if (!answer.toCompletableFuture().isDone()) {
      RequestContext request = call.scope().request();
      Future<?> alarm =
          services
              .handlers()
              .timer()
              .schedule(
                  () -> done.tell(() -> announce(call, () -> alone(call, selection, done), done)),
                  request.deadline() - System.nanoTime(),
                  TimeUnit.NANOSECONDS);
      var unused = told.whenComplete((result, failure) -> alarm.cancel(false));
    }
    return told;
  }

  private RootResult alone(Call call, ObjectSelection selection, Written done) {
    return new RootResult.OneRecord(
        relations.unfollowed(selection, Arrays.asList(done.row()), call.scope()));
  }

  private void announce(Call call, Supplier<RootResult> result, Written done) {
    announcements.announce(call.root(), result, call.scope().visibility(), done.row());
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
