package dev.pergola.internal.scalar;

import dev.pergola.model.Scalar;
import org.jspecify.annotations.Nullable;

/** How a coerced value of one type is stored, and what a stored value answers. */
public interface ScalarCodec {

  /** The codec of a scalar. */
  static ScalarCodec of(Scalar scalar) {
    return ScalarCodecs.of(scalar);
  }

  /** The stored form of a coerced value; null for the JSON text {@code null} only. */
  @Nullable Object toStored(Object coerced);

  /**
   * What a response holds for a stored value: String, Integer, Long, finite Double or Boolean.
   *
   * @throws UnfitValueException if the stored value is none of this type
   */
  Object toOutput(Object stored);
}
