package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Model;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.ModelType;
import dev.pergola.model.SecondaryIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeysTest {

  private static final Model SHELF =
      a.model("Shelf")
          .field("building", a.string().required())
          .field("floor", a.integer().required())
          .field("opened", a.datetime().required())
          .field("seen", a.timestamp().required())
          .field("note", a.string())
          .identifier("building", "floor", "opened", "seen")
          .authorization(allow.publicApiKey());

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void severalSortFieldsAreOneArgument(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, a.schema(SHELF));

    assertThat(schema.of("Query"))
        .containsExactly(
            "getShelf(building: String!, floor: Int!, opened: AWSDateTime!, seen: AWSTimestamp!): Shelf",
            "listShelves(building: String, floorOpenedSeen: ModelShelfPrimaryCompositeKeyConditionInput,"
                + " filter: ModelShelfFilterInput, limit: Int, nextToken: String,"
                + " sortDirection: ModelSortDirection): ModelShelfConnection");
    assertThat(schema.of("ModelShelfPrimaryCompositeKeyConditionInput"))
        .containsExactlyInAnyOrder(
            "eq: ModelShelfPrimaryCompositeKeyInput",
            "le: ModelShelfPrimaryCompositeKeyInput",
            "lt: ModelShelfPrimaryCompositeKeyInput",
            "ge: ModelShelfPrimaryCompositeKeyInput",
            "gt: ModelShelfPrimaryCompositeKeyInput",
            "between: [ModelShelfPrimaryCompositeKeyInput]",
            "beginsWith: ModelShelfPrimaryCompositeKeyInput");
    assertThat(schema.of("ModelShelfPrimaryCompositeKeyInput"))
        .containsExactly("floor: Int", "opened: AWSDateTime", "seen: Int");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void theKeyIsInEveryInputButTheCondition(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, a.schema(SHELF));

    assertThat(schema.of("UpdateShelfInput"))
        .containsExactly(
            "building: String!",
            "floor: Int!",
            "opened: AWSDateTime!",
            "seen: AWSTimestamp!",
            "note: String");
    assertThat(schema.of("DeleteShelfInput"))
        .containsExactly(
            "building: String!", "floor: Int!", "opened: AWSDateTime!", "seen: AWSTimestamp!");
    assertThat(schema.of("ModelShelfConditionInput"))
        .contains("note: ModelStringInput", "createdAt: ModelStringInput")
        .noneMatch(line -> line.startsWith("building:") || line.startsWith("id:"));
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void anOwnerThatIsTheKeyIsInTheConditionOfTheOriginal(Behavior behavior) {
    SchemaLines schema =
        SchemaLines.of(
            behavior,
            a.schema(
                a.model("Profile")
                    .field("user", a.string().required())
                    .field("city", a.string())
                    .identifier("user")
                    .authorization(allow.ownerDefinedIn("user"))));

    assertThat(schema.of("ModelProfileConditionInput").contains("user: ModelStringInput"))
        .isEqualTo(behavior == Behavior.APPSYNC);
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void theConditionsOnAKeyAreThereEvenIfNothingTakesThem(Behavior behavior) {
    SchemaLines schema =
        SchemaLines.of(
            behavior, a.schema(SHELF.disableOperations(dev.pergola.model.ModelOperation.LIST)));

    assertThat(schema.has("ModelShelfPrimaryCompositeKeyConditionInput")).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void indexesHaveQueriesOfTheirOwn(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, a.schema(delivery()));

    assertThat(schema.of("Query"))
        .contains(
            "listDeliveryByCourierAndDayAndPriority(courier: ID!,"
                + " dayPriority: ModelDeliveryDeliveriesByCourierAndDayAndPriorityCompositeKeyConditionInput,"
                + " sortDirection: ModelSortDirection, filter: ModelDeliveryFilterInput, limit: Int,"
                + " nextToken: String): ModelDeliveryConnection",
            "byState(state: DeliveryState!, priority: ModelIntKeyConditionInput,"
                + " sortDirection: ModelSortDirection, filter: ModelDeliveryFilterInput, limit: Int,"
                + " nextToken: String): ModelDeliveryConnection",
            "listDeliveryByPriorityAndState(priority: Int!, state: ModelStringKeyConditionInput,"
                + " sortDirection: ModelSortDirection, filter: ModelDeliveryFilterInput, limit: Int,"
                + " nextToken: String): ModelDeliveryConnection")
        .hasSize(5);
    assertThat(schema.of("ModelDeliveryDeliveriesByCourierAndDayAndPriorityCompositeKeyInput"))
        .containsExactly("day: AWSDate", "priority: Int");
    assertThat(schema.of("ModelIntKeyConditionInput"))
        .containsExactlyInAnyOrder(
            "eq: Int", "le: Int", "lt: Int", "ge: Int", "gt: Int", "between: [Int]");
    assertThat(schema.of("ModelFloatKeyConditionInput")).contains("between: [Float]").hasSize(6);
    assertThat(schema.of("ModelStringKeyConditionInput")).contains("beginsWith: String").hasSize(7);
    assertThat(schema.has("ModelIDKeyConditionInput")).isFalse();
  }

  @Test
  void aQueryFieldKnowsItsIndex() {
    GeneratedSchema generated = SchemaLines.of(Behavior.SAFE, a.schema(delivery())).generated();

    assertThat(generated.queries().get("byState"))
        .isInstanceOfSatisfying(
            RootOperation.OnIndex.class,
            query -> {
              assertThat(query.model().name()).isEqualTo("Delivery");
              assertThat(query.index().name()).isEqualTo("state-index");
              assertThat(SortArgument.name(query.index().sort())).hasValue("priority");
            });
    ModelType model = ((RootOperation.OnModel) generated.queries().get("getDelivery")).model();
    assertThat(model.indexes().stream().map(SecondaryIndex::sort).map(SortArgument::name))
        .extracting(name -> name.orElse("none"))
        .containsExactly("dayPriority", "priority", "weight", "state");
  }

  @Test
  void aNameThatGraphqlHasNoRoomForIsTrimmed() {
    Schema schema =
        a.schema(
            a.model("Tip")
                .field("a", a.string())
                .field("b", a.string())
                .field("c", a.string())
                .secondaryIndexes(a.index("a").sortKeys("b", "c").name("by-a.b"))
                .authorization(allow.publicApiKey()));

    assertThat(SchemaLines.of(Behavior.APPSYNC, schema).types())
        .contains("ModelTipByabCompositeKeyConditionInput", "ModelTipByabCompositeKeyInput");
  }

  private static Model delivery() {
    return a.model("Delivery")
        .field("courier", a.id().required())
        .field("day", a.date())
        .field("priority", a.integer())
        .field("weight", a.floating())
        .field("state", a.enumOf("OPEN", "DONE"))
        .secondaryIndexes(
            a.index("courier").sortKeys("day", "priority"),
            a.index("state").sortKeys("priority").name("state-index").queryField("byState"),
            a.index("courier").sortKeys("weight").name("silent").noQueryField(),
            a.index("priority").sortKeys("state"))
        .authorization(allow.publicApiKey());
  }
}
