package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

/** A resolver of the API itself; see {@link Handlers}. */
public final class CustomHandler extends Handler {

  CustomHandler(StepSpec spec) {
    super(spec);
  }

  /** With the data source of the host that has this name. */
  public CustomHandler dataSource(String name) {
    return new CustomHandler(spec.from(requireNonNull(name, "name"), false));
  }

  /** With the records of a model as the data source, {@code a.ref("Song")}. */
  public CustomHandler dataSource(RefType model) {
    return new CustomHandler(spec.from(requireNonNull(model, "model").name, true));
  }
}
