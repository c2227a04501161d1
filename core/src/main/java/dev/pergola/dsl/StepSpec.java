package dev.pergola.dsl;

import dev.pergola.handler.OperationHandler;
import dev.pergola.model.HandlerStep;
import dev.pergola.model.HandlerStep.Kind;
import org.jspecify.annotations.Nullable;

/**
 * All that a {@link Handler} says. It has either a name or code.
 *
 * @param kind how it is called
 * @param name the name that the host knows the code under
 * @param code the code itself
 * @param source the data source
 * @param model whether the data source is a model
 */
record StepSpec(
    Kind kind,
    @Nullable String name,
    @Nullable OperationHandler code,
    @Nullable String source,
    boolean model) {

  static StepSpec function(String name) {
    return new StepSpec(Kind.FUNCTION, name, null, null, false);
  }

  static StepSpec function(OperationHandler code) {
    return new StepSpec(Kind.FUNCTION, null, code, null, false);
  }

  static StepSpec custom(String name) {
    return new StepSpec(Kind.CUSTOM, name, null, null, false);
  }

  static StepSpec custom(OperationHandler code) {
    return new StepSpec(Kind.CUSTOM, null, code, null, false);
  }

  StepSpec async() {
    return new StepSpec(Kind.ASYNC_FUNCTION, name, code, source, model);
  }

  StepSpec from(String dataSource, boolean ofModel) {
    return new StepSpec(kind, name, code, dataSource, ofModel);
  }

  /** The calls that the author wrote. */
  String text() {
    String what = name == null ? "code" : Texts.quoted(name);
    String verb = kind == Kind.CUSTOM ? "custom" : "function";
    String from =
        source == null
            ? ""
            : ".dataSource(%s)"
                .formatted(model ? "a.ref(" + Texts.quoted(source) + ")" : Texts.quoted(source));
    return "a.handler.%s(%s)%s%s"
        .formatted(verb, what, kind == Kind.ASYNC_FUNCTION ? ".async()" : "", from);
  }

  /**
   * The step of an operation. Code gets the name that the original gives to functions: {@code
   * FnShout}, {@code FnShout2} and so on.
   */
  HandlerStep step(String operation, int index) {
    return new HandlerStep(kind, nameIn(operation, index), source);
  }

  String nameIn(String operation, int index) {
    return name != null
        ? name
        : "Fn" + Texts.capital(operation) + (index == 0 ? "" : Integer.toString(index + 1));
  }
}
