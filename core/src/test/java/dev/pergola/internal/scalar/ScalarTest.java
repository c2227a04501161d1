package dev.pergola.internal.scalar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pergola.model.EnumType;
import dev.pergola.model.Scalar;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.CoercingSerializeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth tables of the other scalars, and what all of them have in common. */
class ScalarTest {

  private static final long TIMESTAMP_MAX = 9_007_199_254_740_991L;

  static Stream<Arguments> takenValues() {
    return Stream.of(
        arguments(Scalar.ID, "", ""),
        arguments(Scalar.ID, "a b", "a b"),
        arguments(Scalar.ID, 7, "7"),
        arguments(Scalar.ID, Long.MIN_VALUE, "-9223372036854775808"),
        arguments(Scalar.ID, new BigInteger("9".repeat(30)), "9".repeat(30)),
        arguments(Scalar.ID, new BigDecimal("9".repeat(30)), "9".repeat(30)),
        arguments(Scalar.STRING, "", ""),
        arguments(Scalar.STRING, "any é 😀 \u0000", "any é 😀 \u0000"),
        arguments(Scalar.INTEGER, 0, 0),
        arguments(Scalar.INTEGER, 2147483647L, 2147483647),
        arguments(Scalar.INTEGER, -2147483648L, -2147483648),
        arguments(Scalar.INTEGER, 3.0, 3),
        arguments(Scalar.INTEGER, -0.0, 0),
        arguments(Scalar.INTEGER, new BigDecimal("3.000"), 3),
        arguments(Scalar.INTEGER, new BigDecimal("2e3"), 2000),
        arguments(Scalar.INTEGER, BigInteger.TEN, 10),
        arguments(Scalar.INTEGER, (short) 5, 5),
        arguments(Scalar.FLOAT, 3, 3.0),
        arguments(Scalar.FLOAT, 3L, 3.0),
        arguments(Scalar.FLOAT, 1.5, 1.5),
        arguments(Scalar.FLOAT, 1.5f, 1.5),
        arguments(Scalar.FLOAT, new BigDecimal("0.1"), 0.1),
        arguments(Scalar.FLOAT, new BigDecimal("1e308"), 1e308),
        arguments(Scalar.FLOAT, new BigDecimal("1e-400"), 0.0),
        arguments(Scalar.FLOAT, new BigInteger("9".repeat(30)), 1e30),
        arguments(Scalar.BOOLEAN, true, true),
        arguments(Scalar.BOOLEAN, false, false),
        arguments(Scalar.TIMESTAMP, -5, -5L),
        arguments(Scalar.TIMESTAMP, 1714521600L, 1714521600L),
        arguments(Scalar.TIMESTAMP, TIMESTAMP_MAX, TIMESTAMP_MAX),
        arguments(Scalar.TIMESTAMP, -TIMESTAMP_MAX, -TIMESTAMP_MAX),
        arguments(Scalar.TIMESTAMP, new BigDecimal("1.0"), 1L),
        arguments(Scalar.JSON, "null", "null"),
        arguments(Scalar.JSON, "\"plain\"", "\"plain\""),
        arguments(Scalar.JSON, "123", "123"),
        arguments(Scalar.JSON, " [1,{\"a\":null}] ", " [1,{\"a\":null}] "),
        arguments(Scalar.JSON, "[".repeat(64) + "]".repeat(64), "[".repeat(64) + "]".repeat(64)));
  }

  @ParameterizedTest
  @MethodSource("takenValues")
  void takesAVariable(Scalar scalar, Object sent, Object coerced) {
    assertThat(parse(scalar, sent)).isEqualTo(coerced);
  }

  static Stream<Arguments> refusedValues() {
    return Stream.of(
            table(
                Scalar.ID,
                true,
                1.5,
                3.0,
                3f,
                new BigDecimal("3.0"),
                new BigDecimal("1e3"),
                List.of("a"),
                Map.of("eq", 1),
                'c'),
            table(Scalar.STRING, 1, 1.5, true, List.of(), Map.of(), 'c'),
            table(
                Scalar.INTEGER,
                "5",
                "",
                true,
                1.5,
                2147483648L,
                -2147483649L,
                3_000_000_000L,
                Long.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                new BigDecimal("0.5"),
                new BigDecimal("1e400"),
                new BigDecimal("1e-400"),
                new BigDecimal("1e2147483647"),
                new BigDecimal("1e-2147483647"),
                new BigInteger("9".repeat(400)),
                List.of(1),
                Map.of()),
            table(
                Scalar.FLOAT,
                "x",
                "1.5",
                true,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                new BigDecimal("1e309"),
                new BigDecimal("1e2147483647"),
                new BigInteger("9".repeat(400)),
                List.of(1.5),
                Map.of()),
            table(Scalar.BOOLEAN, "true", 0, 1, List.of(true), Map.of()),
            table(
                Scalar.TIMESTAMP,
                "1714521600",
                1.5,
                new BigDecimal("1.5"),
                1e19,
                new BigDecimal("10000000000000000000"),
                TIMESTAMP_MAX + 1,
                -TIMESTAMP_MAX - 1,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                true,
                List.of(1),
                Map.of()),
            table(
                Scalar.JSON,
                "",
                "{a:1}",
                "unquoted",
                "{\"a\":1,\"a\":2}",
                "1e401",
                "{} {}",
                "[".repeat(65) + "]".repeat(65),
                "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                "\"" + "x".repeat(400 * 1024) + "\"",
                123,
                true,
                List.of(),
                Map.of("a", 1)),
            table(Scalar.DATE, 20240101, true, List.of("2024-01-01"), Map.of()),
            table(Scalar.EMAIL, 1, List.of("a@b")),
            table(Scalar.PHONE, 12065550100L))
        .flatMap(table -> table);
  }

  @ParameterizedTest
  @MethodSource("refusedValues")
  void refusesAVariable(Scalar scalar, Object sent) {
    assertThatExceptionOfType(CoercingParseValueException.class)
        .isThrownBy(() -> parse(scalar, sent))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(130));
  }

  static Stream<Arguments> takenLiterals() {
    return Stream.of(
        arguments(Scalar.ID, StringValue.of("x"), "x"),
        arguments(Scalar.ID, integer("7"), "7"),
        arguments(Scalar.ID, integer("9".repeat(30)), "9".repeat(30)),
        arguments(Scalar.STRING, StringValue.of("x"), "x"),
        arguments(Scalar.INTEGER, integer("-2147483648"), -2147483648),
        arguments(Scalar.FLOAT, decimal("1.5"), 1.5),
        arguments(Scalar.FLOAT, integer("3"), 3.0),
        arguments(Scalar.BOOLEAN, BooleanValue.of(true), true),
        arguments(Scalar.TIMESTAMP, integer("-5"), -5L),
        arguments(Scalar.JSON, StringValue.of("{\"a\":1}"), "{\"a\":1}"));
  }

  @ParameterizedTest
  @MethodSource("takenLiterals")
  void takesALiteral(Scalar scalar, Value<?> literal, Object coerced) {
    assertThat(parseLiteral(scalar, literal)).isEqualTo(coerced);
  }

  static Stream<Arguments> refusedLiterals() {
    return Stream.of(
            table(
                Scalar.ID,
                decimal("3.0"),
                BooleanValue.of(true),
                EnumValue.of("E"),
                ArrayValue.newArrayValue().value(StringValue.of("x")).build(),
                ObjectValue.newObjectValue().build(),
                NullValue.of()),
            table(Scalar.STRING, integer("1"), BooleanValue.of(true), EnumValue.of("E")),
            table(
                Scalar.INTEGER,
                integer("2147483648"),
                integer("9".repeat(400)),
                decimal("3.0"),
                StringValue.of("3"),
                BooleanValue.of(true)),
            table(
                Scalar.FLOAT,
                decimal("1e309"),
                decimal("1e999"),
                decimal("-1e2147483647"),
                integer("9".repeat(400)),
                StringValue.of("1.5")),
            table(Scalar.BOOLEAN, StringValue.of("true"), integer("1")),
            table(
                Scalar.TIMESTAMP, integer("9007199254740992"), decimal("1.0"), StringValue.of("1")),
            table(
                Scalar.JSON,
                ObjectValue.newObjectValue().build(),
                ArrayValue.newArrayValue().build(),
                integer("1"),
                StringValue.of("{a:1}")),
            table(Scalar.DATE, integer("20240101"), EnumValue.of("TODAY")),
            table(Scalar.URL, EnumValue.of("http")))
        .flatMap(table -> table);
  }

  @ParameterizedTest
  @MethodSource("refusedLiterals")
  void refusesALiteral(Scalar scalar, Value<?> literal) {
    assertThatExceptionOfType(CoercingParseLiteralException.class)
        .isThrownBy(() -> parseLiteral(scalar, literal))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(130));
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(Scalar.DATE, "2024-02-30", "Unable to parse `2024-02-30` as a valid date."),
        arguments(Scalar.DATETIME, "2019", "Unable to parse `2019` as a valid DateTime Object."),
        arguments(
            Scalar.PHONE, "1110004444", "Unable to parse `1110004444` as a valid phone number."),
        arguments(Scalar.ID, Map.of("eq", "secret"), "Unable to parse `{...}` as a valid ID."),
        arguments(Scalar.ID, List.of("secret"), "Unable to parse `[...]` as a valid ID."),
        arguments(
            Scalar.DATE,
            "x".repeat(5_000),
            "Unable to parse `" + "x".repeat(63) + "…` as a valid date."),
        arguments(
            Scalar.INTEGER,
            new BigDecimal("1e2147483647"),
            "Unable to parse `1E+2147483647` as a valid Int."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesInTheWordsOfTheOriginal(Scalar scalar, Object sent, String message) {
    assertThatExceptionOfType(CoercingParseValueException.class)
        .isThrownBy(() -> parse(scalar, sent))
        .withMessage(message);
  }

  static Stream<Arguments> stored() {
    return Stream.of(
        arguments(Scalar.ID, "x", "x", "x"),
        arguments(Scalar.STRING, "x", "x", "x"),
        arguments(Scalar.INTEGER, 7, 7L, 7),
        arguments(Scalar.FLOAT, 7.0, 7.0, 7.0),
        arguments(Scalar.BOOLEAN, true, true, true),
        arguments(Scalar.TIMESTAMP, 7L, 7L, 7L),
        arguments(Scalar.JSON, "123", 123L, "123"),
        arguments(Scalar.JSON, "\"plain\"", "plain", "\"plain\""),
        arguments(
            Scalar.JSON, " { \"a\" : [ true ] } ", Map.of("a", List.of(true)), "{\"a\":[true]}"),
        arguments(Scalar.DATE, "2024-02-29", "2024-02-29", "2024-02-29"));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void storesAndAnswers(Scalar scalar, Object coerced, Object stored, Object output) {
    ScalarCodec codec = ScalarCodec.of(scalar);

    assertThat(codec.toStored(coerced)).isEqualTo(stored);
    assertThat(codec.toOutput(stored)).isEqualTo(output).hasSameClassAs(output);
  }

  @Test
  void theJsonTextNullIsStoredAsNull() {
    assertThat(ScalarCodec.of(Scalar.JSON).toStored("null")).isNull();
  }

  @Test
  void numbersInJsonAreStoredInOneForm() {
    assertThat(ScalarCodec.of(Scalar.JSON).toStored("{\"a\":[1.10,1.0,-0.0,1E+30]}"))
        .isEqualTo(Map.of("a", List.of(1.1, 1L, 0L, 1e30)));
    assertThat(ScalarCodec.of(Scalar.JSON).toStored("12345678901234567890.50"))
        .isEqualTo(new BigDecimal("12345678901234567890.5"));
  }

  @Test
  void whatWasNeverCoercedIsNotStoredAsJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScalarCodec.of(Scalar.JSON).toStored("{a:1}"));
  }

  static Stream<Arguments> storedOtherwise() {
    return Stream.of(
        arguments(Scalar.INTEGER, new BigDecimal("7"), 7),
        arguments(Scalar.INTEGER, 7.0, 7),
        arguments(Scalar.FLOAT, 7L, 7.0),
        arguments(Scalar.FLOAT, new BigDecimal("7.5"), 7.5),
        arguments(Scalar.TIMESTAMP, new BigDecimal("7"), 7L),
        arguments(Scalar.ID, 7L, "7"),
        arguments(Scalar.STRING, true, "true"),
        arguments(Scalar.JSON, new BigDecimal("1.50"), "1.50"));
  }

  /** As another store or another program may have written it. */
  @ParameterizedTest
  @MethodSource("storedOtherwise")
  void answersTheSameValueOfAnotherJavaType(Scalar scalar, Object stored, Object output) {
    assertThat(ScalarCodec.of(scalar).toOutput(stored)).isEqualTo(output).hasSameClassAs(output);
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
            table(Scalar.ID, List.of(), Map.of()),
            table(Scalar.STRING, List.of(), Map.of()),
            table(Scalar.INTEGER, "7", 7.5, 2147483648L, true, List.of(7L)),
            table(Scalar.FLOAT, "7", true, new BigDecimal("1e999")),
            table(Scalar.BOOLEAN, "true", 1L),
            table(Scalar.TIMESTAMP, "7", 7.5, TIMESTAMP_MAX + 1),
            table(Scalar.DATE, "2024-02-30", "yesterday", 20240101L),
            table(Scalar.TIME, "25:00", 12L),
            table(Scalar.DATETIME, "2020-05-23T06:4:37.000Z", "2024-01-01", 1714521600L),
            table(Scalar.EMAIL, "nobody", 1L),
            table(Scalar.PHONE, "call me", "", " 1", 12065550100L),
            table(Scalar.URL, "not a url", "no-scheme", ":x", "http://a b", 1L),
            table(Scalar.IP_ADDRESS, "localhost", "7", 2130706433L))
        .flatMap(table -> table);
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void refusesToAnswerAStoredValueThatDoesNotFit(Scalar scalar, Object stored) {
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() -> ScalarCodec.of(scalar).toOutput(stored))
        .satisfies(e -> assertThat(e.getMessage()).startsWith("Unable to serialize `"));
  }

  @Test
  void saysWhatDoesNotFitAsTheOriginalDoes() {
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() -> ScalarCodec.of(Scalar.DATETIME).toOutput("2020-05-23T06:4:37.000Z"))
        .withMessage("Unable to serialize `2020-05-23T06:4:37.000Z` as a valid DateTime Object.");
  }

  @Test
  void anEnumIsAnsweredAsLongAsTheSchemaHasTheName() {
    ScalarCodec codec = ScalarCodec.of(new EnumType("Mood", List.of("GLAD", "SAD")));

    assertThat(codec.toStored("GLAD")).isEqualTo("GLAD");
    assertThat(codec.toOutput("SAD")).isEqualTo("SAD");
    assertThatExceptionOfType(UnfitValueException.class)
        .isThrownBy(() -> codec.toOutput("glad"))
        .withMessage("Invalid input for Enum 'Mood'. No value found for name 'glad'");
    assertThatExceptionOfType(UnfitValueException.class).isThrownBy(() -> codec.toOutput(1L));
  }

  @ParameterizedTest
  @EnumSource(Scalar.class)
  void isCalledAsInTheSchema(Scalar scalar) {
    assertThat(AwsScalars.type(scalar).getName()).isEqualTo(scalar.graphqlName());
    assertThat(AwsScalars.type(scalar)).isSameAs(AwsScalars.type(scalar));
    assertThat(AwsScalars.type(scalar).getDescription()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("takenValues")
  void theEngineAnswersACoercedValueAsItIs(Scalar scalar, Object sent, Object coerced) {
    Coercing<?, ?> coercing = AwsScalars.type(scalar).getCoercing();

    assertThat(coercing.serialize(coerced, GraphQLContext.getDefault(), Locale.ROOT))
        .isEqualTo(coerced);
    assertThat(
            parseLiteral(
                scalar, coercing.valueToLiteral(coerced, GraphQLContext.getDefault(), Locale.ROOT)))
        .isEqualTo(coerced);
  }

  @Test
  void theEngineWritesAJsonValueAsText() {
    assertThat(serialize(Scalar.JSON, Map.of("a", List.of(1)))).isEqualTo("{\"a\":[1]}");
    assertThatExceptionOfType(CoercingSerializeException.class)
        .isThrownBy(() -> serialize(Scalar.JSON, "{a:1}"));
    assertThatExceptionOfType(CoercingSerializeException.class)
        .isThrownBy(() -> serialize(Scalar.DATE, "2024-02-30"))
        .withMessage("Unable to serialize `2024-02-30` as a valid date.");
  }

  private static Stream<Arguments> table(Scalar scalar, Object... values) {
    return Arrays.stream(values).map(value -> arguments(scalar, value));
  }

  private static Object parse(Scalar scalar, Object value) {
    return AwsScalars.type(scalar)
        .getCoercing()
        .parseValue(value, GraphQLContext.getDefault(), Locale.ROOT);
  }

  private static Object parseLiteral(Scalar scalar, Value<?> literal) {
    return AwsScalars.type(scalar)
        .getCoercing()
        .parseLiteral(
            literal, CoercedVariables.emptyVariables(), GraphQLContext.getDefault(), Locale.ROOT);
  }

  private static Object serialize(Scalar scalar, Object value) {
    return AwsScalars.type(scalar)
        .getCoercing()
        .serialize(value, GraphQLContext.getDefault(), Locale.ROOT);
  }

  private static IntValue integer(String digits) {
    return IntValue.newIntValue(new BigInteger(digits)).build();
  }

  private static FloatValue decimal(String digits) {
    return FloatValue.newFloatValue(new BigDecimal(digits)).build();
  }
}
