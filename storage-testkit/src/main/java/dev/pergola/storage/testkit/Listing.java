package dev.pergola.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Index;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A query or a scan, to be read page by page or whole.
 *
 * @param condition what a query asks of the key; null for a scan
 */
record Listing(
    Sheet sheet,
    @Nullable Index index,
    @Nullable KeyCondition condition,
    boolean descending,
    Filter filter) {

  private static final int ALL = 10_000;

  Listing downwards() {
    return new Listing(sheet, index, condition, true, filter);
  }

  /** The same listing of another partition. */
  Listing of(KeyCondition newCondition) {
    return new Listing(sheet, index, newCondition, descending, filter);
  }

  Listing matching(Filter newFilter) {
    return new Listing(sheet, index, condition, descending, newFilter);
  }

  Page page(int maxRows, int maxExamined, @Nullable Cursor after) {
    PageRequest request = new PageRequest(maxRows, maxExamined, after);
    Page page =
        Bench.await(
            condition == null
                ? sheet.store().scan(new ScanRequest(sheet.table(), filter, request))
                : sheet
                    .store()
                    .query(
                        new QueryRequest(
                            sheet.table(), index, condition, descending, filter, request)));
    assertThat(page.rows()).as("rows of a page").hasSizeLessThanOrEqualTo(maxRows);
    assertThat(page.examined())
        .as("rows examined for a page")
        .isBetween(page.rows().size(), maxExamined);
    return page;
  }

  /** All pages, each of the size asked for, the last of them without a next one. */
  List<Page> pages(int maxRows, int maxExamined) {
    List<Page> pages = new ArrayList<>();
    Cursor after = null;
    do {
      Page page = page(maxRows, maxExamined, after);
      pages.add(page);
      assertThat(pages).as("pages of a listing, which has an end").hasSizeLessThan(ALL);
      after = page.next();
    } while (after != null);
    return pages;
  }

  /** The contents of all rows, the rest of the filter that a store leaves to its caller applied. */
  List<Map<String, @Nullable Object>> rows() {
    return rows(pages(ALL, ALL));
  }

  List<Map<String, @Nullable Object>> rows(List<Page> pages) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Page page : pages) {
      for (Row row : page.rows()) {
        if (page.residual().toPredicate().test(row)) {
          rows.add(sheet.contents(row));
        }
      }
    }
    return rows;
  }

  /** What all rows hold in one column. */
  List<@Nullable Object> values(String column) {
    return values(column, pages(ALL, ALL));
  }

  List<@Nullable Object> values(String column, List<Page> pages) {
    List<@Nullable Object> values = new ArrayList<>();
    rows(pages).forEach(row -> values.add(row.get(column)));
    return values;
  }
}
