package dev.pergola.dsl;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.HandlerStep;
import dev.pergola.model.Mode;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Operation;
import dev.pergola.model.ResultType;
import dev.pergola.model.Rule;
import dev.pergola.model.Shape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Resolves one custom operation (spec: schema 7). */
final class OperationResolver {

  /** What an operation answers whose caller does not wait for it. */
  static final String EVENT_RESPONSE = "EventInvocationResponse";

  private final OperationPart part;
  private final OperationSpec spec;
  private final Place place;
  private final Scope scope;

  OperationResolver(OperationPart part, Scope scope) {
    this.part = part;
    this.spec = part.spec;
    this.place = part.place();
    this.scope = scope;
  }

  /** Whether the last step behind the operation is one that nobody waits for. */
  static boolean endsAsync(OperationPart operation) {
    List<StepSpec> steps = steps(operation.spec);
    return !steps.isEmpty()
        && steps.get(steps.size() - 1).kind() == HandlerStep.Kind.ASYNC_FUNCTION;
  }

  /**
   * The operation; empty after adding a problem.
   *
   * @param inherited the rules of the schema
   */
  Optional<CustomOperation> resolve(List<RuleSpec> inherited) {
    List<NamedValue> arguments = arguments();
    List<Rule> rules = rules(inherited);
    List<HandlerStep> handlers = handlers();
    if (spec.kind() == CustomOperation.Kind.SUBSCRIPTION) {
      return new Sources(part, scope)
          .resolve()
          .map(
              sources ->
                  operation(
                      arguments,
                      sources.type(),
                      sources.shape(),
                      rules,
                      handlers,
                      sources.mutations()));
    }
    Shape shape = answer().map(FieldSpec::shape).orElse(Shape.NULLABLE);
    return result(scope, part)
        .map(result -> operation(arguments, result, shape, rules, handlers, List.of()));
  }

  /** The answer that the author gave, unless nobody waits for it. */
  private Optional<FieldSpec> answer() {
    scope.problems().checkCalls(place, ".returns(...)", spec.returns(), "Give one type only.");
    boolean async = endsAsync(part);
    if (!async) {
      if (spec.returns().isEmpty()) {
        problem(verb(), "does not say what it answers", "Add .returns(...).");
      }
      return spec.returns().stream().findFirst();
    }
    boolean other =
        spec.returns().stream().anyMatch(given -> !given.type().equals(eventResponse()));
    if (other && scope.safe()) {
      problem(
          spec.returns().get(0).text(),
          "is what nobody waits for, since the last step is an async function",
          "Leave .returns(...) out; the operation answers " + EVENT_RESPONSE + ".");
    }
    return Optional.empty();
  }

  /** The type of an operation's answer; empty when it has none, or one with a problem. */
  static Optional<ResultType> result(Scope scope, OperationPart part) {
    if (endsAsync(part)) {
      return scope.types().customType(EVENT_RESPONSE).map(type -> type);
    }
    return part.spec.returns().stream()
        .findFirst()
        .flatMap(answer -> scope.types().ofAnswer(part.place(), part.name, answer));
  }

  private static TypeSpec eventResponse() {
    return new TypeSpec.Ref(EVENT_RESPONSE);
  }

  private CustomOperation operation(
      List<NamedValue> arguments,
      ResultType result,
      Shape shape,
      List<Rule> rules,
      List<HandlerStep> handlers,
      List<String> mutations) {
    return new CustomOperation(
        spec.kind(), part.name, arguments, result, shape, rules, handlers, mutations);
  }

  private List<NamedValue> arguments() {
    Set<String> seen = new HashSet<>();
    List<NamedValue> arguments = new ArrayList<>();
    for (NamedField argument : spec.arguments()) {
      Place argumentPlace = place.argument(argument.name());
      if (!seen.add(argument.name())) {
        scope.problems().declaredTwice(argumentPlace, argument.spec());
      } else if (NameChecks.check(scope.problems(), argumentPlace, argument.name())) {
        scope
            .types()
            .ofArgument(argumentPlace, part.name, argument)
            .ifPresent(
                type ->
                    arguments.add(new NamedValue(argument.name(), type, argument.spec().shape())));
      }
    }
    return arguments;
  }

  private List<HandlerStep> handlers() {
    scope
        .problems()
        .checkCalls(place, ".handler(...)", spec.handlers(), "Give all steps in one call.");
    List<StepSpec> steps = steps(spec);
    if (steps.isEmpty() && spec.kind() != CustomOperation.Kind.SUBSCRIPTION) {
      problem(
          verb(),
          "has no handler",
          "Add .handler(a.handler.function(...)) or .handler(a.handler.custom(...)).");
    }
    List<HandlerStep> all = new ArrayList<>();
    for (StepSpec step : steps) {
      checkSource(step);
      all.add(step.step(part.name, all.size()));
    }
    return all;
  }

  private void checkSource(StepSpec step) {
    String source = step.source();
    if (step.model()
        && source != null
        && !(scope.types().part(source).orElse(null) instanceof Model)) {
      problem(
          step.text(), "names no model", "Name a model, or a data source of the host as a string.");
    }
  }

  private List<Rule> rules(List<RuleSpec> inherited) {
    List<RuleSpec> own = scope.rules().rules(place, spec.authorizations());
    List<RuleSpec> rules = spec.authorizations().isEmpty() ? inherited : own;
    if (spec.authorizations().isEmpty() && inherited.isEmpty()) {
      problem(
          verb(),
          "has no authorization rule, and neither has the schema",
          "Add .authorization(...) to the operation or to the schema; without a rule nobody may"
              + " call it.");
    }
    return rules.stream().flatMap(rule -> rule(rule).stream()).toList();
  }

  private Optional<Rule> rule(RuleSpec rule) {
    if (rule.operations() != null) {
      problem(
          rule.text(),
          "limits what may be done, and there is one operation only",
          "Give the operation rules of its own, without .to(...).");
    }
    boolean resolver =
        steps(spec).stream().anyMatch(step -> step.kind() == HandlerStep.Kind.CUSTOM);
    if (resolver && rule.mode() == Mode.IAM) {
      problem(
          rule.text(),
          "is for the identity pool, which a.handler.custom(...) does not serve",
          "Use a.handler.function(...), or rules for other callers.");
    }
    Set<Operation> all = EnumSet.allOf(Operation.class);
    return switch (rule.kind()) {
      case PUBLIC_API_KEY -> Optional.of(new Rule.PublicApiKey(all, rule.wording()));
      case GUEST -> Optional.of(new Rule.Guest(all, rule.wording()));
      case AUTHENTICATED -> Optional.of(new Rule.Authenticated(rule.mode(), all, rule.wording()));
      case CUSTOM -> Optional.of(new Rule.Custom(all, rule.wording()));
      case GROUPS ->
          Optional.of(
              new Rule.Groups(rule.mode(), rule.groups(), rule.groupClaim(), all, rule.wording()));
      case OWNER, GROUPS_DEFINED_IN -> {
        aboutRecords(rule);
        yield Optional.empty();
      }
    };
  }

  /** The original takes such a rule from the schema, where it can match nobody. */
  private void aboutRecords(RuleSpec rule) {
    if (scope.safe()) {
      problem(
          rule.text(),
          "is about a field of a record, and an operation has none",
          "Give the operation rules of its own: about API keys, guests, signed-in users, groups or"
              + " the custom authorizer.");
    }
  }

  private String verb() {
    return "a.%s(%s)"
        .formatted(spec.kind().name().toLowerCase(Locale.ROOT), Texts.quoted(part.name));
  }

  private void problem(String given, String fault, String remedy) {
    scope.problems().add(place, given, fault, remedy);
  }

  private static List<StepSpec> steps(OperationSpec spec) {
    return spec.handlers().stream().flatMap(List::stream).toList();
  }
}
