package dev.pergola.internal.execute;

import dev.pergola.internal.execute.Records.Branch;
import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.Plan;
import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.scalar.TextForm;
import dev.pergola.model.Shape;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import dev.pergola.storage.Row;
import java.util.List;
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
  private final NodeCount nodes;
  private final PathStack path = new PathStack();
  private final ShapingErrors errors = new ShapingErrors(path);
  private final ValueShaper values;

  Shaper(ResultSink sink, ClosedMembers closed, Limits limits) {
    this.sink = sink;
    this.closed = closed;
    this.texts = KeptTexts.of(sink);
    this.nodes = new NodeCount(limits.maxResultNodes());
    this.values = new ValueShaper(sink, closed, path, errors, nodes);
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
    trial.sink.beginObject(ResponseKeys.of(List.of(root.name())));
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
    sink.beginObject(plan.keys());
    boolean whole = true;
    for (int i = 0; i < results.size(); i++) {
      RootField root = plan.roots().get(i);
      sink.name(root.name());
      path.push(root.name().text());
      whole &= root(root, results.get(i));
      path.pop();
    }
    boolean unused = sink.endObject(whole);
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
      return values.write(served.parentType(), value.value(), given.value());
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
    return sink.endList(whole);
  }

  private void connection(ConnectionSelection selection, Pages pages, int page) {
    sink.beginObject(selection.keys());
    boolean whole = true;
    for (ConnectionField field : selection.fields()) {
      sink.name(field.name());
      path.push(field.name().text());
      if (field instanceof ConnectionField.Items items) {
        whole &= items(selection.typeName(), items, pages, page);
      } else if (!(field instanceof ConnectionField.NextToken)) {
        sink.value(selection.typeName());
      } else if (closed.closes(selection.typeName(), "nextToken")) {
        values.refused(selection.typeName(), "nextToken", null);
      } else {
        sink.value(pages.token(page));
      }
      path.pop();
    }
    boolean unused = sink.endObject(whole);
  }

  /** Writes the records of a page; false when they are closed, since they are never null. */
  private boolean items(String typeName, ConnectionField.Items asked, Pages pages, int page) {
    if (closed.closes(typeName, "items")) {
      values.refused(typeName, "items", null);
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
    sink.beginObject(selection.keys());
    boolean whole = true;
    Gate gate = records.gate();
    // By number: an iterator for each record would be one more object for each.
    for (int i = 0; i < selection.size(); i++) {
      ObjectField field = selection.field(i);
      sink.name(field.name());
      boolean opens = gate.opens(i, row);
      if (opens && field instanceof ObjectField.Stored stored && text(stored, row)) {
        continue;
      }
      path.push(field.name().text());
      if (opens) {
        whole &= entry(selection, field, records, place, row);
      } else {
        values.refused(selection.typeName(), String.valueOf(field.member()), field.location());
        whole &=
            !(field instanceof ObjectField.Stored stored) || !stored.value().shape().required();
      }
      path.pop();
    }
    return sink.endObject(whole);
  }

  /** Writes one entry of a record that may show it; false when it is null though it may not be. */
  private boolean entry(
      ObjectSelection selection, ObjectField field, Records records, int place, Row row) {
    if (field instanceof ObjectField.Stored stored) {
      return values.write(
          selection.typeName(), stored.value(), row.value(stored.field().position()));
    }
    if (field instanceof ObjectField.Related related) {
      related(related, records, place);
    } else if (field instanceof ObjectField.Hidden hidden) {
      hidden(hidden.connection());
    } else {
      nodes.count();
      sink.value(field instanceof ObjectField.TypeName typeName ? typeName.type() : null);
    }
    return true;
  }

  /** Hands a text through as it is stored, if it is one and may be. */
  private boolean text(ObjectField.Stored stored, Row row) {
    TextForm form = stored.value().form();
    if (texts == null || form == null || !texts.passes(row, stored.field().position(), form)) {
      return false;
    }
    nodes.count();
    return true;
  }

  /** Writes what a relation of one record leads to, which may always be null. */
  private void related(ObjectField.Related related, Records records, int place) {
    nodes.count();
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
    nodes.count();
    if (connection == null) {
      sink.value(null);
      return;
    }
    sink.beginObject(connection.keys());
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
}
