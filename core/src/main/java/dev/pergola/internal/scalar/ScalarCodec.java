package dev.pergola.internal.scalar;

import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import org.jspecify.annotations.Nullable;

/** How a coerced value of one type is stored, and what a stored value answers. */
public interface ScalarCodec {

  /** The codec of a scalar or an enum; get it once per field, not once per value. */
  static ScalarCodec of(ValueType type) {
    return type.accept(
        new ValueType.Visitor<>() {
          @Override
          public ScalarCodec scalar(Scalar scalar) {
            return ScalarTable.codec(scalar);
          }

          @Override
          public ScalarCodec enumeration(EnumType enumeration) {
            return new EnumCodec(enumeration);
          }

          @Override
          public ScalarCodec custom(CustomType custom) {
            throw new IllegalArgumentException(
                "Custom type '%s' is no single value: its fields have codecs of their own."
                    .formatted(custom.name()));
          }
        });
  }

  /**
   * The stored form of a coerced value: as {@link dev.pergola.model.ColumnType} says. Null for the
   * AWSJSON text {@code null} only.
   */
  @Nullable Object toStored(Object coerced);

  /**
   * What a response holds for a stored value: a String, Integer, Long, finite Double or Boolean.
   *
   * @throws UnfitValueException if the stored value is none of this type
   */
  Object toOutput(Object stored);

  /**
   * The form of stored texts that are answered as they are; null when {@link #toOutput} has to see
   * each. But for {@link TextForm#ANY} no text of it has a question mark, which the platform writes
   * for half a surrogate pair as well.
   */
  default @Nullable TextForm form() {
    return null;
  }
}
