package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads one page in as few calls as can be: exactly one where no filter makes the service pass over
 * rows, and chunks that double in size where one does. The whole filter is judged once more on what
 * comes back, since the service may have been asked less.
 */
final class PageReader {

  private final TableLayout layout;
  private final Cursors cursors;
  private final Chunk.Source source;
  private final Predicate<Row> filter;
  private final boolean filtered;
  private final PageRequest page;
  private final Budget budget;
  private final int mostCalls;

  private final List<Row> rows = new ArrayList<>();
  private @Nullable Map<String, AttributeValue> lastKept;
  private int examined;
  private int calls;

  /**
   * A reader, good for one page.
   *
   * @param budget what all listings of the request may look at together; of which this one always
   *     has one row
   * @param mostCalls after so many calls the page ends, however few rows it has
   */
  PageReader(
      TableLayout layout,
      Cursors cursors,
      Chunk.Source source,
      Filter filter,
      PageRequest page,
      Budget budget,
      int mostCalls) {
    this.layout = layout;
    this.cursors = cursors;
    this.source = source;
    this.filter = filter.toPredicate();
    this.filtered = !filter.equals(Filter.all());
    this.page = page;
    this.budget = budget;
    this.mostCalls = mostCalls;
  }

  CompletableFuture<Page> read() {
    Cursor after = page.after();
    return next(after == null ? null : cursors.start(after), page.maxRows() + 1);
  }

  private CompletableFuture<Page> next(@Nullable Map<String, AttributeValue> start, int size) {
    page.checkDeadline();
    // Without a filter, one row more than are missing shows whether there is a next page.
    int useful = filtered ? size : page.maxRows() - rows.size() + 1;
    int wanted = Math.min(page.maxExamined() - examined, useful);
    return budget.take(wanted).thenCompose(taken -> next(start, size, taken));
  }

  private CompletableFuture<Page> next(
      @Nullable Map<String, AttributeValue> start, int size, int taken) {
    if (taken == 0 && examined > 0) {
      budget.settle(0, 0);
      return CompletableFuture.completedFuture(page(start));
    }
    calls++;
    return source
        .next(Math.max(1, taken), start)
        .whenComplete(
            (chunk, failure) -> budget.settle(taken, failure == null ? chunk.scanned() : 0))
        .thenCompose(chunk -> take(chunk, size));
  }

  private CompletableFuture<Page> take(Chunk chunk, int size) {
    examined += chunk.scanned();
    for (Map<String, AttributeValue> item : chunk.items()) {
      Row row = layout.view(item);
      if (filter.test(row)) {
        if (rows.size() == page.maxRows()) {
          return CompletableFuture.completedFuture(page(lastKept));
        }
        rows.add(row);
        lastKept = item;
      }
    }
    if (chunk.end() == null || examined >= page.maxExamined() || calls == mostCalls) {
      return CompletableFuture.completedFuture(page(chunk.end()));
    }
    return next(chunk.end(), Math.min(2 * size, Integer.MAX_VALUE / 4));
  }

  private Page page(@Nullable Map<String, AttributeValue> end) {
    return new Page(rows, end == null ? null : cursors.behind(end), examined, Filter.all());
  }
}
