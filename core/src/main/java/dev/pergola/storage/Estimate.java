package dev.pergola.storage;

/**
 * What something takes of the service behind a store, told before it is done.
 *
 * @param calls calls of the service, at most
 * @param units what the service charges for, at most: capacity units of DynamoDB
 */
public record Estimate(int calls, double units) {

  /** Nothing: the store stands in the process itself. */
  public static final Estimate NONE = new Estimate(0, 0);

  /** Both together. */
  public Estimate plus(Estimate other) {
    return new Estimate(
        (int) Math.min(Integer.MAX_VALUE, (long) calls + other.calls), units + other.units);
  }
}
