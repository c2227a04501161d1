package dev.pergola.dsl;

/**
 * A custom query or mutation: arguments, an answer, the code behind it, and who may call it. See
 * {@link Types#query} and {@link Types#mutation}.
 */
public final class CustomCall extends OperationPart {

  CustomCall(String name, OperationSpec spec) {
    super(name, spec);
  }

  /** With one argument more. A custom type in it becomes an input. */
  public CustomCall argument(String argument, FieldType type) {
    return new CustomCall(name, spec.withArgument(argument, type));
  }

  /** With this answer: a value, or with {@code a.ref("Post")} records of a model. */
  public CustomCall returns(FieldType type) {
    return new CustomCall(name, spec.withReturns(type));
  }

  /** With these functions behind it, each called with the result of the one before. */
  public CustomCall handler(FunctionHandler... steps) {
    return new CustomCall(name, spec.withHandler(steps));
  }

  /** With these resolvers behind it, each called with the result of the one before. */
  public CustomCall handler(CustomHandler... steps) {
    return new CustomCall(name, spec.withHandler(steps));
  }

  /**
   * With these rules instead of the schema's. Rules are alternatives: a request needs only one that
   * matches. Give all of them in one call.
   */
  public CustomCall authorization(AuthRule.ForOperation... rules) {
    return new CustomCall(name, spec.withRules(rules));
  }
}
