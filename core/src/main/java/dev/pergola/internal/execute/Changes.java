package dev.pergola.internal.execute;

import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.storage.Assignment;
import dev.pergola.storage.Change;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.UpdateRequest;
import dev.pergola.storage.WriteRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * {@code update} and {@code delete} (spec: runtime A3, A4; authorization 7). What the caller may
 * change is part of the write's own condition, so nothing can come between the check and the write.
 */
final class Changes {

  private final Services services;
  private final RecordClock clock;

  Changes(Services services) {
    this.services = services;
    this.clock = new RecordClock(services.clock());
  }

  CompletionStage<ReadyWrite> update(Call call, ModelTraits traits) {
    ModelType model = call.model();
    Map<String, @Nullable Object> input = Timestamps.withoutNull(model, call.input());
    RowKey key = Inputs.key(model, input);
    List<Assignment> assignments = assignments(model, input);
    @Nullable Object[] written = new @Nullable Object[model.fields().size()];
    Set<String> touched = new HashSet<>(input.keySet());
    for (Assignment assignment : assignments) {
      written[assignment.column().position()] = assignment.value();
      touched.add(assignment.column().name());
    }
    IndexKeys.check(traits, position -> written[position]);
    IndexKeys.checkWhole(
        traits, services.behavior(), "updating", field -> touched.contains(field.name()));
    Filter asked = condition(call);
    WriteGrant grant =
        WriteGrant.ofUpdate(call, input.keySet(), assignments, asked, services.behavior());
    FieldException invalid = traits.validations().failure(position -> written[position]);
    if (invalid != null) {
      return refused(call, key, grant, invalid);
    }
    checkRequired(model, assignments);
    Filter condition = Filter.and(List.of(grant.and(asked), parts(model, key)));
    return withOwners(call, traits, key, assignments, grant)
        .thenApply(
            whole ->
                ready(
                    call,
                    UpdateRequest.existing(model.table(), key, whole, condition)
                        .within(services.limits().maxItemBytes()),
                    grant,
                    Change::after));
  }

  private Filter parts(ModelType model, RowKey key) {
    return KeyParts.of(model, key, services.behavior());
  }

  /**
   * The assignments, in which owners that are sent as the record shows them stay those that are
   * stored.
   */
  private CompletionStage<List<Assignment>> withOwners(
      Call call, ModelTraits traits, RowKey key, List<Assignment> assignments, WriteGrant grant) {
    ModelType model = call.model();
    Set<Column> owners = traits.shownOwners();
    Predicate<Assignment> shown =
        assignment -> owners.contains(assignment.column()) && ShownOwners.in(assignment.value());
    if (services.behavior() == Behavior.APPSYNC || assignments.stream().noneMatch(shown)) {
      return CompletableFuture.completedFuture(assignments);
    }
    return call.scope()
        .store()
        .get(new GetRequest(model.table(), key))
        .thenApply(
            found -> {
              Row stored = meant(model, key, found);
              // Else the write is about to be refused, and its caller is not told of the record.
              return stored == null || !grant.holds(stored)
                  ? assignments
                  : assignments.stream()
                      .map(each -> shown.test(each) ? whole(each, stored) : each)
                      .toList();
            });
  }

  /** The record at a key; null if there is none, or only another whose key reads the same. */
  private @Nullable Row meant(ModelType model, RowKey key, Optional<Row> found) {
    return KeyParts.meant(found, model, key, services.behavior()).orElse(null);
  }

  private static Assignment whole(Assignment assignment, Row stored) {
    Column column = assignment.column();
    Object owner = stored.value(column);
    ShownOwners.ambiguous(assignment.value(), owner)
        .ifPresent(
            name -> {
              throw ClientErrors.ambiguousOwner(name, column.name());
            });
    return new Assignment(
        column, ShownOwners.whole(assignment.value(), owner, UnaryOperator.identity()));
  }

  ReadyWrite delete(Call call) {
    ModelType model = call.model();
    RowKey key = Inputs.key(model, call.input());
    Filter asked = condition(call);
    WriteGrant grant = WriteGrant.ofDelete(call, asked);
    DeleteRequest request =
        DeleteRequest.existing(
            model.table(), key, Filter.and(List.of(grant.and(asked), parts(model, key))));
    return ready(call, request, grant, Change::before);
  }

  /**
   * An update whose values are not valid: only who may update the record is told why. Where that
   * depends on the record, it has to be read.
   */
  private CompletionStage<ReadyWrite> refused(
      Call call, RowKey key, WriteGrant grant, FieldException invalid) {
    if (grant.always()) {
      throw invalid;
    }
    return call.scope()
        .store()
        .get(new GetRequest(call.model().table(), key))
        .thenApply(
            stored -> {
              Row row = meant(call.model(), key, stored);
              throw grant.holds(row) ? invalid : grant.refusal(row);
            });
  }

  private Filter condition(Call call) {
    return FilterReader.read(call.argument("condition"), call.model(), services.limits());
  }

  private ReadyWrite ready(
      Call call, WriteRequest request, WriteGrant grant, Function<Change, @Nullable Row> row) {
    return new ReadyWrite(
        call,
        request,
        row,
        failed ->
            grant.refusal(
                meant(call.model(), request.key(), Optional.ofNullable(failed.stored()))));
  }

  /** What was sent: a value is set, a null takes the field out, what is absent stays as it is. */
  private List<Assignment> assignments(ModelType model, Map<String, @Nullable Object> input) {
    List<Assignment> assignments = new ArrayList<>();
    for (Field field : model.fields()) {
      if (model.keyFields().contains(field)) {
        continue;
      }
      if (input.containsKey(field.name())) {
        Object value = Inputs.stored(field, input.get(field.name()));
        assignments.add(new Assignment(field.column(), value));
      } else if (field.name().equals(Timestamps.UPDATED_AT) && Timestamps.isTimestamp(field)) {
        assignments.add(new Assignment(field.column(), clock.now()));
      }
    }
    return assignments;
  }

  /** The original stores the null and breaks every later read of the record. */
  private void checkRequired(ModelType model, List<Assignment> assignments) {
    if (services.behavior() == Behavior.APPSYNC) {
      return;
    }
    for (Assignment assignment : assignments) {
      Field field = model.fields().get(assignment.column().position());
      RequiredValues.check(model, field, assignment.value());
    }
  }
}
