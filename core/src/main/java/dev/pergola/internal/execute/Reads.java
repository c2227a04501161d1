package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.model.Behavior;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Table;
import dev.pergola.request.Limits;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code get} and {@code list}: one store call each, the decision before it and again on every row
 * (spec: runtime A5-A7).
 */
final class Reads {

  private final Services services;

  Reads(Services services) {
    this.services = services;
  }

  /**
   * A record by its key: null when there is none, an error when there is one that the caller may
   * not see.
   */
  CompletionStage<RootResult> get(Call call) {
    RowKey key = Inputs.key(call.model(), call.arguments());
    Decision decision = decide(call, Operation.GET);
    Predicate<Row> visible = filter(call, decision).toPredicate();
    return services
        .store()
        .get(new GetRequest(call.model().table(), key))
        .thenApply(found -> new RootResult.OneRow(checked(call, found, visible)));
  }

  private @Nullable Row checked(Call call, Optional<Row> found, Predicate<Row> visible) {
    if (found.isEmpty()) {
      return null;
    }
    if (!visible.test(found.get())) {
      if (services.strictNotFound()) {
        return null;
      }
      throw ClientErrors.unauthorized(call.root());
    }
    return found.get();
  }

  /** A page of records; those that the caller may not see are left out without a word. */
  CompletionStage<RootResult> list(Call call) {
    ModelType model = call.model();
    ListingKey key = ListingKey.of(call);
    Filter visible = filter(call, decide(call, Operation.LIST));
    Filter asked = FilterReader.read(call.argument("filter"), model, services.limits());
    String binding = binding(call, key, asked);
    PageRequest page = page(call, binding);
    return read(model.table(), key, Filter.and(List.of(visible, asked)), page)
        .thenApply(found -> rows(found, visible.toPredicate(), binding));
  }

  private CompletionStage<Page> read(Table table, ListingKey key, Filter filter, PageRequest page) {
    Object partition = key.partition();
    return partition == null
        ? services.store().scan(new ScanRequest(table, filter, page))
        : services
            .store()
            .query(
                new QueryRequest(
                    table, null, KeyCondition.all(partition), key.descending(), filter, page));
  }

  private RootResult rows(Page page, Predicate<Row> visible, String binding) {
    Predicate<Row> wanted = page.residual().toPredicate().and(visible);
    List<Row> rows = page.rows().stream().filter(wanted).toList();
    Cursor next = page.next();
    return new RootResult.Rows(rows, next == null ? null : services.tokens().seal(next, binding));
  }

  private PageRequest page(Call call, String binding) {
    Limits limits = services.limits();
    int rows = limits.pageSize();
    if (call.argument("limit") instanceof Number limit) {
      if (limit.intValue() < 1) {
        throw ClientErrors.badLimit(limit);
      }
      rows = Math.min(limit.intValue(), limits.maxPageSize());
    }
    rows = Math.min(rows, Math.max(1, call.scanRows()));
    // The original counts the rows it reads; filling the page is what everybody expects of a limit.
    int examined = services.behavior() == Behavior.APPSYNC ? rows : Math.max(rows, call.scanRows());
    Cursor after =
        call.argument("nextToken") instanceof String token
            ? services.tokens().open(token, binding)
            : null;
    return new PageRequest(rows, examined, after, call.deadline());
  }

  /**
   * What a token is bound to: always the listing, since a cursor has no meaning in another. The
   * original lets a client change the filter between pages; a token that works for one caller and
   * one filter only tells nobody anything.
   */
  private String binding(Call call, ListingKey key, Filter asked) {
    String listing = call.root().fieldName() + "\n" + key;
    return services.behavior() == Behavior.APPSYNC
        ? listing
        : listing + "\n" + Callers.name(call.identity()) + "\n" + asked;
  }

  private Decision decide(Call call, Operation operation) {
    return services.authorizer().decide(Access.toStored(call.identity(), call.model(), operation));
  }

  private static Filter filter(Call call, Decision decision) {
    if (decision instanceof Decision.AllowedWhere where) {
      return where.filter();
    }
    if (decision instanceof Decision.Allowed) {
      return Filter.all();
    }
    throw ClientErrors.unauthorized(call.root());
  }
}
