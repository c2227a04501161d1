package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.ModelOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationsTest {

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aRelationIsAFieldAndNeverAnInput(Behavior behavior) {
    SchemaLines schema = SchemaLines.of(behavior, team());

    assertThat(schema.of("Team"))
        .contains(
            "members(filter: ModelPlayerFilterInput, limit: Int, nextToken: String,"
                + " sortDirection: ModelSortDirection): ModelPlayerConnection",
            "badge: Badge");
    assertThat(schema.of("Player")).contains("team: Team", "teamId: ID");
    assertThat(schema.of("CreateTeamInput")).containsExactly("id: ID", "mantra: String!");
    assertThat(schema.of("UpdatePlayerInput")).containsExactly("id: ID!", "teamId: ID");
    assertThat(schema.of("ModelTeamFilterInput"))
        .noneMatch(line -> line.startsWith("members") || line.startsWith("badge"));
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void withoutAListARelationBringsWhatItNeeds(Behavior behavior) {
    SchemaLines schema =
        SchemaLines.of(
            behavior,
            a.schema(
                a.enumType("Mood", "GLAD", "SAD"),
                a.model("Room")
                    .field("desks", a.hasMany("Desk", "roomId"))
                    .authorization(allow.publicApiKey()),
                a.model("Desk")
                    .field("roomId", a.id())
                    .field("moods", a.ref("Mood").array().required())
                    .field("room", a.belongsTo("Room", "roomId"))
                    .disableOperations(ModelOperation.QUERIES)
                    .authorization(allow.publicApiKey(), allow.owner())));

    assertThat(schema.of("Query")).noneMatch(line -> line.contains("Desk"));
    assertThat(schema.of("ModelDeskConnection")).contains("items: [Desk]!");
    assertThat(schema.of("ModelDeskFilterInput"))
        .containsExactly(
            "roomId: ModelIDInput",
            "moods: ModelMoodListInput",
            "owner: ModelStringInput",
            "and: [ModelDeskFilterInput]",
            "or: [ModelDeskFilterInput]",
            "not: ModelDeskFilterInput");
    assertThat(schema.has("ModelMoodListInput")).isTrue();
  }

  @Test
  void theSecondTypesForNamesInLowerCaseAreTheOriginalsOnly() {
    Schema schema =
        a.schema(
            a.model("pet")
                .field("code", a.string().required())
                .field("petName", a.string())
                .field("toys", a.hasMany("toy", "petCode"))
                .identifier("code")
                .secondaryIndexes(a.index("petName").sortKeys("code", "createdAt"))
                .field("createdAt", a.datetime())
                .authorization(allow.publicApiKey(), allow.owner()),
            a.model("toy")
                .field("petCode", a.string())
                .field("pet", a.belongsTo("pet", "petCode"))
                .authorization(allow.publicApiKey()));

    SchemaLines original = SchemaLines.of(Behavior.APPSYNC, schema);
    SchemaLines safe = SchemaLines.of(Behavior.SAFE, schema);

    assertThat(original.of("pet"))
        .anyMatch(line -> line.startsWith("toys(filter: ModeltoyFilterInput"))
        .anyMatch(line -> line.endsWith("ModeltoyConnection"));
    assertThat(original.of("Query"))
        .anyMatch(line -> line.startsWith("listPets(") && line.endsWith("ModelPetConnection"))
        .anyMatch(
            line ->
                line.startsWith("listPetByPetNameAndCodeAndCreatedAt(")
                    && line.contains("filter: ModelpetFilterInput")
                    && line.endsWith("ModelpetConnection"));
    assertThat(original.of("ModelpetFilterInput"))
        .contains("petName: ModelStringInput")
        .noneMatch(line -> line.startsWith("owner") || line.startsWith("updatedAt"));
    assertThat(original.of("ModelPetFilterInput")).contains("owner: ModelStringInput");

    assertThat(safe.of("pet"))
        .anyMatch(
            line ->
                line.startsWith("toys(filter: ModelToyFilterInput")
                    && line.endsWith("ModelToyConnection"));
    assertThat(safe.types())
        .doesNotContain(
            "ModelpetFilterInput",
            "ModelpetConnection",
            "ModeltoyFilterInput",
            "ModeltoyConnection")
        .contains("ModelpetPetsByPetNameAndCodeAndCreatedAtCompositeKeyInput");
  }

  private static Schema team() {
    return a.schema(
        a.model("Team")
            .field("mantra", a.string().required())
            .field("members", a.hasMany("Player", "teamId"))
            .field("badge", a.hasOne("Badge", "teamId"))
            .authorization(allow.publicApiKey()),
        a.model("Player")
            .field("teamId", a.id())
            .field("team", a.belongsTo("Team", "teamId"))
            .authorization(allow.publicApiKey()),
        a.model("Badge")
            .field("teamId", a.id())
            .field("team", a.belongsTo("Team", "teamId"))
            .authorization(allow.publicApiKey()));
  }
}
