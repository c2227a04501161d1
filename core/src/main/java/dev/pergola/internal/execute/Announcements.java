package dev.pergola.internal.execute;

import dev.pergola.events.Event;
import dev.pergola.events.EventBus;
import dev.pergola.events.ExpectedEvents;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.subscribe.Hub;
import dev.pergola.internal.subscribe.Occurrence;
import dev.pergola.model.Behavior;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.request.Limits;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells subscribers of mutations that have succeeded (spec: runtime D). What is told is what the
 * mutation selected; in {@link Behavior#SAFE} who is told, and whether a filter holds, is judged by
 * the record itself and not by what happened to be selected of it.
 */
final class Announcements {

  private final Behavior behavior;
  private final Limits limits;
  private final EventBus bus;
  private final Hub hub;
  private final Failures failures;
  private final ListenerFields fields;
  private final Map<ModelType, Payloads> payloads = new HashMap<>();
  private final Map<String, ModelType> written = new HashMap<>();
  private final Map<String, List<Listening>> listening = new HashMap<>();

  Announcements(
      List<ModelType> models, GeneratedSchema schema, Services services, Failures failures) {
    this.fields = new ListenerFields(models);
    this.behavior = services.behavior();
    this.limits = services.limits();
    this.bus = services.bus();
    this.hub = services.hub();
    this.failures = failures;
    schema.mutations().forEach(this::addMutation);
    schema.subscriptions().forEach((field, meaning) -> add(field, meaning, schema.mutations()));
    bus.expect(expected());
    bus.listen(this::heard);
  }

  private void addMutation(String field, RootOperation meaning) {
    if (meaning instanceof RootOperation.OnModel onModel) {
      written.put(field, onModel.model());
      payloads.computeIfAbsent(onModel.model(), Payloads::new);
    }
  }

  private void add(String field, RootOperation meaning, Map<String, RootOperation> mutations) {
    if (meaning instanceof RootOperation.OnChange change) {
      Listening all = new Listening(field, null);
      mutations.forEach(
          (mutation, written) -> {
            if (written instanceof RootOperation.OnModel onModel
                && onModel.model() == change.model()
                && onModel.kind().operation() == change.change()) {
              add(mutation, all);
            }
          });
    } else if (meaning instanceof RootOperation.Custom custom) {
      Listening some = new Listening(field, fields.of(custom.operation()));
      custom.operation().mutations().forEach(name -> add(name, some));
    }
  }

  private void add(String mutation, Listening one) {
    listening.computeIfAbsent(mutation, name -> new ArrayList<>()).add(one);
  }

  /** The mutations that an author's own subscriptions hang on. */
  private ExpectedEvents expected() {
    Set<String> custom = new HashSet<>();
    Set<String> ofModels = new HashSet<>();
    listening.forEach(
        (mutation, all) -> {
          if (all.stream().anyMatch(one -> one.fields() != null)) {
            (written.containsKey(mutation) ? ofModels : custom).add(mutation);
          }
        });
    return new ExpectedEvents(custom, ofModels);
  }

  /** Whether anything can ever be told of a mutation. */
  boolean concerns(String mutation) {
    return listening.containsKey(mutation);
  }

  /**
   * Tells of a mutation that has succeeded, unless its answer became null. Never fails: what is
   * written is written.
   *
   * @param record the record that it wrote; null for a custom mutation
   */
  void announce(
      RootField.Served root, RootResult result, ClosedMembers closed, @Nullable Row record) {
    announce(root, () -> result, closed, record);
  }

  /** The same of a result that is made only now. */
  void announce(
      RootField.Served root,
      Supplier<RootResult> later,
      ClosedMembers closed,
      @Nullable Row record) {
    if (!isWanted(root.fieldName())) {
      return;
    }
    Object payload;
    try {
      payload = payload(root, later.get(), closed);
    } catch (Throwable fault) {
      failures.unheard(fault);
      payload = null;
    }
    if (payload == null) {
      withhold(root.fieldName(), record);
      return;
    }
    try {
      bus.publish(new Event(root.fieldName(), record, payload));
    } catch (Throwable fault) {
      failures.unheard(fault);
    }
  }

  /** What subscribers are told; null if the answer became null. */
  private @Nullable Object payload(RootField.Served root, RootResult result, ClosedMembers closed) {
    MapSink sink = new MapSink(limits.maxResponseBytes());
    new Shaper(sink, closed, limits)
        .shape(new Plan(true, List.of(root), List.of()), List.of(result));
    Object answer = sink.result() instanceof Map<?, ?> data ? data.get(root.name().text()) : null;
    return answer == null ? null : ByMember.of(root.shape(), answer);
  }

  /** Says that of a mutation that has succeeded nothing is told. Never fails, as the one above. */
  void withhold(String mutation, @Nullable Row record) {
    if (record != null && isWanted(mutation)) {
      try {
        bus.withhold(mutation, record);
      } catch (Throwable fault) {
        failures.unheard(fault);
      }
    }
  }

  /** Whether somebody may be listening to a mutation now. Never fails, as the one above. */
  boolean isWanted(String mutation) {
    List<Listening> all = listening.get(mutation);
    if (all == null) {
      return false;
    }
    for (Listening one : all) {
      if (hub.listens(one.field())) {
        return true;
      }
    }
    return reachesOthers(mutation);
  }

  /** A bus is the host's code. One that does not know whom it reaches may reach anybody. */
  private boolean reachesOthers(String mutation) {
    try {
      return bus.reachesOthers(mutation);
    } catch (Throwable fault) {
      failures.unheard(fault);
      return true;
    }
  }

  /** An event of this node or another one. */
  private void heard(Event event) {
    try {
      deliver(event);
    } catch (RuntimeException | Error fault) {
      failures.unheard(fault);
    }
  }

  private void deliver(Event event) {
    ModelType model = written.get(event.mutation());
    Row record = event.record();
    Payloads shapes = model == null ? null : payloads.get(model);
    Object ofModel = null;
    if (record != null && shapes != null) {
      ofModel = ofModel(shapes, record, event.payload());
    }
    for (Listening one : listening.getOrDefault(event.mutation(), List.of())) {
      // Nobody has judged whether listeners to an author's own subscription may read the record:
      // they get what the mutation selected, and no field more.
      Object payload = one.fields() == null ? ofModel : event.payload();
      if (payload != null && hub.listens(one.field())) {
        hub.deliver(one.field(), occurrence(one, shapes, record, payload, PayloadSize.of(payload)));
      }
    }
  }

  /** What listeners to the model are told: all of the record where the selection is not known. */
  private @Nullable Object ofModel(Payloads shapes, Row record, @Nullable Object payload) {
    if (payload == null) {
      return shapes.ofRecord(record);
    }
    return behavior == Behavior.SAFE ? shapes.withRequired(payload, record) : payload;
  }

  private Occurrence occurrence(
      Listening one, @Nullable Payloads shapes, @Nullable Row record, Object payload, long bytes) {
    List<NamedValue> asked = one.fields();
    if (asked != null || shapes == null) {
      Row shown = new ArgumentRow(asked == null ? List.of() : asked, payload);
      return new Occurrence(record == null ? shown : record, shown, payload, bytes);
    }
    Row shown =
        behavior == Behavior.SAFE && record != null
            ? new ShownRow(shapes, record)
            : new PayloadRow(shapes.names(), payload);
    return new Occurrence(record == null ? shown : record, shown, payload, bytes);
  }

  /**
   * A subscription field that hears of a mutation.
   *
   * @param fields for one that the author declared, what can be asked of its events; null for those
   *     of models
   */
  private record Listening(String field, @Nullable List<NamedValue> fields) {}
}
