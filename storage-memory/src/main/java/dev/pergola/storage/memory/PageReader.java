package dev.pergola.storage.memory;

import dev.pergola.storage.Cursor;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages out of ranges of one version of a map. A cursor is the key, in the map, that it
 * stands behind.
 */
final class PageReader {

  /** Room for the rows of most pages; a client may ask for far more than there are. */
  private static final int USUAL_ROWS = 100;

  /**
   * The clock is asked every sixteen rows: often for rows of the greatest size, seldom for small
   * ones.
   */
  private static final int DEADLINE_MASK = 0xF;

  private final TableMaps maps;
  private final RootReference<byte[], byte[]> root;
  private final Predicate<Row> filter;
  private final LeafTest leafTest;
  private final boolean descending;

  PageReader(
      TableMaps maps, RootReference<byte[], byte[]> root, Filter filter, boolean descending) {
    this.maps = maps;
    this.root = root;
    this.filter = filter.toPredicate();
    this.leafTest = filter.accept(new LeafFilter(maps.leafTexts(), maps.layout()));
    this.descending = descending;
  }

  /**
   * One page.
   *
   * @param maxExamined most rows to look at, in place of what the page says
   */
  Page read(KeyRange range, PageRequest page, int maxExamined) {
    Cursor after = page.after();
    KeyRange rest = after == null ? range : range.behind(KeyCursor.key(after.bytes()), descending);
    Entries entries = new Entries(root, rest, descending);
    List<Row> rows = new ArrayList<>(Math.min(Math.min(page.maxRows(), maxExamined), USUAL_ROWS));
    PassingRow passing = new PassingRow(maps.layout());
    int examined = 0;
    byte @Nullable [] lastKey = null;
    byte @Nullable [] lastRowKey = null;
    while (entries.next()) {
      if (examined == maxExamined) {
        return page(rows, lastKey, examined);
      }
      int whole = entries.wholeLeaf();
      if (whole > 0 && examined + whole < maxExamined && !leafTest.mayPass(entries.leaf())) {
        page.checkDeadline();
        examined += whole;
        entries.skipLeaf();
        continue;
      }
      if ((++examined & DEADLINE_MASK) == 0) {
        page.checkDeadline();
      }
      if (examined == maxExamined) {
        lastKey = entries.key();
      }
      byte[] row = entries.value();
      if (filter.test(passing.at(row))) {
        if (rows.size() == page.maxRows()) {
          return page(rows, lastRowKey, examined);
        }
        rows.add(maps.row(row));
        lastRowKey = entries.key();
      }
    }
    return page(rows, null, examined);
  }

  private static Page page(List<Row> rows, byte @Nullable [] end, int examined) {
    Cursor next = end == null ? null : Cursor.of(KeyCursor.of(end));
    return new Page(rows, next, examined, Filter.all());
  }
}
