package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.internal.execute.Records.Branch;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.RelationStep;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import dev.pergola.model.Table;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetAllRequest;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Follows the relations of records, level by level: for each relation of a node one decision and
 * one store call, however many records there are (spec: runtime B, authorization 8).
 */
final class Relations {

  private final Failures failures;
  private final Listings listings;
  private final boolean strictNotFound;
  private final Behavior behavior;

  /** How many children of others, whose keys read the same, may stand before a record's own. */
  private final int namesakes;

  Relations(Services services, Failures failures) {
    this.failures = failures;
    this.listings = new Listings(services, this);
    this.strictNotFound = services.strictNotFound();
    this.behavior = services.behavior();
    this.namesakes = services.limits().maxScanRows();
  }

  Listings listings() {
    return listings;
  }

  /**
   * These records with what the selection asks of their relations; never fails for one of those.
   */
  CompletionStage<Records> follow(
      ObjectSelection selection, List<? extends @Nullable Row> rows, Scope scope) {
    Gate gate = scope.visibility().gate(selection);
    if (selection.relations().isEmpty() || rows.isEmpty()) {
      return CompletableFuture.completedFuture(new Records(rows, gate, List.of()));
    }
    List<CompletableFuture<Branch>> branches = new ArrayList<>(selection.relations().size());
    for (int i = 0; i < selection.size(); i++) {
      if (selection.field(i) instanceof ObjectField.Related related) {
        List<? extends @Nullable Row> open = open(rows, gate.entry(i));
        branches.add(branch(related, open, scope).toCompletableFuture());
      }
    }
    return CompletableFuture.allOf(branches.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                new Records(rows, gate, branches.stream().map(CompletableFuture::join).toList()));
  }

  /** These records when it has taken too long to read what is asked of their relations. */
  Records unfollowed(ObjectSelection selection, List<? extends @Nullable Row> rows, Scope scope) {
    Branch late = new Branch.Failed(failures.of(ClientErrors.timedOut()));
    return new Records(
        rows,
        scope.visibility().gate(selection),
        Collections.nCopies(selection.relations().size(), late));
  }

  /** Takes out the records whose relation the caller may not read: it is not followed. */
  private static List<? extends @Nullable Row> open(
      List<? extends @Nullable Row> rows, @Nullable Predicate<Row> readable) {
    if (readable == null) {
      return rows;
    }
    List<@Nullable Row> open = new ArrayList<>(rows.size());
    for (Row row : rows) {
      open.add(row != null && readable.test(row) ? row : null);
    }
    return open;
  }

  private CompletionStage<Branch> branch(
      ObjectField.Related related, List<? extends @Nullable Row> rows, Scope scope) {
    try {
      scope.request().checkAlive();
      scope.request().step(rows.size());
      return start(related, rows, scope.below(related))
          .exceptionally(thrown -> new Branch.Failed(failures.of(thrown)));
    } catch (RuntimeException | Error thrown) {
      return CompletableFuture.completedFuture(new Branch.Failed(failures.of(thrown)));
    }
  }

  private CompletionStage<Branch> start(
      ObjectField.Related related, List<? extends @Nullable Row> rows, Scope scope) {
    Filter visible = visible(related.step(), scope);
    if (related instanceof ObjectField.ToMany many) {
      return listings.children(many, rows, visible, scope).thenApply(Branch.ToMany::new);
    }
    ObjectField.ToOne one = (ObjectField.ToOne) related;
    return one.step().index() == null
        ? parents(one, rows, visible, scope)
        : onlyChildren(one, rows, visible, scope);
  }

  /**
   * Judged once, before any store call. The children of a record are found by the fields that refer
   * to it, so who may not read those may not ask for the children.
   */
  private Filter visible(RelationStep step, Scope scope) {
    Decision decision =
        scope.authorizer().decide(Access.toRelated(scope.identity(), step.target()));
    Filter reach = decision instanceof Decision.AllowedWhere where ? where.filter() : Filter.all();
    boolean byChildren = step.relation().parentSide();
    if (decision instanceof Decision.Denied
        || (byChildren
            && !scope.visibility().mayAskBy(step.target(), step.relation().references(), reach))) {
      throw ClientErrors.unauthorized(step.relation().name(), step.relation().model());
    }
    return reach;
  }

  /** {@code belongsTo}: each parent is read once, however many records lead to it. */
  private CompletionStage<Branch> parents(
      ObjectField.ToOne one, List<? extends @Nullable Row> rows, Filter visible, Scope scope) {
    Map<RowKey, Integer> places = new LinkedHashMap<>();
    int[] targets = new int[rows.size()];
    for (int i = 0; i < targets.length; i++) {
      RowKey key = key(one.step().from(), rows.get(i));
      targets[i] =
          key == null ? Branch.ToOne.ABSENT : places.computeIfAbsent(key, absent -> places.size());
    }
    if (places.isEmpty()) {
      return CompletableFuture.completedFuture(new Branch.ToOne(targets, Records.NONE));
    }
    ModelType target = one.step().target();
    List<RowKey> keys = List.copyOf(places.keySet());
    return scope
        .store()
        .getAll(
            new GetAllRequest(
                target.table(), keys, Needs.of(one.selection(), target.table(), visible, scope)))
        .thenCompose(
            found -> {
              List<@Nullable Row> each = new ArrayList<>(found.size());
              for (int i = 0; i < keys.size(); i++) {
                each.add(KeyParts.meant(found.get(i), target, keys.get(i), behavior).orElse(null));
              }
              return targets(one, targets, each, visible.toPredicate(), scope);
            });
  }

  /** {@code hasOne}: the first record of the index. */
  private CompletionStage<Branch> onlyChildren(
      ObjectField.ToOne one, List<? extends @Nullable Row> rows, Filter visible, Scope scope) {
    Table children = one.step().target().table();
    long deadline = scope.request().deadline();
    PageRequest first = new PageRequest(1, 1, null, deadline);
    List<QueryAllRequest.Part> parts = new ArrayList<>(rows.size());
    int[] targets = new int[rows.size()];
    int examined = 0;
    for (int i = 0; i < targets.length; i++) {
      RowKey key = children(one.step(), rows.get(i));
      if (key == null) {
        targets[i] = Branch.ToOne.ABSENT;
      } else {
        targets[i] = parts.size();
        Filter own = KeyParts.of(children, one.step().index(), key, behavior);
        PageRequest page =
            own.equals(Filter.all()) ? first : new PageRequest(1, namesakes, null, deadline);
        parts.add(new QueryAllRequest.Part(KeyReader.exactly(key), page, own));
        examined = (int) Math.min((long) examined + page.maxExamined(), Integer.MAX_VALUE);
      }
    }
    if (parts.isEmpty()) {
      return CompletableFuture.completedFuture(new Branch.ToOne(targets, Records.NONE));
    }
    QueryAllRequest request =
        new QueryAllRequest(
            children,
            one.step().index(),
            parts,
            false,
            Filter.all(),
            examined,
            Needs.of(one.selection(), children, visible, scope));
    return scope
        .store()
        .queryAll(request)
        .thenCompose(
            pages -> {
              List<@Nullable Row> each = new ArrayList<>(pages.size());
              for (Page page : pages) {
                each.add(onlyChild(page));
              }
              return targets(one, targets, each, visible.toPredicate(), scope);
            });
  }

  /** The record of a page of one; not finding it among all that were looked at is no answer. */
  private static @Nullable Row onlyChild(Page page) {
    Optional<Row> found = page.rows().stream().filter(page.residual().toPredicate()).findFirst();
    if (found.isEmpty() && page.next() != null) {
      throw ClientErrors.tooManySteps();
    }
    return found.orElse(null);
  }

  /**
   * Replaces places among what was asked for by places among what was found and may be seen.
   *
   * @param found a row, or null, for each that was asked for
   */
  private CompletionStage<Branch> targets(
      ObjectField.ToOne one,
      int[] asked,
      List<@Nullable Row> found,
      Predicate<Row> visible,
      Scope scope) {
    List<Row> seen = new ArrayList<>(found.size());
    int[] places = new int[found.size()];
    for (int i = 0; i < places.length; i++) {
      Row row = found.get(i);
      if (row == null) {
        places[i] = Branch.ToOne.ABSENT;
      } else if (!visible.test(row)) {
        places[i] = strictNotFound ? Branch.ToOne.ABSENT : Branch.ToOne.DENIED;
      } else {
        places[i] = seen.size();
        seen.add(row);
      }
    }
    int[] targets = Arrays.stream(asked).map(place -> place < 0 ? place : places[place]).toArray();
    return follow(one.selection(), seen, scope)
        .thenApply(records -> new Branch.ToOne(targets, records));
  }

  /** Where the children of a record are; null if it has no whole key, as it then has none. */
  static @Nullable RowKey children(RelationStep step, @Nullable Row row) {
    return key(step.from(), row);
  }

  /**
   * The key that these fields of a record hold; null if a part is null, or what is no key at all.
   */
  private static @Nullable RowKey key(List<Field> fields, @Nullable Row row) {
    if (row == null) {
      return null;
    }
    List<Object> values = new ArrayList<>(fields.size());
    for (Field field : fields) {
      Object value = row.value(field.position());
      boolean fits =
          switch (field.type().columnType()) {
            case STRING -> value instanceof String text && !text.isEmpty();
            case NUMBER -> value instanceof Number;
            case BOOLEAN, DOCUMENT -> false;
          };
      if (value == null || !fits) {
        return null;
      }
      values.add(value);
    }
    RowKey key = new RowKey(values);
    return Inputs.isKey(key) ? key : null;
  }
}
