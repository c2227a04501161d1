package dev.pergola.storage;

import java.util.List;

/**
 * What {@link Store#prepare} did, for people to read.
 *
 * @param steps one sentence for each thing created or grown, such as {@code created table Post};
 *     empty when all was there
 */
public record Prepared(List<String> steps) {
  public Prepared {
    steps = List.copyOf(steps);
  }
}
