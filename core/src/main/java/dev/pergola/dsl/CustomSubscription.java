package dev.pergola.dsl;

/**
 * A custom subscription: the mutations whose results it delivers, arguments that those results have
 * to match, and who may listen. See {@link Types#subscription}.
 */
public final class CustomSubscription extends OperationPart {

  CustomSubscription(String name, OperationSpec spec) {
    super(name, spec);
  }

  /**
   * With these sources, all of one type; TypeScript {@code .for(...)}. Give all of them in one
   * call.
   */
  public CustomSubscription on(SubscriptionSource... sources) {
    return new CustomSubscription(name, spec.withSources(sources));
  }

  /** With one argument more: a result is delivered when its field of this name is equal to it. */
  public CustomSubscription argument(String argument, FieldType type) {
    return new CustomSubscription(name, spec.withArgument(argument, type));
  }

  /** With these functions behind it, called when a client subscribes. */
  public CustomSubscription handler(FunctionHandler... steps) {
    return new CustomSubscription(name, spec.withHandler(steps));
  }

  /** With these resolvers behind it, called when a client subscribes. */
  public CustomSubscription handler(CustomHandler... steps) {
    return new CustomSubscription(name, spec.withHandler(steps));
  }

  /**
   * With these rules instead of the schema's. Rules are alternatives: a request needs only one that
   * matches. Give all of them in one call.
   */
  public CustomSubscription authorization(AuthRule.ForOperation... rules) {
    return new CustomSubscription(name, spec.withRules(rules));
  }
}
