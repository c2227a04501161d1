package dev.pergola.model;

import java.util.List;

/**
 * A query, mutation or subscription that the author declared beside the generated ones (spec:
 * schema 7).
 *
 * @param kind which root type it stands in
 * @param name the GraphQL name, also the key in the schema
 * @param arguments what it takes; custom types there stand for inputs
 * @param result what it answers one or more of
 * @param shape how many, and what may be null
 * @param rules who may call it; alternatives, without owners, granting every operation
 * @param steps the code behind it, in the order of the calls; empty for a subscription without any
 * @param mutations for a subscription: the mutation fields whose results it delivers; else empty
 */
public record CustomOperation(
    Kind kind,
    String name,
    List<NamedValue> arguments,
    ResultType result,
    Shape shape,
    List<Rule> rules,
    List<HandlerStep> steps,
    List<String> mutations) {

  /** Which root type an operation stands in. */
  public enum Kind {
    QUERY,
    MUTATION,
    SUBSCRIPTION
  }

  public CustomOperation {
    arguments = List.copyOf(arguments);
    rules = List.copyOf(rules);
    steps = List.copyOf(steps);
    mutations = List.copyOf(mutations);
  }
}
