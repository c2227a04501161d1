package dev.pergola.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EngineTextsTest {

  static Stream<Arguments> validation() {
    return Stream.of(
        Arguments.of(
            "Validation error (FieldUndefined@[a/b]) : Field 'c' in type 'T' is undefined",
            "Field 'c' in type 'T' is undefined"),
        Arguments.of(
            "Validation Error (UniqueObjectFieldName@[a]) : There can be only one field named 'x'",
            "There can be only one field named 'x'"),
        Arguments.of(
            "Validation error (UnknownOperation): The 'Subscription' operation is not supported",
            "The 'Subscription' operation is not supported"),
        Arguments.of(
            "Query depth 31 exceeds maximum allowed depth 30",
            "Query depth 31 exceeds maximum allowed depth 30"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i.at' with value 'StringValue{value='x'}'"
                + " is not a valid 'AWSDateTime' - Unable to parse `x` as a valid DateTime Object.",
            "argument 'i.at' with value 'StringValue{value='x'}' is not a valid 'AWSDateTime'"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i' with value 'ObjectValue{objectFields=["
                + "ObjectField{name='pin', value=StringValue{value='1234'}}]}'"
                + " contains a field not in 'I': 'zz'",
            "argument 'i' with value '{...}' contains a field not in 'I': 'zz'"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i' with value 'ObjectValue{objectFields=[]}'"
                + " is missing required fields '[title]'",
            "argument 'i' with value '{...}' is missing required fields '[title]'"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i[0]' with value 'ArrayValue{values=[]}'"
                + " must be an object type",
            "argument 'i[0]' with value '[...]' must be an object type"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i' with value 'NullValue{}' must not be null",
            "argument 'i' with value 'NullValue{}' must not be null"),
        Arguments.of(
            "Validation error (BadValueForDefaultArg) : Bad default value 'ObjectValue{objectFields=["
                + "ObjectField{name='pin', value=StringValue{value='1234'}}]}' for type 'I'",
            "Bad default value '{...}' for type 'I'"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i' with value 'StringValue{value='"
                + "x".repeat(1_000)
                + "'}' is not a valid 'Int' - no",
            "argument 'i' with value 'StringValue{value='"
                + "x".repeat(44)
                + "…' is not a valid 'Int'"));
  }

  static Stream<Arguments> request() {
    return Stream.of(
        Arguments.of(
            "Variable 'at' has an invalid value: Unable to parse `x` as a valid DateTime Object.",
            "Variable 'at' has an invalid value. Unable to parse `x` as a valid DateTime Object."),
        Arguments.of(
            "Variable 'i' has an invalid value: Variable 'i' has coerced Null value for NonNull type 'I!'",
            "Variable 'i' has coerced Null value for NonNull type 'I!'"),
        Arguments.of(
            "Variable 'i' has an invalid value: Field 'title' has coerced Null value for NonNull type"
                + " 'String!'",
            "Variable 'i' has coerced Null value for NonNull type 'String!' (field 'title')"),
        Arguments.of(
            "The variables input contains a field name 'x' that is not defined for input object type"
                + " 'I' ",
            "The variables input contains a field name 'x' that is not defined for input object type"
                + " 'I'"),
        Arguments.of(
            "Variable 'i' has an invalid value: Expected a String input, but it was a 'BigDecimal'",
            "Variable 'i' has an invalid value. Expected a String input, but it was a 'Number'"),
        Arguments.of(
            "Variable 'i' has an invalid value: Expected a String input, but it was a 'ListN'",
            "Variable 'i' has an invalid value. Expected a String input, but it was a 'List'"),
        Arguments.of(
            "Variable 'i' has an invalid value: Expected a Boolean input, but it was a 'LinkedHashMap'",
            "Variable 'i' has an invalid value. Expected a Boolean input, but it was a 'Map'"),
        Arguments.of(
            "Variable 'i' has an invalid value: Expected type 'Map' but was 'String'. Variables for"
                + " input objects must be an instance of type 'Map'.",
            "Variable 'i' has an invalid value. Expected type 'Map' but was 'String'. Variables for"
                + " input objects must be an instance of type 'Map'."),
        Arguments.of(
            "Invalid syntax with offending token '}' at line 1 column 2",
            "Invalid syntax with offending token '}' at line 1 column 2"));
  }

  @ParameterizedTest
  @MethodSource("validation")
  void saysOfValidationWhatTheOriginalSays(String engine, String original) {
    assertThat(EngineTexts.ofValidation(engine, SentValues.SHOWN)).isEqualTo(original);
  }

  @ParameterizedTest
  @MethodSource("request")
  void saysOfRequestsWhatTheOriginalSays(String engine, String original) {
    assertThat(EngineTexts.ofRequest(engine, SentValues.SHOWN)).isEqualTo(original);
  }

  static Stream<Arguments> hidden() {
    return Stream.of(
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i.at' with value 'StringValue{value='pin'}'"
                + " is not a valid 'AWSDate' - Unable to parse `pin` as a valid date.",
            "argument 'i.at' with value '…' is not a valid 'AWSDate'"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i.at' with value 'StringValue{value='pin'}'"
                + " must be an object type",
            "argument 'i.at' with value '…' must be an object type"),
        Arguments.of(
            "Validation error (WrongType@[a]) : argument 'i.at' with value 'StringValue{value='pin' is"
                + " not a valid 'pin'}' is not a valid 'AWSDate' - Unable to parse `pin' is not a valid"
                + " 'pin` as a valid date.",
            "argument 'i.at' with value '…'"),
        Arguments.of(
            "Validation error (BadValueForDefaultArg) : Bad default value 'StringValue{value='pin with"
                + " value 'pin'}' for type 'Int'",
            "Bad default value '…' for type 'Int'"));
  }

  @ParameterizedTest
  @MethodSource("hidden")
  void hidesAnyValue(String engine, String told) {
    assertThat(EngineTexts.ofValidation(engine, SentValues.HIDDEN)).isEqualTo(told);
  }

  static Stream<Arguments> hiddenVariable() {
    return Stream.of(
        Arguments.of(
            "Variable 'i' has an invalid value: Unable to parse `pin` as a valid `pin` as a valid Int.",
            "Variable 'i' has an invalid value. Unable to parse `…` as a valid Int."),
        Arguments.of(
            "Variable 'i' has an invalid value: Invalid input for enum 'E'. No value found for name"
                + " 'pin' Unable to parse `pin'",
            "Variable 'i' has an invalid value. Invalid input for enum 'E'. No value found for name"
                + " '…'"),
        Arguments.of(
            "Variable 'i' has an invalid value: Invalid input for enum 'E'. Unknown value 'pin'",
            "Variable 'i' has an invalid value. Invalid input for enum 'E'. Unknown value '…'"),
        Arguments.of(
            "Variable 'i' has an invalid value: Expected a String input, but it was a 'Double'",
            "Variable 'i' has an invalid value. Expected a String input, but it was a 'Number'"));
  }

  @ParameterizedTest
  @MethodSource("hiddenVariable")
  void hidesAnyValueOfAVariable(String engine, String told) {
    assertThat(EngineTexts.ofRequest(engine, SentValues.HIDDEN)).isEqualTo(told);
  }
}
