package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.ValueSelection;
import dev.pergola.internal.plan.ValueSelection.Content;
import dev.pergola.internal.plan.ValueSelection.NestedField;
import dev.pergola.model.Shape;
import dev.pergola.request.DataError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as a subscriber asks for it: from a payload, whose values need no work any more.
 * What the payload has not is null; a null in a non-null place makes the object around it null, as
 * in {@link Shaper}. Used once, by one thread.
 */
final class EventShaper {

  private final ResultSink sink;
  private final ClosedMembers closed;
  private final PathStack path = new PathStack();
  private final ShapingErrors errors = new ShapingErrors(path);

  EventShaper(ResultSink sink, ClosedMembers closed) {
    this.sink = sink;
    this.closed = closed;
  }

  List<DataError> errors() {
    return errors.all();
  }

  /** Writes {@code data}. */
  void shape(RootField.Served root, @Nullable Object payload) {
    sink.beginObject(ResponseKeys.of(List.of(root.name())));
    sink.name(root.name());
    path.push(root.name().text());
    boolean whole = root(root, payload);
    path.pop();
    boolean unused = sink.endObject(whole);
  }

  private boolean root(RootField.Served root, @Nullable Object payload) {
    if (root.shape() instanceof RootField.Shape.OneRecord one) {
      boolean unused = record(one.selection(), payload);
      return true;
    }
    if (root.shape() instanceof RootField.Shape.Records records) {
      String type = records.model().name();
      return places(
          root.parentType(),
          records.shape(),
          type,
          payload,
          element -> record(records.selection(), element));
    }
    return value(root.parentType(), ((RootField.Shape.Value) root.shape()).value(), payload);
  }

  /** Writes one record; false when it is null, or became null. */
  private boolean record(ObjectSelection selection, @Nullable Object payload) {
    if (!(payload instanceof Map<?, ?> members)) {
      sink.value(null);
      return false;
    }
    sink.beginObject(selection.keys());
    boolean whole = true;
    for (ObjectField field : selection.fields()) {
      sink.name(field.name());
      path.push(field.name().text());
      whole &= entry(selection.typeName(), field, members);
      path.pop();
    }
    return sink.endObject(whole);
  }

  /** Writes one entry of a record; false when it is null though it may not be. */
  private boolean entry(String type, ObjectField field, Map<?, ?> members) {
    String member = field.member();
    if (member != null && closed.closes(type, member)) {
      refused(type, member, field.location());
      return !(field instanceof ObjectField.Stored stored) || !stored.value().shape().required();
    }
    if (field instanceof ObjectField.Stored stored) {
      return value(type, stored.value(), members.get(member));
    }
    if (field instanceof ObjectField.ToOne one) {
      boolean unused = record(one.selection(), members.get(member));
    } else if (field instanceof ObjectField.ToMany many) {
      connection(many.selection(), members.get(member));
    } else if (field instanceof ObjectField.Hidden hidden && hidden.connection() != null) {
      connection(hidden.connection(), Map.of("items", List.of()));
    } else {
      sink.value(field instanceof ObjectField.TypeName typeName ? typeName.type() : null);
    }
    return true;
  }

  private void connection(ConnectionSelection selection, @Nullable Object payload) {
    if (!(payload instanceof Map<?, ?> members)) {
      sink.value(null);
      return;
    }
    sink.beginObject(selection.keys());
    boolean whole = true;
    for (ConnectionField field : selection.fields()) {
      sink.name(field.name());
      path.push(field.name().text());
      if (field instanceof ConnectionField.Items items) {
        whole &= items(selection.typeName(), items, members.get("items"));
      } else if (!(field instanceof ConnectionField.NextToken)) {
        sink.value(selection.typeName());
      } else if (closed.closes(selection.typeName(), "nextToken")) {
        refused(selection.typeName(), "nextToken", null);
      } else {
        sink.value(members.get("nextToken"));
      }
      path.pop();
    }
    boolean unused = sink.endObject(whole);
  }

  /** Writes the records of a page; false when they are closed, since they are never null. */
  private boolean items(String typeName, ConnectionField.Items asked, @Nullable Object payload) {
    if (closed.closes(typeName, "items")) {
      refused(typeName, "items", null);
      return false;
    }
    return places(
        typeName,
        new Shape(true, true, false),
        asked.selection().typeName(),
        payload,
        element -> record(asked.selection(), element));
  }

  private boolean value(String parent, ValueSelection asked, @Nullable Object payload) {
    return places(
        parent,
        asked.shape(),
        asked.typeName(),
        payload,
        element -> single(asked.content(), element));
  }

  private boolean single(Content content, @Nullable Object payload) {
    if (!(content instanceof Content.Nested nested)) {
      sink.value(payload);
      return payload != null;
    }
    if (!(payload instanceof Map<?, ?> members)) {
      sink.value(null);
      return false;
    }
    sink.beginObject(nested.keys());
    boolean whole = true;
    for (NestedField field : nested.fields()) {
      sink.name(field.name());
      path.push(field.name().text());
      if (field instanceof NestedField.Member member) {
        whole &= member(nested.typeName(), member, members);
      } else {
        sink.value(nested.typeName());
      }
      path.pop();
    }
    return sink.endObject(whole);
  }

  private boolean member(String type, NestedField.Member asked, Map<?, ?> members) {
    if (closed.closes(type, asked.member())) {
      refused(type, asked.member(), null);
      return !asked.value().shape().required();
    }
    return value(type, asked.value(), members.get(asked.member()));
  }

  /** Writes what stands in one place, one or many; false when it is null though it may not be. */
  private boolean places(
      String parent, Shape shape, String type, @Nullable Object payload, Writer single) {
    int told = errors.count();
    boolean written =
        (shape.list() && payload instanceof List<?> elements)
            ? list(shape, type, parent, elements, single)
            : single.write(shape.list() ? null : payload);
    return written || errors.nullable(shape.required(), type, parent, told);
  }

  private boolean list(Shape shape, String type, String parent, List<?> elements, Writer single) {
    sink.beginList();
    boolean whole = true;
    for (int i = 0; i < elements.size(); i++) {
      path.push(i);
      int told = errors.count();
      whole &=
          single.write(elements.get(i))
              || errors.nullable(shape.elementRequired(), type, parent, told);
      path.pop();
    }
    return sink.endList(whole);
  }

  private void refused(String type, String member, DataError.@Nullable Location location) {
    errors.unauthorized(member, type, location);
    sink.value(null);
  }

  @FunctionalInterface
  private interface Writer {
    /** Writes one value; false when it is null, or became null. */
    boolean write(@Nullable Object payload);
  }
}
