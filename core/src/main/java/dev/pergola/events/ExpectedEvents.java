package dev.pergola.events;

import java.util.Set;

/**
 * What the subscriptions of a schema can wait for that no log of its store tells of.
 *
 * @param customMutations the custom mutations that subscriptions of the author's own hang on
 * @param modelMutations the mutations of models that such subscriptions hang on, as in {@code
 *     createPost}: a log tells that they were made, but not what they selected
 */
public record ExpectedEvents(Set<String> customMutations, Set<String> modelMutations) {
  public ExpectedEvents {
    customMutations = Set.copyOf(customMutations);
    modelMutations = Set.copyOf(modelMutations);
  }
}
