package dev.pergola.internal.plan;

import dev.pergola.model.Field;
import dev.pergola.request.DataError;

/** One entry of a compiled selection on a model. Closed: more kinds come with relations. */
public sealed interface ObjectField {

  /** The key in the answer. */
  ResponseName name();

  /** {@code __typename}. */
  record TypeName(ResponseName name, String type) implements ObjectField {}

  /**
   * A stored field.
   *
   * @param field which
   * @param output how its values, or the elements of its list, are answered
   * @param location where the document asks for it
   */
  record Stored(ResponseName name, Field field, Output output, DataError.Location location)
      implements ObjectField {}
}
