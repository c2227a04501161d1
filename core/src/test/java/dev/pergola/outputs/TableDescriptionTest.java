package dev.pergola.outputs;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.internal.json.Json;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class TableDescriptionTest {

  private final TableDescription shelf =
      Outputs.of(
              a.schema(
                      a.model("Shelf")
                          .field("building", a.string().required())
                          .field("floor", a.integer().required())
                          .field("slot", a.integer().required())
                          .field("label", a.string())
                          .identifier("building", "floor", "slot")
                          .secondaryIndexes(
                              a.index("floor"), a.index("label").sortKeys("slot").include("floor"))
                          .authorization(allow.publicApiKey()))
                  .resolve(EnumSet.allOf(Mode.class), Behavior.SAFE),
              new ApiSettings(Behavior.SAFE, EnumSet.allOf(Mode.class), Mode.API_KEY, null))
          .tables()
          .get(0);

  @Test
  void severalSortFieldsAreOneAttributeOfText() {
    assertThat(shelf.key())
        .isEqualTo(new TableDescription.KeyDescription("building", "floor#slot"));
    assertThat(shelf.attributes())
        .containsEntry("floor#slot", "S")
        .containsEntry("floor", "N")
        .containsEntry("slot", "N")
        .containsEntry("label", "S")
        .containsEntry("building", "S")
        .hasSize(5);
  }

  @Test
  void theDescriptionSpeaksTheWordsOfCloudFormation() {
    assertThat(Json.write(shelf.toMap()))
        .contains(
            "\"keySchema\":[{\"attributeName\":\"building\",\"keyType\":\"HASH\"},{\"attributeName\":\"floor#slot\",\"keyType\":\"RANGE\"}]")
        .contains(
            "{\"indexName\":\"shelvesByFloor\",\"keySchema\":[{\"attributeName\":\"floor\",\"keyType\":\"HASH\"}],\"projection\":{\"projectionType\":\"ALL\"}}")
        .contains(
            "\"projection\":{\"projectionType\":\"INCLUDE\",\"nonKeyAttributes\":[\"floor\"]}");
    assertThat(shelf.tableName("abc123")).isEqualTo("Shelf-abc123-NONE");
  }
}
