package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.storage.Change;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowSize;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code create}, in the order of the original's pipeline (spec: runtime A1, A2): generated values,
 * defaults, key checks, authorization, validations, write.
 */
final class Creates {

  private final Services services;
  private final RecordClock clock;

  Creates(Services services) {
    this.services = services;
    this.clock = new RecordClock(services.clock());
  }

  ReadyWrite create(Call call, ModelTraits traits) {
    ModelType model = call.model();
    Row wanted = wanted(model, traits, call.input());
    IndexKeys.check(traits, wanted::value);
    // Before the rules are asked, as the original does; the caller may be about to be filled in.
    IndexKeys.checkWhole(
        traits,
        services.behavior(),
        "creating",
        field -> wanted(call, wanted, field) || mayBeFilled(traits, field));
    Row row = authorized(call, traits, wanted);
    if (row != wanted) {
      IndexKeys.check(traits, row::value);
    }
    IndexKeys.checkWhole(
        traits, services.behavior(), "creating", field -> wanted(call, row, field));
    FieldException invalid = traits.validations().failure(row::value);
    if (invalid != null) {
      throw invalid;
    }
    checkRequired(model, row);
    // There is no record whose values the condition could tell, but fields nobody showed the caller
    // are not for asking either.
    Filter condition = FilterReader.read(call.argument("condition"), model, services.limits());
    if (condition.columnNames().stream().anyMatch(field -> mayNotAsk(call, field))) {
      throw ClientErrors.unauthorized(call.root());
    }
    if (RowSize.of(model.table(), row) > services.limits().maxItemBytes()) {
      throw ClientErrors.itemTooLarge();
    }
    return new ReadyWrite(
        call,
        PutRequest.create(model.table(), row, condition),
        Change::after,
        failed -> ClientErrors.conditionFailed());
  }

  /** The original composes keys before it fills in owners, and so misses the owner in them. */
  private boolean mayBeFilled(ModelTraits traits, Field field) {
    return services.behavior() == Behavior.SAFE && traits.owners().contains(field.name());
  }

  /** Whether the input has a field, defaults included; a null counts. */
  private static boolean wanted(Call call, Row wanted, Field field) {
    return call.input().containsKey(field.name()) || wanted.has(field.position());
  }

  /**
   * The row as the caller wants it: what was sent, nulls included, with generated values and
   * defaults. A null in the key of an index is left out, since it is no key.
   */
  private Row wanted(ModelType model, ModelTraits traits, Map<String, @Nullable Object> input) {
    Row.Builder row = Row.builder(model.table());
    String now = clock.now();
    for (Field field : model.fields()) {
      Object value = Inputs.stored(field, input.get(field.name()));
      boolean sent = input.containsKey(field.name());
      if (value == null) {
        value = generated(model, traits, field, sent, now);
      }
      boolean storedNull = sent && !traits.indexed(field.position());
      if (value != null || storedNull) {
        row.set(field.position(), value);
      }
    }
    return row.build();
  }

  private @Nullable Object generated(
      ModelType model, ModelTraits traits, Field field, boolean sent, String now) {
    if (Timestamps.isTimestamp(field)) {
      return now;
    }
    Field id = traits.madeId();
    if (id == null || id.position() != field.position()) {
      return field.defaultValue();
    }
    boolean mayBeNull = !field.required() && !model.keyFields().contains(field);
    return sent && mayBeNull ? null : services.ids().get();
  }

  /** A required field can only be null here as the JSON text {@code null}. */
  private void checkRequired(ModelType model, Row row) {
    if (services.behavior() == Behavior.SAFE) {
      for (Field field : model.fields()) {
        RequiredValues.check(model, field, row.value(field.position()));
      }
    }
  }

  private static boolean mayNotAsk(Call call, String field) {
    return call.scope().visibility().toAskBy(call.model(), field).equals(Visibility.NEVER);
  }

  /** What counts as sent: also a default, which the original puts into the input. */
  private static Set<String> sent(Call call, ModelTraits traits) {
    if (traits.defaulted().isEmpty()) {
      return call.input().keySet();
    }
    Set<String> sent = new HashSet<>(traits.defaulted());
    sent.addAll(call.input().keySet());
    return sent;
  }

  /** The row that the rules judge: where an owner belongs, the server makes no id before them. */
  private static Row judged(Call call, ModelTraits traits, Row wanted) {
    Field id = traits.madeId();
    return id != null && traits.owners().contains(id.name()) && call.input().get(id.name()) == null
        ? Row.builder(call.model().table()).copy(wanted).remove(id.position()).build()
        : wanted;
  }

  private Row authorized(Call call, ModelTraits traits, Row wanted) {
    Decision decision =
        call.scope()
            .authorizer()
            .decide(
                Access.toCreate(
                    call.identity(),
                    call.model(),
                    judged(call, traits, wanted),
                    sent(call, traits)));
    if (decision instanceof Decision.DeniedFields some) {
      throw ClientErrors.unauthorizedOn(some.fields());
    }
    if (!(decision instanceof Decision.Allowed allowed)) {
      throw ClientErrors.unauthorized(call.root());
    }
    if (allowed.fills().isEmpty()) {
      return wanted;
    }
    Row.Builder row = Row.builder(call.model().table()).copy(wanted);
    allowed.fills().forEach(row::apply);
    return row.build();
  }
}
