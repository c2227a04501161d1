package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.CustomType;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomTypesTest {

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aModelTakesAnInputForEachCustomType(Behavior behavior) {
    SchemaLines schema =
        SchemaLines.of(
            behavior,
            a.schema(
                a.enumType("Unit", "KM", "MI"),
                a.customType("span")
                    .field("length", a.floating().required())
                    .field("unit", a.ref("Unit").required())
                    .field("parts", a.ref("span").array()),
                a.customType("Unused").field("a", a.string()),
                a.model("Route")
                    .field("whole", a.ref("span").required())
                    .field("legs", a.ref("span").required().array().required())
                    .field("start", a.customType().field("at", a.time()))
                    .authorization(allow.publicApiKey())));

    assertThat(schema.of("Route")).contains("whole: span!", "legs: [span!]!", "start: RouteStart");
    assertThat(schema.of("span")).containsExactly("length: Float!", "unit: Unit!", "parts: [span]");
    assertThat(schema.of("SpanInput"))
        .containsExactly("length: Float!", "unit: Unit!", "parts: [SpanInput]");
    assertThat(schema.of("RouteStartInput")).containsExactly("at: AWSTime");
    assertThat(schema.of("CreateRouteInput"))
        .containsExactly(
            "id: ID", "whole: SpanInput!", "legs: [SpanInput!]!", "start: RouteStartInput");
    assertThat(schema.of("UpdateRouteInput"))
        .containsExactly(
            "id: ID!", "whole: SpanInput", "legs: [SpanInput!]", "start: RouteStartInput");
    assertThat(schema.has("Unused")).isTrue();
    assertThat(schema.has("UnusedInput")).isFalse();
    assertThat(schema.of("ModelRouteFilterInput")).noneMatch(line -> line.startsWith("whole"));
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aModelThatIsNeverWrittenNeedsNoInputs(Behavior behavior) {
    SchemaLines schema =
        SchemaLines.of(
            behavior,
            a.schema(
                a.customType("Span").field("length", a.floating()),
                a.model("Route")
                    .field("whole", a.ref("Span"))
                    .disableOperations(ModelOperation.CREATE, ModelOperation.UPDATE)
                    .authorization(allow.publicApiKey())));

    // The original makes the input all the same.
    assertThat(schema.has("SpanInput")).isEqualTo(behavior == Behavior.APPSYNC);
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void anOperationSharesTheInputOfAModel(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, routes("Span"));

    assertThat(schema.of("SpanInput")).containsExactly("length: Float", "edge: EdgeInput");
    assertThat(schema.of("EdgeInput")).containsExactly("at: Int!");
    assertThat(schema.of("Query")).contains("longer(than: SpanInput!, edges: [EdgeInput]): Route");
  }

  @Test
  void inLowerCaseTheyHaveTwo() {
    SchemaLines schema = SchemaLines.of(Behavior.APPSYNC, routes("span"));

    assertThat(schema.of("spanInput")).containsExactly("length: Float", "edge: EdgeInput");
    assertThat(schema.of("SpanInput")).containsExactly("length: Float", "edge: EdgeInput");
  }

  @Test
  void anOtherInputOfTheSameNameIsRefused() {
    CustomType input = flat("SpanInput", "width");
    CustomType output = flat("Span", "length");
    SchemaModel model =
        SchemaModel.builder()
            .customTypes(List.of(output))
            .inputs(List.of(input))
            .models(
                a.schema(
                        a.customType("Span").field("length", a.floating()),
                        a.model("Route")
                            .field("whole", a.ref("Span"))
                            .authorization(allow.publicApiKey()))
                    .resolve(Set.of(Mode.API_KEY), Behavior.SAFE)
                    .models())
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SchemaGenerator.generate(model, new SchemaSettings(Behavior.SAFE, Mode.API_KEY)))
        .withMessageContaining("'SpanInput'")
        .withMessageContaining("custom type 'Span'");
  }

  private static CustomType flat(String name, String field) {
    Map<String, CustomType> family =
        CustomType.family(
            List.of(name),
            (each, find) -> List.of(new NamedValue(field, Scalar.FLOAT, Shape.NULLABLE)));
    return family.get(name);
  }

  private static Schema routes(String span) {
    return a.schema(
        a.customType("Edge").field("at", a.integer().required()),
        a.customType(span).field("length", a.floating()).field("edge", a.ref("Edge")),
        a.model("Route")
            .field("whole", a.ref(span))
            .field("edge", a.ref("Edge"))
            .authorization(allow.publicApiKey()),
        a.query("longer")
            .argument("than", a.ref(span).required())
            .argument("edges", a.ref("Edge").array())
            .returns(a.ref("Route"))
            .handler(a.handler.function("longer"))
            .authorization(allow.publicApiKey()));
  }
}
