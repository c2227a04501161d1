package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.CustomOperation.Kind;
import java.util.List;

/**
 * All that a custom operation says. What may be said once stands in lists, one element for each
 * call: more than one is a problem.
 *
 * @param kind which root type it stands in
 * @param arguments what it takes
 * @param returns what it answers
 * @param handlers the steps behind it
 * @param authorizations the rules
 * @param sources for a subscription: whose results it delivers
 */
record OperationSpec(
    Kind kind,
    List<NamedField> arguments,
    List<FieldSpec> returns,
    List<List<StepSpec>> handlers,
    List<List<RuleSpec>> authorizations,
    List<List<SubscriptionSource>> sources) {

  static OperationSpec of(Kind kind) {
    return new OperationSpec(kind, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  OperationSpec withArgument(String name, FieldType type) {
    List<NamedField> more = NamedField.plus(arguments, name, type);
    return new OperationSpec(kind, more, returns, handlers, authorizations, sources);
  }

  OperationSpec withReturns(FieldType type) {
    List<FieldSpec> more = NamedField.plus(returns, requireNonNull(type, "type").spec);
    return new OperationSpec(kind, arguments, more, handlers, authorizations, sources);
  }

  OperationSpec withHandler(Handler[] steps) {
    List<StepSpec> all = Given.all("steps", steps).stream().map(step -> step.spec).toList();
    List<List<StepSpec>> more = NamedField.plus(handlers, all);
    return new OperationSpec(kind, arguments, returns, more, authorizations, sources);
  }

  OperationSpec withRules(AuthRule[] rules) {
    List<List<RuleSpec>> more = NamedField.plus(authorizations, RuleSpec.of(rules));
    return new OperationSpec(kind, arguments, returns, handlers, more, sources);
  }

  OperationSpec withSources(SubscriptionSource[] all) {
    List<List<SubscriptionSource>> more = NamedField.plus(sources, Given.all("sources", all));
    return new OperationSpec(kind, arguments, returns, handlers, authorizations, more);
  }
}
