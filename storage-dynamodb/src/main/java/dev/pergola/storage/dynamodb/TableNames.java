package dev.pergola.storage.dynamodb;

import static java.util.Objects.requireNonNull;

/**
 * Which DynamoDB table holds the records of a model. Names must differ from model to model, and
 * have 3 to 255 letters, digits, underscores, hyphens and dots.
 *
 * <p>Asked for {@code pergola-events} too, which no model is called, where processes share what
 * mutations answered ({@link StreamsEventBus}).
 */
@FunctionalInterface
public interface TableNames {

  /** The name of the table of a model. */
  String of(String model);

  /** Names that are a prefix and the name of the model, such as {@code blog-prod-Post}. */
  static TableNames prefixed(String prefix) {
    requireNonNull(prefix, "prefix");
    return model -> prefix + model;
  }
}
