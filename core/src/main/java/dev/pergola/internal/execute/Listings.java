package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.RelationStep;
import dev.pergola.model.Behavior;
import dev.pergola.request.Limits;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pages of records: how much of a listing is read, what continues it, what becomes of its rows. */
final class Listings {

  private final Services services;
  private final Relations relations;

  Listings(Services services, Relations relations) {
    this.services = services;
    this.relations = relations;
  }

  /**
   * How much a listing reads.
   *
   * @param arguments its {@code limit} and {@code nextToken}
   * @param scanRows most rows that it may look at
   * @param binding what its token is bound to
   */
  PageRequest page(
      Map<String, Object> arguments, int scanRows, String binding, RequestContext request) {
    int rows = Math.min(limit(arguments), Math.max(1, scanRows));
    return new PageRequest(
        rows, examined(rows, scanRows), cursor(arguments, binding), request.deadline());
  }

  /**
   * What a token is bound to: always the listing, since a cursor has no meaning in another. The
   * original lets a client change the filter between pages; a token that works for one caller and
   * one filter only tells nobody anything.
   */
  String binding(String listing, Identity identity, Filter asked) {
    return services.behavior() == Behavior.APPSYNC
        ? listing
        : listing
            + "\n"
            + Callers.name(identity)
            + "\n"
            + (asked.equals(Filter.all()) ? "" : asked);
  }

  /** The rows of one page that the caller may see, with what is asked of their relations. */
  CompletionStage<Pages> one(
      ConnectionSelection selection,
      Page page,
      Predicate<Row> visible,
      String binding,
      Scope scope) {
    List<Row> rows = new ArrayList<>(page.rows().size());
    keep(page, visible, rows);
    @Nullable String[] tokens =
        selection.wantsToken() ? new @Nullable String[] {token(page, binding)} : Pages.NO_TOKENS;
    return items(selection, rows, scope)
        .thenApply(
            items -> new Pages(new int[] {0, rows.size()}, items, tokens, Pages.NO_FAILURES));
  }

  /** {@code hasMany}: a page of the children of each record, all in one store call. */
  CompletionStage<Pages> children(
      ObjectField.ToMany many, List<? extends @Nullable Row> rows, Filter visible, Scope scope) {
    RelationStep step = many.step();
    Map<String, Object> arguments = scope.request().values(many.arguments());
    Filter asked = FilterReader.read(arguments.get("filter"), step.target(), services.limits());
    if (!scope.visibility().mayAskBy(step.target(), asked.columnNames(), visible)) {
      throw ClientErrors.unauthorized(step.relation().name(), step.relation().model());
    }
    boolean descending = "DESC".equals(arguments.get("sortDirection"));
    int limit = limit(arguments);
    int share = scope.budget().take();
    int examined = examined(limit, share);
    String listing = step.relation().model() + "." + step.relation().name() + "\n" + descending;
    String common = binding(listing, scope.identity(), asked) + "\n";
    boolean tokens = many.selection().wantsToken() || arguments.get("nextToken") != null;
    PageRequest first = new PageRequest(limit, examined, null, scope.request().deadline());
    int count = rows.size();
    List<QueryAllRequest.Part> parts = new ArrayList<>(count);
    List<String> bindings = new ArrayList<>(count);
    int[] asking = new int[count];
    @Nullable FieldFailure[] failures = Pages.NO_FAILURES;
    for (int i = 0; i < count; i++) {
      RowKey key = Relations.children(step, rows.get(i));
      asking[i] = -1;
      if (key == null) {
        continue;
      }
      KeyCondition children = KeyReader.exactly(key);
      try {
        String binding = tokens ? common + children : "";
        Cursor after = cursor(arguments, binding);
        parts.add(
            new QueryAllRequest.Part(
                children,
                after == null
                    ? first
                    : new PageRequest(limit, examined, after, scope.request().deadline()),
                KeyParts.of(step.target().table(), step.index(), key, services.behavior())));
        asking[i] = bindings.size();
        bindings.add(binding);
      } catch (FieldException badToken) {
        failures = failures.length == 0 ? new @Nullable FieldFailure[count] : failures;
        failures[i] = FieldFailure.of(badToken);
      }
    }
    Asked children = new Asked(many.selection(), asking, bindings, failures, visible.toPredicate());
    if (parts.isEmpty()) {
      scope.budget().giveBack(share);
      return children(children, List.of(), scope);
    }
    QueryAllRequest request =
        new QueryAllRequest(
            step.target().table(),
            step.index(),
            parts,
            descending,
            Filter.and(List.of(visible, asked)),
            Math.max(share, parts.size()),
            Needs.of(many.selection(), step.target().table(), visible, scope));
    return scope
        .store()
        .queryAll(request)
        .thenCompose(
            pages -> {
              scope.budget().giveBack(share - pages.stream().mapToInt(Page::examined).sum());
              return children(children, pages, scope);
            });
  }

  private CompletionStage<Pages> children(Asked asked, List<Page> found, Scope scope) {
    int count = asked.asking().length;
    boolean wantsToken = asked.selection().wantsToken();
    int[] starts = new int[count + 1];
    @Nullable String[] tokens = wantsToken ? new @Nullable String[count] : Pages.NO_TOKENS;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int place = asked.asking()[i];
      if (place >= 0) {
        Page page = found.get(place);
        keep(page, asked.visible(), rows);
        if (wantsToken) {
          tokens[i] = token(page, asked.bindings().get(place));
        }
      }
      starts[i + 1] = rows.size();
    }
    return items(asked.selection(), rows, scope)
        .thenApply(items -> new Pages(starts, items, tokens, asked.failures()));
  }

  /** The records once for each {@code items}, which may ask different things of them. */
  private CompletionStage<List<Records>> items(
      ConnectionSelection selection, List<Row> rows, Scope scope) {
    if (selection.items().size() == 1) {
      return relations
          .follow(selection.items().get(0).selection(), rows, scope)
          .thenApply(List::of);
    }
    List<CompletableFuture<Records>> each = new ArrayList<>();
    for (ConnectionField.Items items : selection.items()) {
      each.add(relations.follow(items.selection(), rows, scope).toCompletableFuture());
    }
    return CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
        .thenApply(done -> each.stream().map(CompletableFuture::join).toList());
  }

  /** Judges each row once more: the store's word is not enough. */
  private static void keep(Page page, Predicate<Row> visible, List<Row> kept) {
    Predicate<Row> wanted =
        page.residual().equals(Filter.all()) ? visible : page.residual().toPredicate().and(visible);
    for (Row row : page.rows()) {
      if (wanted.test(row)) {
        kept.add(row);
      }
    }
  }

  private int limit(Map<String, Object> arguments) {
    Limits limits = services.limits();
    if (arguments.get("limit") instanceof Number limit) {
      if (limit.intValue() < 1) {
        throw ClientErrors.badLimit(limit);
      }
      return Math.min(limit.intValue(), limits.maxPageSize());
    }
    return limits.pageSize();
  }

  /**
   * The original counts the rows it reads; filling the page is what everybody expects of a limit.
   */
  private int examined(int rows, int scanRows) {
    return services.behavior() == Behavior.APPSYNC ? rows : Math.max(rows, scanRows);
  }

  private @Nullable Cursor cursor(Map<String, Object> arguments, String binding) {
    return arguments.get("nextToken") instanceof String token
        ? services.tokens().open(token, binding)
        : null;
  }

  private @Nullable String token(Page page, String binding) {
    Cursor next = page.next();
    return next == null ? null : services.tokens().seal(next, binding);
  }

  /**
   * The children of many records, asked for.
   *
   * @param asking for each record the place of its page among those asked for, or -1
   * @param bindings for each page asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and read by position
  private record Asked(
      ConnectionSelection selection,
      int[] asking,
      List<String> bindings,
      @Nullable FieldFailure[] failures,
      Predicate<Row> visible) {}
}
