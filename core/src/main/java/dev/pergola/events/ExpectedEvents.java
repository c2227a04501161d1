package dev.pergola.events;

import java.util.Set;

/**
 * What the subscriptions of a schema can wait for that no log of its store tells of.
 *
 * @param customMutations the custom mutations that subscriptions of the author's own hang on
 */
public record ExpectedEvents(Set<String> customMutations) {
  public ExpectedEvents {
    customMutations = Set.copyOf(customMutations);
  }
}
