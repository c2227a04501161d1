package dev.pergola.dsl;

/** A function of the host; see {@link Handlers}. */
public final class FunctionHandler extends Handler {

  FunctionHandler(StepSpec spec) {
    super(spec);
  }

  /**
   * The function runs on its own, and the caller does not wait for it. An operation whose last step
   * is such a function answers {@code EventInvocationResponse} and needs no {@code returns}.
   */
  public FunctionHandler async() {
    return new FunctionHandler(spec.async());
  }
}
