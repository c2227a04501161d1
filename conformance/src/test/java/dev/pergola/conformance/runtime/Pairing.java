package dev.pergola.conformance.runtime;

import java.util.Arrays;
import java.util.function.BiPredicate;

/**
 * Finds for each of n expectations a value of its own among n values. A loose expectation may fit
 * several values, so that taking the first fit would refuse answers that are right: this looks for
 * a complete assignment (augmenting paths).
 */
final class Pairing {

  private final int size;
  private final BiPredicate<Integer, Integer> fits;
  private final int[] takenBy;

  private Pairing(int size, BiPredicate<Integer, Integer> fits) {
    this.size = size;
    this.fits = fits;
    this.takenBy = new int[size];
    Arrays.fill(takenBy, -1);
  }

  /**
   * The first expectation that is left without a value, or -1 when all have one.
   *
   * @param fits whether an expectation (first) fits a value (second)
   */
  static int unpaired(int size, BiPredicate<Integer, Integer> fits) {
    Pairing pairing = new Pairing(size, fits);
    for (int expectation = 0; expectation < size; expectation++) {
      if (!pairing.pair(expectation, new boolean[size])) {
        return expectation;
      }
    }
    return -1;
  }

  private boolean pair(int expectation, boolean[] tried) {
    for (int value = 0; value < size; value++) {
      if (!tried[value] && fits.test(expectation, value)) {
        tried[value] = true;
        if (takenBy[value] < 0 || pair(takenBy[value], tried)) {
          takenBy[value] = expectation;
          return true;
        }
      }
    }
    return false;
  }
}
