package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.subscribe.Interest;
import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription waits for, once it is known that the caller may (spec: authorization 11). The
 * rules that depend on records become part of what is waited for.
 */
final class Subscriptions {

  private static final String FILTER = "filter";

  private final Services services;
  private final Operations operations;
  private final ListenerFields fields;
  private final Map<Mode, Set<String>> unreadable = new EnumMap<>(Mode.class);

  Subscriptions(List<ModelType> models, Services services, Operations operations) {
    this.services = services;
    this.operations = operations;
    this.fields = new ListenerFields(models);
    for (Mode mode : Mode.values()) {
      unreadable.put(
          mode, services.behavior() == Behavior.SAFE ? unreadable(models, mode) : Set.of());
    }
  }

  /** The models of which callers of a mode may read nothing, by whatever way they come. */
  private static Set<String> unreadable(List<ModelType> models, Mode mode) {
    return models.stream()
        .filter(model -> !model.grants().admits(mode))
        .map(ModelType::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What the field's subscriber gets; fails if the caller may not have it. */
  CompletionStage<Interest> interest(
      RootField.Served root, Map<String, Object> arguments, Scope scope) {
    if (root instanceof RootField.OnChange change) {
      return CompletableFuture.completedFuture(ofModel(change, arguments, scope));
    }
    RootField.Custom custom = (RootField.Custom) root;
    CallNotes notes = new CallNotes(filter -> read(filter, custom.operation()));
    return operations
        .run(custom, arguments, notes, scope)
        .thenApply(unheard -> ofAuthor(custom, arguments, notes.filter(), scope));
  }

  private Filter read(Map<String, ?> filter, CustomOperation operation) {
    return HandlerFilter.read(filter, operation.name(), fields.of(operation), services.limits());
  }

  /** What is set in the code takes the place of the arguments in the original, and only there. */
  private Interest ofAuthor(
      RootField.Custom root, Map<String, Object> arguments, @Nullable Filter set, Scope scope) {
    List<Filter> asked = new ArrayList<>();
    if (set == null || services.behavior() == Behavior.SAFE) {
      asked.addAll(equalities(root.operation(), arguments));
    }
    if (set != null) {
      asked.add(set);
    }
    return new Interest(root.fieldName(), Filter.all(), Filter.and(asked), rendering(root, scope));
  }

  private static List<Filter> equalities(CustomOperation operation, Map<String, Object> arguments) {
    List<Filter> asked = new ArrayList<>();
    List<NamedValue> declared = operation.arguments();
    for (int i = 0; i < declared.size(); i++) {
      NamedValue argument = declared.get(i);
      if (arguments.containsKey(argument.name())) {
        asked.add(
            equal(
                ListenerFields.column(argument, i),
                ArgumentRow.compared(argument, arguments.get(argument.name()))));
      }
    }
    return asked;
  }

  /** An argument that is given as null is for payloads with a null (spec: runtime D). */
  private static Filter equal(Column column, @Nullable Object value) {
    return value == null
        ? new Filter.Exists(column, false)
        : new Filter.Compare(column, Comparison.EQ, value);
  }

  private Interest ofModel(RootField.OnChange root, Map<String, Object> arguments, Scope scope) {
    ModelType model = root.model();
    Access access = Access.toStored(scope.identity(), model, Operation.LISTEN);
    Decision decision = scope.authorizer().decide(access);
    Filter rules = Filter.all();
    if (decision instanceof Decision.AllowedWhere where) {
      rules = where.filter();
    } else if (!(decision instanceof Decision.Allowed)) {
      throw ClientErrors.unauthorized(root);
    }
    List<Filter> named = new ArrayList<>();
    List<Filter> beside = new ArrayList<>();
    Filter narrowed = rules;
    boolean open = rules.equals(Filter.all());
    boolean proved = open;
    for (Field owner : owners(model, arguments)) {
      String given = String.valueOf(arguments.get(owner.name()));
      named.add(equal(owner.column(), given));
      if (!proved && hasToNameTheCaller(owner, access)) {
        narrowed = narrowed(root, rules, owner, given);
        proved = true;
      } else {
        checkAsked(root, owner, given, narrowed, scope);
        beside.add(equal(owner.column(), given));
      }
    }
    if (open) {
      for (Field owner : nullOwners(model, arguments)) {
        checkAsked(root, owner, null, rules, scope);
        named.add(equal(owner.column(), null));
        beside.add(equal(owner.column(), null));
      }
    }
    Filter asked = FilterReader.readOfEvents(arguments.get(FILTER), model, services.limits());
    if (!scope.visibility().mayAskBy(model, asked.columnNames(), narrowed)) {
      throw ClientErrors.unauthorized(root);
    }
    if (services.behavior() == Behavior.SAFE) {
      return safe(root, narrowed, beside, asked, scope);
    }
    boolean sufficient = open || (proved && rules.columnNames().size() == 1);
    return asOriginal(root, rules, sufficient ? named : List.of(), asked, scope);
  }

  private Interest safe(
      RootField.OnChange root, Filter rules, List<Filter> named, Filter asked, Scope scope) {
    named.add(asked);
    return new Interest(root.fieldName(), rules, Filter.and(named), rendering(root, scope));
  }

  /**
   * The original judges the rules by the payload as well. It takes no notice of arguments beside a
   * filter, and makes a filter of rules that the arguments do not fulfil all of.
   *
   * @param named what the arguments name, where they are enough
   */
  private Interest asOriginal(
      RootField.OnChange root, Filter rules, List<Filter> named, Filter asked, Scope scope) {
    boolean byArguments = asked.equals(Filter.all()) && !named.isEmpty();
    Filter shown = byArguments ? Filter.and(named) : Filter.and(List.of(rules, asked));
    return new Interest(root.fieldName(), Filter.all(), shown, rendering(root, scope));
  }

  /** Whether an owner rule is for such callers: naming the caller is then what it asks for. */
  private static boolean hasToNameTheCaller(Field owner, Access access) {
    return access.rules().stream()
        .filter(rule -> rule.mode() == access.identity().mode())
        .anyMatch(rule -> rule instanceof Rule.Owner about && about.field().equals(owner));
  }

  /** Refuses to wait for the records of an owner that the caller may not know as such. */
  private static void checkAsked(
      RootField.OnChange root, Field owner, @Nullable String given, Filter rules, Scope scope) {
    Visibility visibility = scope.visibility();
    Filter readable = visibility.toAskBy(root.model(), owner.name());
    if (!readable.toPredicate().test(ownedBy(root, owner, given))
        && !visibility.mayAskBy(root.model(), Set.of(owner.name()), rules)) {
      throw ClientErrors.unauthorized(root);
    }
  }

  private static Row ownedBy(RootField.OnChange root, Field owner, @Nullable String given) {
    return Row.builder(root.model().table()).set(owner.position(), given).build();
  }

  /** The owner fields that are given as arguments; an empty text is not given. */
  private static List<Field> owners(ModelType model, Map<String, Object> arguments) {
    return model.fields().stream()
        .filter(field -> arguments.get(field.name()) instanceof String given && !given.isEmpty())
        .toList();
  }

  /**
   * The owner fields that are given as null, which asks for records of nobody; to an owner rule, as
   * in the original, a null is not given.
   */
  private static List<Field> nullOwners(ModelType model, Map<String, Object> arguments) {
    return model.fields().stream()
        .filter(field -> !field.name().equals(FILTER))
        .filter(field -> arguments.containsKey(field.name()) && arguments.get(field.name()) == null)
        .toList();
  }

  /** Of the rules those that an owner field has to name the caller for, if it is the caller. */
  private static Filter narrowed(RootField.OnChange root, Filter rules, Field owner, String given) {
    List<Filter> about =
        alternatives(rules).stream()
            .filter(part -> part.columnNames().equals(Set.of(owner.name())))
            .toList();
    Filter caller = about.size() == 1 ? about.get(0) : new Filter.Or(about);
    if (!caller.toPredicate().test(ownedBy(root, owner, given))) {
      throw ClientErrors.unauthorized(root);
    }
    return caller;
  }

  private static List<Filter> alternatives(Filter filter) {
    return filter instanceof Filter.Or or
        ? or.parts().stream().flatMap(part -> alternatives(part).stream()).toList()
        : List.of(filter);
  }

  private EventRendering rendering(RootField.Served root, Scope scope) {
    Set<String> denied =
        scope.identity() instanceof Identity.Lambda caller ? caller.deniedFields() : Set.of();
    Set<String> types = unreadable.getOrDefault(scope.identity().mode(), Set.of());
    return new EventRendering(
        root, new ClosedEvents(types, denied), services.limits().maxEventBytes());
  }
}
