package dev.pergola.internal.client;

import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.ModelResult;
import dev.pergola.model.ResultType;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import java.util.List;
import java.util.Map;

/** Holds a Java class against what a custom operation answers. */
final class ResultBinder {

  private static final Reader AS_IT_IS = answered -> answered;

  private final SchemaModel schema;
  private final CustomOperation operation;

  ResultBinder(SchemaModel schema, CustomOperation operation) {
    this.schema = schema;
    this.operation = operation;
  }

  /**
   * What is asked, and how it is read.
   *
   * @throws IllegalArgumentException if the operation answers nothing of that form
   */
  Bound bind(ResultForm form) {
    boolean list = operation.shape().list();
    if (form.equals(ResultForm.ANY)) {
      return whole();
    }
    if (form.list() != list) {
      throw misfit(form, list ? "use asListOf" : "use as");
    }
    Bound one = one(form);
    return list ? one.reading(Reader::list) : one;
  }

  /** All of it, as the API answers it. */
  private Bound whole() {
    ResultType result = operation.result();
    if (result instanceof ModelResult records) {
      return new Bound(Selections.stored(schema.model(records.model()).orElseThrow()), AS_IT_IS);
    }
    return result instanceof CustomType custom
        ? new Bound(Selections.whole(custom), AS_IT_IS)
        : new Bound(Selection.LEAF, AS_IT_IS);
  }

  private Bound one(ResultForm form) {
    Class<?> type = form.type();
    ResultType result = operation.result();
    if (result instanceof Scalar scalar) {
      return ScalarReaders.of(scalar, type)
          .map(reader -> new Bound(Selection.LEAF, reader))
          .orElseThrow(() -> misfit(form, "use one of: " + ScalarReaders.typesFor(scalar)));
    }
    if (type == Object.class) {
      return whole();
    }
    if (result instanceof EnumType values) {
      return enumeration(values, form);
    }
    if (type == Map.class) {
      return whole();
    }
    if (!type.isRecord()) {
      throw misfit(form, "use a record, or Map");
    }
    Class<? extends Record> record = type.asSubclass(Record.class);
    return result instanceof CustomType custom
        ? RecordBinder.bind(schema, custom, record)
        : RecordBinder.bindModel(
            schema, schema.model(((ModelResult) result).model()).orElseThrow(), record);
  }

  private Bound enumeration(EnumType values, ResultForm form) {
    if (form.type() == String.class) {
      return whole();
    }
    if (!form.type().isEnum()) {
      throw misfit(form, "use an enum, or String");
    }
    List<String> missing = ScalarReaders.missing(values, form.type());
    if (!missing.isEmpty()) {
      throw misfit(form, "the enum has no constant for " + String.join(", ", missing));
    }
    return new Bound(Selection.LEAF, ScalarReaders.constants(form.type()));
  }

  private IllegalArgumentException misfit(ResultForm form, String remedy) {
    return new IllegalArgumentException(
        "Operation '%s' answers %s, which cannot come as %s%s; %s."
            .formatted(
                operation.name(),
                operation.shape().around(operation.result().graphqlName()),
                form.list() ? "a list of " : "",
                form.type().getSimpleName(),
                remedy));
  }
}
