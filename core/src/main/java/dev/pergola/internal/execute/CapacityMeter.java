package dev.pergola.internal.execute;

import dev.pergola.request.Limits;
import dev.pergola.storage.Estimate;
import dev.pergola.storage.EstimateRequest;
import dev.pergola.storage.Store;
import java.util.List;

/**
 * What one request may still take of the service behind the store, by the store's own estimates.
 * Safe for several threads.
 */
final class CapacityMeter {

  private final Store store;
  private final int most;
  private double left;

  private CapacityMeter(Store store, int most) {
    this.store = store;
    this.most = most;
    this.left = most;
  }

  /** The store for one request, which stops when the request would take too much. */
  static Store capped(Store store, Limits limits) {
    return limits.maxCapacityUnits() == Integer.MAX_VALUE
        ? store
        : new CappedStore(store, new CapacityMeter(store, limits.maxCapacityUnits()));
  }

  /** Takes what a call may cost, before it is made. */
  synchronized void take(EstimateRequest call) {
    Estimate estimate = store.estimate(call);
    if (estimate.units() > left) {
      throw ClientErrors.tooManyUnits(most);
    }
    left -= estimate.units();
  }

  /**
   * Takes what a listing costs. How many rows it may look at to find those that it is to give is
   * cut where it would cost too much.
   *
   * @param call the listing, which looks at no more rows than it has to
   * @param rows how many it may look at, if there is enough left
   * @return the listing as it was paid for
   */
  synchronized EstimateRequest take(EstimateRequest call, int rows) {
    EstimateRequest paid = call.withRows(Math.max(call.rows(), rows));
    while (paid.rows() > call.rows() && store.estimate(paid).units() > left) {
      paid = call.withRows(Math.max(call.rows(), paid.rows() / 2));
    }
    take(paid);
    return paid;
  }

  /**
   * Gives back what a listing has paid for rows that it did not look at.
   *
   * @param examined how many it looked at, of each part
   */
  synchronized void settle(EstimateRequest paid, List<Integer> examined) {
    left += store.estimate(paid).units();
    for (int rows : examined) {
      EstimateRequest part =
          new EstimateRequest(paid.kind(), paid.table(), paid.index(), 1, Math.max(1, rows));
      left -= store.estimate(part).units();
    }
  }
}
