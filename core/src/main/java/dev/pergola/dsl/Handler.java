package dev.pergola.dsl;

/** One step of the code behind a custom operation; made by {@code a.handler}. */
public abstract sealed class Handler permits CustomHandler, FunctionHandler {

  final StepSpec spec;

  Handler(StepSpec spec) {
    this.spec = spec;
  }
}
