package dev.pergola.outputs;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.SchemaModel;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelIntrospectionTest {

  private static final SchemaModel SCHEMA =
      resolved(
          a.schema(
              a.customType("Point").field("x", a.floating().required().array()),
              a.model("Place")
                  .field("name", a.string().required())
                  .field("at", a.ref("Point"))
                  .field("visits", a.hasMany("Visit", "placeId"))
                  .secondaryIndexes(a.index("name").noQueryField())
                  .authorization(allow.owner(), allow.group("Staff")),
              a.model("Visit")
                  .field("placeId", a.id().required())
                  .field("day", a.date().required())
                  .field("place", a.belongsTo("Place", "placeId"))
                  .identifier("placeId", "day")
                  .disableOperations(ModelOperation.MUTATIONS, ModelOperation.GET)
                  .authorization(allow.publicApiKey(), allow.owner().identityClaim("username")),
              a.query("near")
                  .argument("points", a.ref("Point").required().array())
                  .returns(a.ref("Place").array().required())
                  .handler(a.handler.function("near"))
                  .authorization(allow.publicApiKey())));

  private final Map<String, @Nullable Object> document = ModelIntrospection.of(SCHEMA).toMap();

  @Test
  void partsThatAreEmptyAreLeftOutButForFour() {
    assertThat(document)
        .containsOnlyKeys("version", "models", "enums", "nonModels", "queries", "inputs")
        .containsEntry("version", 1);
  }

  @Test
  void aFieldTellsItsShape() {
    assertThat(text("nonModels", "Point", "fields", "x"))
        .isEqualTo(
            "{\"name\":\"x\",\"isArray\":true,\"type\":\"Float\",\"isRequired\":true,\"isArrayNullable\":true,\"attributes\":[]}");
    assertThat(text("models", "Place", "fields", "at"))
        .contains("\"type\":{\"nonModel\":\"Point\"}");
    assertThat(text("models", "Place", "fields", "createdAt"))
        .isEqualTo(
            "{\"name\":\"createdAt\",\"isArray\":false,\"type\":\"AWSDateTime\",\"isRequired\":false,\"attributes\":[],\"isReadOnly\":true}");
  }

  @Test
  void anOwnerFieldThatIsNotDeclaredIsNotThere() {
    assertThat(text("models", "Place", "fields", "owner")).isEqualTo("null");
  }

  @Test
  void aRelationTellsWhereItsReferencesAre() {
    assertThat(text("models", "Place", "fields", "visits", "association"))
        .isEqualTo("{\"connectionType\":\"HAS_MANY\",\"associatedWith\":[\"placeId\"]}");
    assertThat(text("models", "Visit", "fields", "place", "association"))
        .isEqualTo("{\"connectionType\":\"BELONGS_TO\",\"targetNames\":[\"placeId\"]}");
  }

  @Test
  void attributesTellKeysAndRules() {
    assertThat(text("models", "Place", "attributes"))
        .isEqualTo(
            """
            [{"type":"model","properties":{}},\
            {"type":"key","properties":{"name":"placesByName","queryField":null,"fields":["name"]}},\
            {"type":"auth","properties":{"rules":[\
            {"provider":"userPools","ownerField":"owner","allow":"owner","identityClaim":"cognito:username","operations":["create","update","delete","read"]},\
            {"groupClaim":"cognito:groups","provider":"userPools","allow":"groups","groups":["Staff"],"operations":["create","update","delete","read"]}]}}]""");
    assertThat(text("models", "Visit", "attributes"))
        .startsWith(
            "[{\"type\":\"model\",\"properties\":{\"queries\":{\"get\":null},\"mutations\":null}},{\"type\":\"key\",\"properties\":{\"fields\":[\"placeId\",\"day\"]}}")
        // The claim of access tokens is told by its name in ID tokens.
        .contains("\"identityClaim\":\"cognito:username\"");
    assertThat(text("models", "Visit", "primaryKeyInfo"))
        .isEqualTo(
            "{\"isCustomPrimaryKey\":true,\"primaryKeyFieldName\":\"placeId\",\"sortKeyFieldNames\":[\"day\"]}");
  }

  @Test
  void anOperationTellsItsArgumentsAndTheirInputs() {
    assertThat(text("queries", "near"))
        .isEqualTo(
            """
            {"name":"near","isArray":true,"type":{"model":"Place"},"isRequired":false,"isArrayNullable":false,\
            "arguments":{"points":{"name":"points","isArray":true,"type":{"input":"PointInput"},"isRequired":true,"isArrayNullable":true}}}""");
    assertThat(text("inputs", "PointInput", "attributes", "x"))
        .isEqualTo(
            "{\"name\":\"x\",\"isArray\":true,\"type\":\"Float\",\"isRequired\":true,\"isArrayNullable\":true}");
  }

  @Test
  void theTextIsTheDocument() throws Exception {
    Object parsed = Json.parse(ModelIntrospection.of(SCHEMA).toJson(), JsonLimits.defaults());

    assertThat(Json.write(parsed)).isEqualTo(Json.write(document));
  }

  private String text(String... path) {
    Object value = document;
    for (String name : path) {
      value = value instanceof Map<?, ?> members ? members.get(name) : null;
    }
    return Json.write(value);
  }

  private static SchemaModel resolved(Schema schema) {
    return schema.resolve(EnumSet.allOf(Mode.class), Behavior.SAFE);
  }
}
