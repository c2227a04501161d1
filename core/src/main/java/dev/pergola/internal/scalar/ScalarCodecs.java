package dev.pergola.internal.scalar;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonException;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.model.Scalar;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One codec per scalar. */
final class ScalarCodecs {

  private static final ScalarCodec ID = new Codec("ID", coerced -> coerced, ScalarCodecs::text);
  private static final ScalarCodec STRING =
      new Codec("String", coerced -> coerced, ScalarCodecs::text);
  private static final ScalarCodec INTEGER =
      new Codec("Int", coerced -> ((Number) coerced).longValue(), new IntCoercing()::fromInput);
  private static final ScalarCodec FLOAT =
      new Codec("Float", coerced -> ((Number) coerced).doubleValue(), Numbers::toDouble);
  private static final ScalarCodec BOOLEAN =
      new Codec("Boolean", coerced -> coerced, stored -> stored instanceof Boolean ? stored : null);
  private static final ScalarCodec TIMESTAMP =
      new Codec(
          "timestamp",
          coerced -> ((Number) coerced).longValue(),
          new TimestampCoercing()::fromInput);
  private static final ScalarCodec JSON = new Codec("JSON", ScalarCodecs::parse, Json::write);
  private static final Map<Scalar, ScalarCodec> NOT_TEXT =
      Map.of(
          Scalar.ID, ID,
          Scalar.INTEGER, INTEGER,
          Scalar.FLOAT, FLOAT,
          Scalar.BOOLEAN, BOOLEAN,
          Scalar.TIMESTAMP, TIMESTAMP,
          Scalar.JSON, JSON);

  private ScalarCodecs() {}

  static ScalarCodec of(Scalar scalar) {
    return NOT_TEXT.getOrDefault(scalar, STRING);
  }

  private static @Nullable Object text(Object stored) {
    if (stored instanceof String) {
      return stored;
    }
    return stored instanceof Number || stored instanceof Boolean ? stored.toString() : null;
  }

  private static @Nullable Object parse(Object text) {
    try {
      return Json.parse((String) text, JsonLimits.defaults());
    } catch (JsonException e) {
      throw new IllegalArgumentException("AWSJSON: " + e.getMessage(), e);
    }
  }

  private record Codec(
      String word,
      Function<Object, @Nullable Object> store,
      Function<Object, @Nullable Object> output)
      implements ScalarCodec {

    @Override
    public @Nullable Object toStored(Object coerced) {
      return store.apply(coerced);
    }

    @Override
    public Object toOutput(Object stored) {
      Object value = output.apply(stored);
      if (value == null) {
        throw new UnfitValueException(
            "Unable to serialize `%s` as a valid %s.".formatted(Shown.of(stored), word));
      }
      return value;
    }
  }
}
