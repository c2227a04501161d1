package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.QueryAllRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Reads of one row, and of pages of rows. */
final class Reads {

  private final Calls calls;
  private final ReadOptions options;

  Reads(Calls calls, ReadOptions options) {
    this.calls = calls;
    this.options = options;
  }

  CompletableFuture<Optional<Row>> get(TableLayout layout, GetRequest request) {
    Projected projected = layout.projections().of(request.columns());
    GetItemRequest.Builder call =
        GetItemRequest.builder()
            .tableName(layout.name())
            .key(layout.key().encode(request.key()))
            .consistentRead(options.consistent())
            .projectionExpression(projected.text())
            .expressionAttributeNames(new Expression(projected).usedIn().names());
    return item(call.build()).thenApply(item -> item.map(layout::decode));
  }

  /** The item with a key, or empty. */
  CompletableFuture<Optional<Map<String, AttributeValue>>> item(
      TableLayout layout, Map<String, AttributeValue> key, boolean consistent) {
    GetItemRequest call =
        GetItemRequest.builder()
            .tableName(layout.name())
            .key(key)
            .consistentRead(consistent)
            .build();
    return item(call);
  }

  private CompletableFuture<Optional<Map<String, AttributeValue>>> item(GetItemRequest call) {
    return calls
        .repeatable("GetItem on " + call.tableName(), client -> client.getItem(call))
        .thenApply(answer -> answer.hasItem() ? Optional.of(answer.item()) : Optional.empty());
  }

  CompletableFuture<Page> query(TableLayout layout, QueryRequest request) {
    Listing listing =
        new Listing(
            layout, request.index(), request.descending(), request.filter(), request.columns());
    return page(
        listing, request.condition(), request.page(), new Budget(request.page().maxExamined()));
  }

  /** DynamoDB has no query of several partitions: each is one of its own, some side by side. */
  CompletableFuture<List<Page>> queryAll(TableLayout layout, QueryAllRequest request) {
    Budget budget = new Budget(request.maxExamined());
    List<CompletableFuture<Page>> pages = new ArrayList<>(request.parts().size());
    for (QueryAllRequest.Part part : request.parts()) {
      Listing listing =
          new Listing(
              layout,
              request.index(),
              request.descending(),
              request.filter(part),
              request.columns());
      pages.add(page(listing, part.condition(), part.page(), budget));
    }
    return Futures.all(pages);
  }

  CompletableFuture<Page> scan(TableLayout layout, ScanRequest request) {
    ScanCalls scan = new ScanCalls(calls, options, layout, request.filter(), request.columns());
    return scan.impossible()
        ? nothing()
        : new PageReader(
                layout,
                layout.cursors(null),
                scan,
                request.filter(),
                request.page(),
                new Budget(request.page().maxExamined()),
                options.mostCallsForAPage())
            .read();
  }

  private CompletableFuture<Page> page(
      Listing listing, KeyCondition condition, PageRequest page, Budget budget) {
    listing.layout().checkHeld(listing.index(), listing.filter());
    QueryCalls query = new QueryCalls(calls, options, listing, condition);
    return query.impossible()
        ? nothing()
        : new PageReader(
                listing.layout(),
                listing.layout().cursors(listing.index()),
                query,
                listing.filter(),
                page,
                budget,
                options.mostCallsForAPage())
            .read();
  }

  private static CompletableFuture<Page> nothing() {
    return CompletableFuture.completedFuture(new Page(List.of(), null, 0, Filter.all()));
  }

  /** What the parts of a listing have in common. */
  record Listing(
      TableLayout layout,
      @Nullable Index index,
      boolean descending,
      Filter filter,
      @Nullable Set<Column> columns) {

    /** The attributes that a filter expression must not name, since the key condition does. */
    Set<String> keyNames() {
      return new HashSet<>(layout.key(index).names());
    }
  }
}
