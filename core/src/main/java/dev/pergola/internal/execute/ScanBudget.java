package dev.pergola.internal.execute;

/**
 * How many rows the listings of one root field may still look at. Each takes an even share of what
 * those before it have left. Safe for several threads.
 */
final class ScanBudget {

  private int rows;
  private int listings;

  /**
   * A budget.
   *
   * @param rows for all listings together
   * @param listings how many there are
   */
  ScanBudget(int rows, int listings) {
    this.rows = rows;
    this.listings = listings;
  }

  /** The share of the next listing, at least one row. */
  synchronized int take() {
    int share = Math.max(1, rows / Math.max(1, listings));
    rows -= share;
    listings--;
    return share;
  }

  /**
   * What a listing has not used of its share, for those that come; less than nothing if it used
   * more.
   */
  synchronized void giveBack(int left) {
    rows += left;
  }
}
