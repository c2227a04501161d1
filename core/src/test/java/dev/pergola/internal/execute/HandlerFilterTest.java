package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.model.EnumType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.request.Limits;
import dev.pergola.storage.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operands of a filter that code sets come in whatever Java has for them, or are refused. */
class HandlerFilterTest {

  private enum State {
    NEW,
    OLD
  }

  private static final List<NamedValue> FIELDS =
      List.of(
          new NamedValue("t", Scalar.STRING, Shape.NULLABLE),
          new NamedValue("n", Scalar.INTEGER, Shape.NULLABLE),
          new NamedValue("st", new EnumType("State", List.of("NEW", "OLD")), Shape.NULLABLE),
          new NamedValue("yes", Scalar.BOOLEAN, Shape.NULLABLE),
          new NamedValue("many", Scalar.STRING, new Shape(true, false, false)),
          new NamedValue("json", Scalar.JSON, Shape.NULLABLE));

  private static final Map<String, Object> EVENT =
      Map.of("t", "x", "n", 5, "st", "NEW", "yes", true, "many", List.of("x"), "json", "[1]");

  @ParameterizedTest
  @MethodSource
  void anEventIsHeardOrNotWhateverHoldsTheOperands(Map<String, ?> filter, boolean heard) {
    assertThat(read(filter).toPredicate().test(new ArgumentRow(FIELDS, EVENT))).isEqualTo(heard);
  }

  static Stream<Arguments> anEventIsHeardOrNotWhateverHoldsTheOperands() {
    return Stream.of(
        Arguments.of(of("t", "notIn", Set.of("x")), false),
        Arguments.of(of("t", "notIn", new String[] {"x"}), false),
        Arguments.of(of("t", "notIn", Set.of("y")), true),
        Arguments.of(of("t", "in", Set.of("x", "y")), true),
        Arguments.of(of("t", "in", Set.of()), false),
        Arguments.of(of("t", "eq", Optional.of("x")), true),
        Arguments.of(of("n", "in", Set.of(5)), true),
        Arguments.of(of("n", "notIn", new Integer[] {5}), false),
        Arguments.of(of("n", "between", new Integer[] {5, 6}), true),
        Arguments.of(of("n", "ge", 4.5), true),
        Arguments.of(of("st", "ne", State.NEW), false),
        Arguments.of(of("st", "ne", State.OLD), true),
        Arguments.of(of("st", "eq", State.NEW), true),
        Arguments.of(of("st", "in", Set.of(State.OLD)), false),
        Arguments.of(of("st", "ne", Optional.empty()), true),
        Arguments.of(of("many", "eq", Set.of("x")), true),
        Arguments.of(of("many", "notIn", Set.of("x")), false),
        Arguments.of(of("json", "eq", Set.of(1)), true),
        Arguments.of(Map.of("or", Set.of(of("n", "eq", 5), of("n", "eq", 6))), true));
  }

  @ParameterizedTest
  @MethodSource
  void whatDoesNotFitIsTheAuthorsMistake(Map<String, ?> filter, String why) {
    assertThatThrownBy(() -> read(filter))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Subscription 'onX', filter of its handler: " + why);
  }

  static Stream<Arguments> whatDoesNotFitIsTheAuthorsMistake() {
    return Stream.of(
        Arguments.of(of("n", "ne", "5"), "'ne' of 'n' takes a number, not 5 (a text)."),
        Arguments.of(of("n", "ge", Double.NaN), "'ge' of 'n' takes a number, not NaN"),
        Arguments.of(of("t", "ne", 5), "'ne' of 't' takes a text, not 5 (a number)."),
        Arguments.of(of("t", "ge", Optional.empty()), "'ge' of 't' takes a text, not null."),
        Arguments.of(of("yes", "ne", "true"), "'ne' of 'yes' takes a boolean, not true"),
        Arguments.of(of("st", "ne", "NWE"), "'ne' of 'st' takes one of NEW, OLD, not NWE"),
        Arguments.of(of("t", "notIn", "x"), "'notIn' of 't' takes a list, each a text, not x"),
        Arguments.of(of("t", "notIn", Arrays.asList("x", null)), "'notIn' of 't' takes a list"),
        Arguments.of(of("n", "in", Set.of("5")), "'in' of 'n' takes a list, each a number"),
        Arguments.of(of("n", "between", List.of(5)), "'between' of 'n' takes a list of two"),
        Arguments.of(of("n", "between", 5), "'between' of 'n' takes a list of two"),
        Arguments.of(of("many", "ne", "x"), "'ne' of 'many' takes a list, each a text"),
        Arguments.of(of("many", "lt", "x"), "'many' has no operator 'lt'. Known: contains, eq"),
        Arguments.of(of("n", "contains", 5), "'n' has no operator 'contains'"),
        Arguments.of(of("json", "between", List.of(1, "x")), "'between' of 'json' takes"),
        Arguments.of(Map.of(), "{} stands where fields have to"),
        Arguments.of(Map.of("n", Map.of()), "'n' takes operators, as {eq: 1}, not {}."),
        Arguments.of(Map.of("or", List.of()), "'or' takes a list of one filter or more, not []"),
        Arguments.of(Map.of("and", List.of()), "'and' takes a list of one filter or more"),
        Arguments.of(Map.of("or", List.of(Map.of())), "{} stands where fields have to"));
  }

  private static Filter read(Map<String, ?> filter) {
    return HandlerFilter.read(filter, "onX", FIELDS, Limits.defaults());
  }

  private static Map<String, Object> of(String field, String operator, Object operand) {
    return Map.of(field, Map.of(operator, operand));
  }
}
