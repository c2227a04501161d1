package dev.pergola.storage.dynamodb;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/**
 * How many rows the listings of one request may still look at, together. Listings run side by side
 * and each has to ask for more than it may find, so what one takes is often given back: while
 * others hold rows, a listing that would get too few waits for theirs.
 */
final class Budget {

  private final Deque<Claim> waiting = new ArrayDeque<>();
  private int left;
  private int holders;
  private boolean granting;

  Budget(int rows) {
    this.left = rows;
  }

  /**
   * As many as are left of what is wanted, which may be none, as soon as that is known. What was
   * granted has to be {@linkplain #settle settled} before the same listing asks again.
   */
  CompletableFuture<Integer> take(int wanted) {
    Claim claim = new Claim(wanted, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(claim);
    }
    grant();
    return claim.granted();
  }

  /**
   * Ends a claim.
   *
   * @param taken what was granted
   * @param used how many of them were looked at; may be more, since a listing looks at one at least
   */
  void settle(int taken, int used) {
    synchronized (this) {
      left += taken - used;
      holders--;
    }
    grant();
  }

  /**
   * One thread grants at a time: calls that end at once would else grant each other ever deeper.
   */
  private void grant() {
    while (true) {
      Claim claim;
      int taken;
      synchronized (this) {
        claim = waiting.peek();
        if (granting || claim == null || (left < claim.wanted() && holders > 0)) {
          return;
        }
        waiting.remove();
        taken = Math.max(0, Math.min(left, claim.wanted()));
        left -= taken;
        holders++;
        granting = true;
      }
      try {
        claim.granted().complete(taken);
      } finally {
        synchronized (this) {
          granting = false;
        }
      }
    }
  }

  private record Claim(int wanted, CompletableFuture<Integer> granted) {}
}
