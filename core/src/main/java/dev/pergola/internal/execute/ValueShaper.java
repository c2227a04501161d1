package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Output;
import dev.pergola.internal.plan.ValueSelection;
import dev.pergola.internal.plan.ValueSelection.Content;
import dev.pergola.internal.plan.ValueSelection.NestedField;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.request.DataError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values that are no records: scalars, custom types, and lists of them, each in the form
 * that answers have for its type. Part of a {@link Shaper}, whose place in the answer it shares.
 */
final class ValueShaper {

  private final ResultSink sink;
  private final ClosedMembers closed;
  private final PathStack path;
  private final ShapingErrors errors;
  private final NodeCount nodes;

  ValueShaper(
      ResultSink sink,
      ClosedMembers closed,
      PathStack path,
      ShapingErrors errors,
      NodeCount nodes) {
    this.sink = sink;
    this.closed = closed;
    this.path = path;
    this.errors = errors;
    this.nodes = nodes;
  }

  /** Writes the values of one place; false when they are null though they may not be. */
  boolean write(String parent, ValueSelection asked, @Nullable Object value) {
    int told = errors.count();
    boolean written =
        (asked.shape().list() && value != null)
            ? list(parent, asked, value)
            : single(asked.content(), value);
    return written || errors.nullable(asked.shape().required(), asked.typeName(), parent, told);
  }

  /** Writes a null in place of what the caller may not read. */
  void refused(String type, String field, DataError.@Nullable Location location) {
    nodes.count();
    errors.unauthorized(field, type, location);
    sink.value(null);
  }

  /** Writes a list; false when it became null. */
  private boolean list(String parent, ValueSelection asked, Object value) {
    if (!(value instanceof List<?> list)) {
      errors.add(ClientErrors.notAList(path.toString()));
      sink.value(null);
      return false;
    }
    sink.beginList();
    boolean whole = true;
    for (int i = 0; i < list.size(); i++) {
      path.push(i);
      int told = errors.count();
      whole &=
          single(asked.content(), list.get(i))
              || errors.nullable(asked.shape().elementRequired(), asked.typeName(), parent, told);
      path.pop();
    }
    return sink.endList(whole);
  }

  /**
   * Writes one value; false when it is null, or became null because it does not fit its type any
   * more.
   */
  private boolean single(Content content, @Nullable Object value) {
    nodes.count();
    if (value != null && content instanceof Content.Nested nested) {
      return nested(nested, value);
    }
    Object out = value == null ? null : output(((Content.Single) content).output(), value);
    sink.value(out);
    return out != null;
  }

  private boolean nested(Content.Nested asked, Object value) {
    if (!(value instanceof Map<?, ?> members)) {
      errors.add(ClientErrors.notAnObject(path.toString()));
      sink.value(null);
      return false;
    }
    sink.beginObject(asked.keys());
    boolean whole = true;
    for (NestedField field : asked.fields()) {
      sink.name(field.name());
      if (field instanceof NestedField.Member member) {
        path.push(field.name().text());
        if (closed.closes(asked.typeName(), member.member())) {
          refused(asked.typeName(), member.member(), null);
          whole &= !member.value().shape().required();
        } else {
          whole &= write(asked.typeName(), member.value(), members.get(member.member()));
        }
        path.pop();
      } else if (field instanceof NestedField.TypeName typeName) {
        nodes.count();
        sink.value(typeName.type());
      }
    }
    return sink.endObject(whole);
  }

  private @Nullable Object output(Output output, Object value) {
    try {
      return output.of(value);
    } catch (UnfitValueException unfit) {
      errors.add(ClientErrors.unfit(path.toString(), String.valueOf(unfit.getMessage())));
      return null;
    }
  }
}
