package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.Output;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.model.Field;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of a plan in one pass over its rows. A null in a non-null place makes the
 * object around it null, with an error at the field; what else is wrong with that object is told
 * too, as the GraphQL engine does. Used once, by one thread.
 */
final class Shaper {

  private final ResultSink sink;
  private final int maxNodes;
  private final List<DataError> errors = new ArrayList<>();
  private final PathStack path = new PathStack();
  private final int maxChars;
  private int nodes;
  private long chars;

  Shaper(ResultSink sink, Limits limits) {
    this.sink = sink;
    this.maxNodes = limits.maxResultNodes();
    this.maxChars = limits.maxResponseBytes();
  }

  /** What went wrong, before and while shaping. */
  List<DataError> errors() {
    return List.copyOf(errors);
  }

  /** Writes {@code data}: each root field with its result, in the order of the plan. */
  void shape(Plan plan, List<RootResult> results) {
    sink.beginObject();
    for (int i = 0; i < results.size(); i++) {
      RootField root = plan.roots().get(i);
      sink.name(root.name());
      path.push(root.name().text());
      root(root, results.get(i));
      path.pop();
    }
    sink.endObject();
  }

  private void root(RootField root, RootResult result) {
    if (result instanceof RootResult.Ready ready) {
      errors.addAll(ready.errors());
      sink.value(ready.value());
    } else if (root instanceof RootField.OnModel onModel) {
      onModel(onModel.shape(), result);
    }
  }

  private void onModel(RootField.Shape shape, RootResult result) {
    if (shape instanceof RootField.Shape.OneRecord one
        && result instanceof RootResult.OneRow single) {
      record(one.selection(), single.row());
    } else if (shape instanceof RootField.Shape.Connection connection
        && result instanceof RootResult.Rows rows) {
      connection(connection.selection(), rows);
    } else {
      throw new IllegalStateException("Shape %s does not fit %s".formatted(shape, result));
    }
  }

  private void connection(ConnectionSelection selection, RootResult.Rows rows) {
    sink.beginObject();
    for (ConnectionField field : selection.fields()) {
      sink.name(field.name());
      if (field instanceof ConnectionField.Items items) {
        path.push(field.name().text());
        items(items.selection(), rows.rows());
        path.pop();
      } else if (field instanceof ConnectionField.NextToken) {
        sink.value(rows.nextToken());
      } else {
        sink.value(selection.typeName());
      }
    }
    sink.endObject();
  }

  private void items(ObjectSelection selection, List<Row> rows) {
    sink.beginList();
    for (int i = 0; i < rows.size(); i++) {
      path.push(i);
      record(selection, rows.get(i));
      path.pop();
    }
    sink.endList();
  }

  private void record(ObjectSelection selection, @Nullable Row row) {
    if (row == null) {
      sink.value(null);
      return;
    }
    sink.beginObject();
    boolean whole = true;
    for (ObjectField field : selection.fields()) {
      sink.name(field.name());
      if (field instanceof ObjectField.Stored stored) {
        path.push(field.name().text());
        whole &= stored(selection, stored, row);
        path.pop();
      } else if (field instanceof ObjectField.TypeName typeName) {
        count();
        sink.value(typeName.type());
      }
    }
    if (whole) {
      sink.endObject();
    } else {
      sink.abandon();
    }
  }

  /** Writes one stored field; false when it is null though it may not be. */
  private boolean stored(ObjectSelection selection, ObjectField.Stored stored, Row row) {
    Field field = stored.field();
    Object value = row.value(field.position());
    int told = errors.size();
    boolean written =
        (field.list() && value != null) ? list(selection, stored, value) : single(stored, value);
    if (!written && field.required()) {
      nullError(field, selection.typeName(), told);
      return false;
    }
    return true;
  }

  /** Writes a list; false when it became null. */
  private boolean list(ObjectSelection selection, ObjectField.Stored stored, Object value) {
    if (!(value instanceof List<?> list)) {
      tell(ClientErrors.notAList(path.toString()));
      sink.value(null);
      return false;
    }
    sink.beginList();
    boolean whole = true;
    for (int i = 0; i < list.size(); i++) {
      path.push(i);
      int told = errors.size();
      boolean written = single(stored, list.get(i));
      if (!written && stored.field().elementRequired()) {
        nullError(stored.field(), selection.typeName(), told);
        whole = false;
      }
      path.pop();
    }
    if (whole) {
      sink.endList();
    } else {
      sink.abandon();
    }
    return whole;
  }

  /**
   * Writes one value; false when it is null, or became null because it does not fit its type any
   * more.
   */
  private boolean single(ObjectField.Stored stored, @Nullable Object value) {
    count();
    Object out = value == null ? null : output(stored, value);
    if (out instanceof String text) {
      count(text);
    }
    sink.value(out);
    return out != null;
  }

  private @Nullable Object output(ObjectField.Stored stored, Object value) {
    Output output = stored.output();
    try {
      return output.of(value);
    } catch (UnfitValueException unfit) {
      tell(ClientErrors.unfit(path.toString(), String.valueOf(unfit.getMessage())));
      return null;
    }
  }

  /** Tells of a null in a non-null place, unless what made it null has been told already. */
  private void nullError(Field field, String parent, int told) {
    if (errors.size() == told) {
      tell(ClientErrors.nullInNonNull(field.type().graphqlName(), parent, path.toString()));
    }
  }

  private void tell(String message) {
    errors.add(DataError.ofField(message, null, path.toList(), null));
  }

  /** Bounds the maps of callers in process as the bytes of a wire are bounded. */
  private void count(String text) {
    chars += text.length();
    if (chars > maxChars) {
      throw new ResultTooLargeException(
          "The response is larger than %d bytes.".formatted(maxChars));
    }
  }

  private void count() {
    if (++nodes > maxNodes) {
      throw new ResultTooLargeException(
          "The response holds more than %d values.".formatted(maxNodes));
    }
  }
}
