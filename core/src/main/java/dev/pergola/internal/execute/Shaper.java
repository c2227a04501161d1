package dev.pergola.internal.execute;

import dev.pergola.internal.execute.Records.Branch;
import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.Output;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.ValueSelection;
import dev.pergola.internal.plan.ValueSelection.Content;
import dev.pergola.internal.plan.ValueSelection.NestedField;
import dev.pergola.internal.scalar.TextForm;
import dev.pergola.internal.scalar.UnfitValueException;
import dev.pergola.model.Shape;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import dev.pergola.storage.Row;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of a plan in one pass over its rows. A null in a non-null place makes the
 * object around it null, with an error at the field; what else is wrong with that object is told
 * too, as the GraphQL engine does. Used once, by one thread.
 */
final class Shaper {

  private final ResultSink sink;
  private final ClosedMembers closed;
  private final @Nullable KeptTexts texts;
  private final int maxNodes;
  private final PathStack path = new PathStack();
  private final ShapingErrors errors = new ShapingErrors(path);
  private int nodes;

  Shaper(ResultSink sink, ClosedMembers closed, Limits limits) {
    this.sink = sink;
    this.closed = closed;
    this.texts = KeptTexts.of(sink);
    this.maxNodes = limits.maxResultNodes();
  }

  /** What went wrong, before and while shaping. */
  List<DataError> errors() {
    return errors.all();
  }

  /**
   * Whether an answer with this result of a root field can have data. It cannot when the field may
   * not be null and is, or becomes so for what is below it.
   */
  static boolean fits(RootField root, RootResult result, ClosedMembers closed, Limits limits) {
    if (!(root instanceof RootField.Served served) || !required(served.shape())) {
      return true;
    }
    Shaper trial = new Shaper(new MapSink(limits.maxResponseBytes()), closed, limits);
    trial.sink.beginObject();
    trial.sink.name(root.name());
    trial.path.push(root.name().text());
    try {
      return trial.root(root, result);
    } catch (ResultTooLargeException toldLater) {
      return true;
    }
  }

  /** Writes {@code data}: each root field that ran with its result, in the order of the plan. */
  void shape(Plan plan, List<RootResult> results) {
    sink.beginObject();
    boolean whole = true;
    for (int i = 0; i < results.size(); i++) {
      RootField root = plan.roots().get(i);
      sink.name(root.name());
      path.push(root.name().text());
      whole &= root(root, results.get(i));
      path.pop();
    }
    if (whole) {
      sink.endObject();
    } else {
      sink.abandon();
    }
  }

  /** Writes one root field; false when it is null though it may not be. */
  private boolean root(RootField root, RootResult result) {
    if (result instanceof RootResult.Annotated annotated) {
      errors.addAll(annotated.errors());
      return root(root, annotated.result());
    }
    if (!(root instanceof RootField.Served served)) {
      ready((RootResult.Ready) result);
      return true;
    }
    RootField.Shape shape = served.shape();
    if (result instanceof RootResult.Ready ready) {
      return ready(ready) || !required(shape);
    }
    if (shape instanceof RootField.Shape.OneRecord one
        && result instanceof RootResult.OneRecord single) {
      record(one.selection(), single.records(), 0);
      return true;
    }
    if (shape instanceof RootField.Shape.Connection connection
        && result instanceof RootResult.OnePage page) {
      connection(connection.selection(), page.pages(), 0);
      return true;
    }
    if (shape instanceof RootField.Shape.Records records
        && result instanceof RootResult.ManyRecords many) {
      return answered(served.parentType(), records, many.records());
    }
    if (shape instanceof RootField.Shape.Value value && result instanceof RootResult.Value given) {
      return value(served.parentType(), value.value(), given.value());
    }
    throw new IllegalStateException("Shape %s does not fit %s".formatted(shape, result));
  }

  private boolean ready(RootResult.Ready ready) {
    errors.addAll(ready.errors());
    sink.value(ready.value());
    return ready.value() != null;
  }

  private static boolean required(RootField.Shape shape) {
    if (shape instanceof RootField.Shape.Value value) {
      return value.value().shape().required();
    }
    return shape instanceof RootField.Shape.Records records && records.shape().required();
  }

  /** Writes the records that a custom operation answers. */
  private boolean answered(String parent, RootField.Shape.Records asked, @Nullable Records given) {
    Shape shape = asked.shape();
    int told = errors.count();
    boolean written =
        (given == null || !shape.list())
            ? record(asked.selection(), given == null ? Records.NONE : given, 0)
            : answeredList(parent, asked, given);
    return written || errors.nullable(shape.required(), asked.model().name(), parent, told);
  }

  private boolean answeredList(String parent, RootField.Shape.Records asked, Records given) {
    sink.beginList();
    boolean whole = true;
    for (int i = 0; i < given.rows().size(); i++) {
      path.push(i);
      int told = errors.count();
      whole &=
          record(asked.selection(), given, i)
              || errors.nullable(
                  asked.shape().elementRequired(), asked.model().name(), parent, told);
      path.pop();
    }
    return ended(whole, true);
  }

  private void connection(ConnectionSelection selection, Pages pages, int page) {
    sink.beginObject();
    boolean whole = true;
    for (ConnectionField field : selection.fields()) {
      sink.name(field.name());
      path.push(field.name().text());
      if (field instanceof ConnectionField.Items items) {
        whole &= items(selection.typeName(), items, pages, page);
      } else if (!(field instanceof ConnectionField.NextToken)) {
        sink.value(selection.typeName());
      } else if (closed.closes(selection.typeName(), "nextToken")) {
        closed(selection.typeName(), "nextToken", null);
      } else {
        sink.value(pages.token(page));
      }
      path.pop();
    }
    boolean unused = ended(whole, false);
  }

  /** Writes the records of a page; false when they are closed, since they are never null. */
  private boolean items(String typeName, ConnectionField.Items asked, Pages pages, int page) {
    if (closed.closes(typeName, "items")) {
      closed(typeName, "items", null);
      return false;
    }
    items(
        asked.selection(),
        pages.items().get(asked.slot()),
        pages.starts()[page],
        pages.starts()[page + 1]);
    return true;
  }

  private void items(ObjectSelection selection, Records records, int from, int to) {
    sink.beginList();
    for (int i = from; i < to; i++) {
      path.push(i - from);
      record(selection, records, i);
      path.pop();
    }
    sink.endList();
  }

  /** Writes one record; false when it is null, or became null. */
  private boolean record(ObjectSelection selection, Records records, int place) {
    Row row = place < records.rows().size() ? records.rows().get(place) : null;
    if (row == null) {
      sink.value(null);
      return false;
    }
    sink.beginObject();
    boolean whole = true;
    List<ObjectField> fields = selection.fields();
    Gate gate = records.gate();
    // By number: an iterator for each record would be one more object for each.
    for (int i = 0; i < fields.size(); i++) {
      ObjectField field = fields.get(i);
      sink.name(field.name());
      boolean opens = gate.opens(i, row);
      if (opens && field instanceof ObjectField.Stored stored && text(stored, row)) {
        continue;
      }
      path.push(field.name().text());
      if (opens) {
        whole &= entry(selection, field, records, place, row);
      } else {
        closed(selection.typeName(), String.valueOf(field.member()), field.location());
        whole &=
            !(field instanceof ObjectField.Stored stored) || !stored.value().shape().required();
      }
      path.pop();
    }
    return ended(whole, false);
  }

  /** Writes one entry of a record that may show it; false when it is null though it may not be. */
  private boolean entry(
      ObjectSelection selection, ObjectField field, Records records, int place, Row row) {
    if (field instanceof ObjectField.Stored stored) {
      return value(selection.typeName(), stored.value(), row.value(stored.field().position()));
    }
    if (field instanceof ObjectField.Related related) {
      related(related, records, place);
    } else if (field instanceof ObjectField.Hidden hidden) {
      hidden(hidden.connection());
    } else {
      count();
      sink.value(field instanceof ObjectField.TypeName typeName ? typeName.type() : null);
    }
    return true;
  }

  /** Writes a null in place of what the caller may not read. */
  private void closed(String type, String field, DataError.@Nullable Location location) {
    count();
    errors.unauthorized(field, type, location);
    sink.value(null);
  }

  /** Hands a text through as it is stored, if it is one and may be. */
  private boolean text(ObjectField.Stored stored, Row row) {
    TextForm form = stored.value().form();
    if (texts == null || form == null || !texts.passes(row, stored.field().position(), form)) {
      return false;
    }
    count();
    return true;
  }

  /** Ends an object or list, or takes it back. */
  private boolean ended(boolean whole, boolean list) {
    if (!whole) {
      sink.abandon();
    } else if (list) {
      sink.endList();
    } else {
      sink.endObject();
    }
    return whole;
  }

  /** Writes what a relation of one record leads to, which may always be null. */
  private void related(ObjectField.Related related, Records records, int place) {
    count();
    Branch branch = records.branches().get(related.slot());
    if (related instanceof ObjectField.ToOne one && branch instanceof Branch.ToOne found) {
      int target = found.target(place);
      if (target >= 0) {
        record(one.selection(), found.records(), target);
        return;
      }
      if (target == Branch.ToOne.DENIED) {
        refused(related);
      }
    } else if (related instanceof ObjectField.ToMany many
        && branch instanceof Branch.ToMany found) {
      FieldFailure failure = found.pages().failure(place);
      if (failure == null) {
        connection(many.selection(), found.pages(), place);
        return;
      }
      failed(failure, related);
    } else if (branch instanceof Branch.Failed failed) {
      failed(failed.failure(), related);
    } else {
      throw new IllegalStateException("%s does not fit %s".formatted(related, branch));
    }
    sink.value(null);
  }

  private void refused(ObjectField.Related related) {
    String field = related.step().relation().name();
    String model = related.step().relation().model();
    failed(FieldFailure.of(ClientErrors.unauthorized(field, model)), related);
  }

  private void failed(FieldFailure failure, ObjectField.Related related) {
    errors.add(failure, related.location());
  }

  /** Writes that a relation leads to nothing. */
  private void hidden(@Nullable ConnectionSelection connection) {
    count();
    if (connection == null) {
      sink.value(null);
      return;
    }
    sink.beginObject();
    for (ConnectionField field : connection.fields()) {
      sink.name(field.name());
      if (field instanceof ConnectionField.Items) {
        sink.beginList();
        sink.endList();
      } else {
        sink.value(field instanceof ConnectionField.TypeName ? connection.typeName() : null);
      }
    }
    sink.endObject();
  }

  /** Writes the values of one place; false when they are null though they may not be. */
  private boolean value(String parent, ValueSelection asked, @Nullable Object value) {
    int told = errors.count();
    boolean written =
        (asked.shape().list() && value != null)
            ? list(parent, asked, value)
            : single(asked.content(), value);
    return written || errors.nullable(asked.shape().required(), asked.typeName(), parent, told);
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
    return ended(whole, true);
  }

  /**
   * Writes one value; false when it is null, or became null because it does not fit its type any
   * more.
   */
  private boolean single(Content content, @Nullable Object value) {
    count();
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
    sink.beginObject();
    boolean whole = true;
    for (NestedField field : asked.fields()) {
      sink.name(field.name());
      if (field instanceof NestedField.Member member) {
        path.push(field.name().text());
        if (closed.closes(asked.typeName(), member.member())) {
          closed(asked.typeName(), member.member(), null);
          whole &= !member.value().shape().required();
        } else {
          whole &= value(asked.typeName(), member.value(), members.get(member.member()));
        }
        path.pop();
      } else if (field instanceof NestedField.TypeName typeName) {
        count();
        sink.value(typeName.type());
      }
    }
    return ended(whole, false);
  }

  private @Nullable Object output(Output output, Object value) {
    try {
      return output.of(value);
    } catch (UnfitValueException unfit) {
      errors.add(ClientErrors.unfit(path.toString(), String.valueOf(unfit.getMessage())));
      return null;
    }
  }

  private void count() {
    if (++nodes > maxNodes) {
      throw new ResultTooLargeException(
          "The response holds more than %d values.".formatted(maxNodes));
    }
  }
}
