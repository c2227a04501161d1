package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.handler.OperationHandler;

/**
 * What stands behind {@code a.handler}: the code of custom operations, by the name that the host
 * knows it under, or as a lambda.
 */
public final class Handlers {

  Handlers() {}

  /** The function with this name; TypeScript {@code a.handler.function('name')}. */
  public FunctionHandler function(String name) {
    return new FunctionHandler(StepSpec.function(requireNonNull(name, "name")));
  }

  /** This function; TypeScript {@code a.handler.function(fn)}. */
  public FunctionHandler function(OperationHandler code) {
    return new FunctionHandler(StepSpec.function(requireNonNull(code, "code")));
  }

  /** The resolver with this name; TypeScript {@code a.handler.custom({entry: './name.js'})}. */
  public CustomHandler custom(String name) {
    return new CustomHandler(StepSpec.custom(requireNonNull(name, "name")));
  }

  /** This resolver; TypeScript {@code a.handler.custom({entry: './name.js'})}. */
  public CustomHandler custom(OperationHandler code) {
    return new CustomHandler(StepSpec.custom(requireNonNull(code, "code")));
  }
}
