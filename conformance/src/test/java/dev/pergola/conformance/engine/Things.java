package dev.pergola.conformance.engine;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.Schema;
import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.model.Behavior;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import dev.pergola.storage.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two models that between them have a field of every kind, and random records of them. */
final class Things {

  static final Schema SCHEMA =
      a.schema(
          a.model("Thing")
              .field("text", a.string())
              .field("name", a.string().required())
              .field("whole", a.integer())
              .field("number", a.floating())
              .field("flag", a.bool().required())
              .field("date", a.date())
              .field("time", a.time())
              .field("instant", a.datetime())
              .field("seconds", a.timestamp())
              .field("email", a.email())
              .field("json", a.json())
              .field("phone", a.phone())
              .field("url", a.url())
              .field("ip", a.ipAddress())
              .field("mood", a.ref("Mood"))
              .authorization(allow.publicApiKey()),
          a.model("Bag")
              .field("texts", a.string().array())
              .field("names", a.string().required().array().required())
              .field("wholes", a.integer().required().array())
              .field("numbers", a.floating().array().required())
              .field("flags", a.bool().array())
              .field("ids", a.id().array())
              .field("jsons", a.json().array())
              .field("moods", a.ref("Mood").array())
              .field("mood", a.ref("Mood").required())
              .authorization(allow.publicApiKey()),
          a.enumType("Mood", "GLAD", "SAD", "ODD"));

  static final GeneratedSchema GENERATED =
      SchemaGenerator.generate(
          SCHEMA.resolve(Set.of(Mode.API_KEY, Mode.USER_POOL), Behavior.SAFE),
          new SchemaSettings(Behavior.SAFE, Mode.API_KEY));

  static final ModelType THING = modelOf("getThing");
  static final ModelType BAG = modelOf("getBag");

  private static final List<Object> UNFIT =
      List.of(Map.of("x", 1L), List.of(List.of()), new BigDecimal("1e50"), "\u0001 unfit");

  /** The engine would take any number for true. */
  private static final List<Object> UNFIT_FLAG = List.of(Map.of(), List.of(List.of()), "unfit");

  /** The whole number is answered as a text. */
  private static final List<Object> UNFIT_ID = List.of(Map.of(), List.of(List.of()), 7L);

  /** What is no text and yet answered as one; the engine would take anything for a text. */
  private static final List<Object> UNFIT_TEXT = List.of(new BigDecimal("1e50"), 7L, true);

  private Things() {}

  /**
   * A record with this id. Every field may be absent, null or of a value that does not fit, as a
   * store may hold it after its schema has changed.
   */
  static Row row(ModelType model, String id, Random random) {
    // Most records are whole, or most answers would be null.
    int broken = random.nextInt(4) == 0 ? 6 : 60;
    Row.Builder row = Row.builder(model.table());
    for (Field field : model.fields()) {
      if (field.name().equals("id")) {
        row.set(field.position(), id);
      } else if (random.nextInt(broken) == 0) {
        breakField(row, field, random);
      } else if (field.required() || random.nextInt(4) != 0) {
        row.set(field.position(), value(field, random));
      }
    }
    return row.build();
  }

  private static void breakField(Row.Builder row, Field field, Random random) {
    int how = random.nextInt(4);
    if (how == 0) {
      row.set(field.position(), null);
    } else if (how > 1) {
      Object unfit = pick(unfit(field), random);
      row.set(
          field.position(),
          field.list() && random.nextBoolean()
              ? Arrays.asList(single(field, random), unfit, null)
              : unfit);
    }
  }

  private static List<Object> unfit(Field field) {
    if (field.type() instanceof Scalar scalar) {
      return switch (scalar) {
        case ID -> UNFIT_ID;
        case STRING -> UNFIT_TEXT;
        case BOOLEAN -> UNFIT_FLAG;
        default -> UNFIT;
      };
    }
    return UNFIT;
  }

  private static @Nullable Object value(Field field, Random random) {
    if (!field.list()) {
      return single(field, random);
    }
    List<@Nullable Object> list = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      boolean none = !field.elementRequired() && random.nextInt(5) == 0;
      list.add(none ? null : single(field, random));
    }
    return list;
  }

  private static Object single(Field field, Random random) {
    if (field.type() instanceof EnumType mood) {
      return pick(mood.values(), random);
    }
    return single((Scalar) field.type(), random).get();
  }

  private static Supplier<Object> single(Scalar type, Random random) {
    return switch (type) {
      case ID, STRING -> () -> text(random);
      case INTEGER -> () -> (long) random.nextInt();
      case FLOAT -> () -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
      case BOOLEAN -> random::nextBoolean;
      case DATE -> () -> pick(List.of("2024-02-29", "1970-01-01Z", "2024-12-31+05:30"), random);
      case TIME -> () -> pick(List.of("12:30", "00:00:00.123456789", "23:59:59Z"), random);
      case DATETIME ->
          () -> pick(List.of("2024-02-29T12:30Z", "2024-02-29T12:30:00.5+01:00"), random);
      case TIMESTAMP -> () -> random.nextLong(1L << 40);
      case EMAIL -> () -> pick(List.of("a@b.c", "x.y@example.org"), random);
      case JSON ->
          () ->
              pick(
                  List.of(1L, "text", true, List.of(), Map.of("k", List.of(1L, "é", Map.of()))),
                  random);
      case PHONE -> () -> pick(List.of("+12065550100", "+442071838750"), random);
      case URL -> () -> pick(List.of("https://example.com/a?b=c", "ftp://example.org"), random);
      case IP_ADDRESS -> () -> pick(List.of("10.0.0.1", "::1", "10.0.0.0/8"), random);
    };
  }

  private static String text(Random random) {
    return pick(
        List.of("", "plain", "\"quoted\" \\ and \n\r\t", "é\u00ff\u0800\uffee", "\uD83D\uDE00"),
        random);
  }

  static <T> T pick(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static ModelType modelOf(String query) {
    return ((RootOperation.OnModel) GENERATED.queries().get(query)).model();
  }
}
