package dev.pergola.internal.execute;

import dev.pergola.internal.execute.WriteOrder.Written;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.ModelType;
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

/** The mutations of models, from their checks to what subscribers are told of them. */
final class Mutations {

  private final Services services;
  private final Map<ModelType, ModelTraits> models;
  private final Relations relations;
  private final Announcements announcements;
  private final Creates creates;
  private final Changes changes;
  private final Commits commits;

  Mutations(
      Services services,
      Map<ModelType, ModelTraits> models,
      Relations relations,
      Announcements announcements) {
    this.services = services;
    this.models = models;
    this.relations = relations;
    this.announcements = announcements;
    this.creates = new Creates(services);
    this.changes = new Changes(services);
    this.commits = new Commits(new WriteOrder(services.handlers().workers()));
  }

  /** One mutation. */
  CompletionStage<RootResult> one(Call call) {
    return ready(call).thenCompose(commits::one).thenCompose(done -> told(call, done));
  }

  /** The mutation after its checks; nothing is written yet. */
  CompletionStage<ReadyWrite> ready(Call call) {
    ModelTraits traits = Objects.requireNonNull(models.get(call.model()), "a served model");
    return switch (((RootOperation.OnModel) call.root().operation()).kind()) {
      case CREATE -> CompletableFuture.completedFuture(creates.create(call, traits));
      case UPDATE -> changes.update(call, traits);
      case DELETE -> CompletableFuture.completedFuture(changes.delete(call));
      case GET, LIST ->
          throw new IllegalStateException(call.root().fieldName() + " writes nothing");
    };
  }

  /** Makes all of these writes, or none; see {@link Commits#all}. */
  CompletionStage<List<Written>> all(List<ReadyWrite> writes, Store store) {
    return commits.all(writes, store);
  }

  /** What a mutation answers: the record, and of its relations what may be told. */
  CompletionStage<RootResult> told(Call call, Written done) {
    try {
      return answered(call, done);
    } catch (RuntimeException | Error thrown) {
      // Whatever was thrown, later writes of the record wait for this one to be told of.
      done.tell(() -> {});
      throw thrown;
    }
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
    return wanted ? heard(call, selection, done, answer) : answer;
  }

  /**
   * The answer, of which subscribers are told. Those of the record's later writes wait for that, so
   * when its relations take too long, it is told without them.
   */
  private CompletionStage<RootResult> heard(
      Call call, ObjectSelection selection, Written done, CompletionStage<RootResult> answer) {
    CompletionStage<RootResult> told =
        answer.whenComplete(
            (result, failure) ->
                done.tell(
                    failure == null
                        ? () -> announce(call, () -> result, done)
                        : () -> announcements.withhold(call.root().fieldName(), done.row())));
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
}
