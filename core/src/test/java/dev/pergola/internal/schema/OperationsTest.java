package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queries, mutations and subscriptions that the author declares. */
class OperationsTest {

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void standBesideThoseOfModels(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, songs());

    assertThat(schema.of("Query"))
        .contains(
            "roll: Int",
            "find(text: String!, kinds: [FindKinds], near: FindNearInput): [Song!]!",
            "hits: HitsReturnType!");
    assertThat(schema.of("Mutation"))
        .contains(
            "like(songId: ID!): Song",
            "createSong(input:" + " CreateSongInput!, condition: ModelSongConditionInput): Song");
    assertThat(schema.of("Subscription")).contains("onLike(songId: ID): Song");
    assertThat(schema.of("FindNearInput")).containsExactly("lat: Float!");
    assertThat(schema.of("HitsReturnType")).containsExactly("count: Int");
  }

  @Test
  void aFieldKnowsItsOperation() {
    GeneratedSchema schema = SchemaLines.of(Behavior.SAFE, songs()).generated();

    assertThat(
            List.of(
                schema.queries().get("roll"),
                schema.mutations().get("like"),
                schema.subscriptions().get("onLike")))
        .extracting(field -> ((RootOperation.Custom) field).operation().name())
        .containsExactly("roll", "like", "onLike");
    assertThat(schema.subscriptions().get("onCreateSong"))
        .isInstanceOf(RootOperation.OnChange.class);
  }

  @Test
  void mayBeAllThatASchemaHas() {
    GeneratedSchema schema =
        SchemaLines.of(
                Behavior.SAFE,
                a.schema(
                    a.mutation("ping")
                        .returns(a.string())
                        .handler(a.handler.function("ping"))
                        .authorization(allow.publicApiKey())))
            .generated();

    assertThat(schema.mutations()).containsOnlyKeys("ping");
    assertThat(SchemaText.of(schema)).contains("type Mutation").doesNotContain("type Query");
  }

  @Test
  void oneWithTheNameOfAGeneratedFieldIsRefused() {
    CustomOperation taken =
        new CustomOperation(
            CustomOperation.Kind.QUERY,
            "getNote",
            List.of(),
            Scalar.STRING,
            Shape.NULLABLE,
            List.of(),
            List.of(),
            List.of());
    SchemaModel model =
        SchemaModel.builder()
            .models(
                a.schema(a.model("Note").field("a", a.string()).authorization(allow.publicApiKey()))
                    .resolve(Set.of(Mode.API_KEY), Behavior.SAFE)
                    .models())
            .operations(List.of(taken))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SchemaGenerator.generate(model, new SchemaSettings(Behavior.SAFE, Mode.API_KEY)))
        .withMessageContaining("model 'Note' and for operation 'getNote'");
  }

  private static Schema songs() {
    return a.schema(
        a.model("Song")
            .field("title", a.string())
            .disableOperations(ModelOperation.LIST)
            .authorization(allow.publicApiKey()),
        a.query("roll")
            .returns(a.integer())
            .handler(a.handler.function("roll"))
            .authorization(allow.publicApiKey()),
        a.query("find")
            .argument("text", a.string().required())
            .argument("kinds", a.ref("FindKinds").array())
            .argument("near", a.customType().field("lat", a.floating().required()))
            .returns(a.ref("Song").required().array().required())
            .handler(a.handler.function("find"))
            .authorization(allow.publicApiKey()),
        a.enumType("FindKinds", "LOUD", "SOFT"),
        a.query("hits")
            .returns(a.ref("HitsReturnType").required())
            .handler(a.handler.function("hits"))
            .authorization(allow.publicApiKey()),
        a.customType("HitsReturnType").field("count", a.integer()),
        a.mutation("like")
            .argument("songId", a.id().required())
            .returns(a.ref("Song"))
            .handler(a.handler.function("like"))
            .authorization(allow.publicApiKey()),
        a.subscription("onLike")
            .on(a.ref("like"))
            .argument("songId", a.id())
            .handler(a.handler.custom("onLike"))
            .authorization(allow.publicApiKey()));
  }
}
