package dev.pergola.storage.dynamodb;

/** How many rows the listings of one request may still look at, together. */
final class Budget {

  private int left;

  Budget(int rows) {
    this.left = rows;
  }

  /** As many as are left of what is wanted, to be given back if they are not used. */
  synchronized int take(int wanted) {
    int taken = Math.max(0, Math.min(left, wanted));
    left -= taken;
    return taken;
  }

  synchronized void giveBack(int unused) {
    left += unused;
  }
}
