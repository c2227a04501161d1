package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Model;
import dev.pergola.model.Mode;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB does not take is told to callers as DynamoDB tells it, and never as a fault. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceLimitsTest {

  private static final String TYPE = "DynamoDB:DynamoDbException";
  private static final int FIELDS = 400;

  private final String prefix = "limits" + UUID.randomUUID().toString().substring(0, 8);
  private Pergola backend;

  @BeforeAll
  void open() {
    Model wide = a.model("Wide");
    for (int i = 0; i < FIELDS; i++) {
      wide = wide.field("f" + i, a.string());
    }
    backend =
        Pergola.builder(
                a.schema(
                    wide.authorization(allow.publicApiKey()),
                    a.model("Score")
                        .field("team", a.string())
                        .field("points", a.floating())
                        .field("place", a.string())
                        .field("note", a.string())
                        .field("tags", a.string().array())
                        .field("data", a.json())
                        .secondaryIndexes(
                            a.index("team").sortKeys("points").queryField("byPoints"),
                            a.index("place").sortKeys("note").queryField("byPlace"))
                        .authorization(allow.publicApiKey()),
                    a.model("Card")
                        .field("shelf", a.string())
                        .field("title", a.string())
                        .field("body", a.string())
                        .secondaryIndexes(
                            a.index("shelf").include("title").queryField("byShelf"),
                            a.index("title").keysOnly().queryField("byTitle"))
                        .authorization(allow.publicApiKey()),
                    a.model("Level")
                        .field("height", a.floating().required())
                        .identifier("height")
                        .authorization(allow.publicApiKey())))
            .store(LocalDynamoDb.store(prefix).build())
            .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY))
            .build();
    for (int i = 1; i <= 3; i++) {
      assertThat(
              run("mutation { createScore(input: {id: \"s%d\", team: \"red\", points: %d, place: \"here\", note: \"n\", tags: [\"a\"]}) { id } }"
                      .formatted(i, i))
                  .errors())
          .isEmpty();
    }
  }

  @AfterAll
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1e200, Number overflow. Attempting to store a number with magnitude larger than supported range",
    "-1e126, Number overflow. Attempting to store a number with magnitude larger than supported range",
    "1e-200, Number underflow. Attempting to store a number with magnitude smaller than supported range",
  })
  void aNumberBeyondThoseOfTheServiceIsRefused(String number, String words) {
    assertRefused(
        "mutation { createScore(input: {note: \"x\", points: %s}) { id } }", number, words);
    assertRefused(
        "mutation { updateScore(input: {id: \"s1\", points: %s}) { id } }", number, words);
    assertRefused("{ getLevel(height: %s) { height } }", number, words);
    assertRefused("mutation { createLevel(input: {height: %s}) { height } }", number, words);
  }

  @ParameterizedTest
  @CsvSource({
    "lt: 1e200, 3",
    "le: 1e-200, 0",
    "gt: 1e-200, 3",
    "ge: -1e200, 3",
    "eq: 1e200, 0",
    "gt: 1e200, 0",
    "lt: -1e200, 0",
    "'between: [-1e200, 1e200]', 3",
    "'between: [2, 1e300]', 2",
    "'between: [1e-200, 2e-200]', 0",
    "'between: [1e200, 1e300]', 0"
  })
  void aSortKeyIsComparedWithAnyNumber(String condition, int found) {
    assertThat(
            ids("{ byPoints(team: \"red\", points: {%s}) { items { id } } }".formatted(condition)))
        .hasSize(found);
  }

  @ParameterizedTest
  @CsvSource({"ne: 1e200, 3", "lt: 1e200, 3", "eq: 1e-200, 0", "gt: -1e200, 3"})
  void aFilterComparesWithAnyNumber(String condition, int found) {
    assertThat(
            ids(
                "{ listScores(filter: {points: {%s}, team: {eq: \"red\"}}) { items { id } } }"
                    .formatted(condition)))
        .hasSize(found);
  }

  @Test
  void aNumberInADocumentComesBackAsTheServiceWritesIt() {
    String sent = "{\\\"n\\\":[1.10,1.0,-0.0,12345678901234567890.50]}";

    DataResponse made =
        run("mutation { createScore(input: {data: \"%s\"}) { data } }".formatted(sent));

    assertThat(text(made)).contains("[1.1,1,0,12345678901234567890.5]");
  }

  @Test
  void aFilterByATextThatIsNoKeyFindsNothing() {
    String key = "k".repeat(2048);
    for (String text : List.of(key, key + "k")) {
      assertThat(
              ids("{ listScores(filter: {team: {eq: \"%s\"}}) { items { id } } }".formatted(text)))
          .isEmpty();
    }
  }

  @Test
  void aKeyIsAsLongAsTheServiceTakesIt() {
    String sort = "n".repeat(1024);
    for (String operator : List.of("eq: \"%s\"", "lt: \"%s\"", "beginsWith: \"%s\"")) {
      String query = "{ byPlace(place: \"here\", note: {" + operator + "}) { items { id } } }";

      assertThat(run(query.formatted(sort)).errors()).isEmpty();
      assertRefused(query, sort + "n", "Size of key 'note' has exceeded");
    }
    assertRefused(
        "{ byPlace(place: \"%s\") { items { id } } }", "p".repeat(2049), "Size of key 'place'");
    assertRefused("{ getScore(id: \"%s\") { id } }", "p".repeat(2049), "Size of key 'id'");
  }

  @Test
  void aRecordIsAsLargeAsTheServiceTakesIt() {
    // Below our own limit, which does not count what the layout adds; beyond that of the service.
    String text = "x".repeat(409_600 - 150);
    DataRequest update =
        DataRequest.of(
                "mutation($t: [String]) { updateScore(input: {id: \"s3\", tags: $t}) { id } }")
            .withVariables(Map.of("t", List.of(text)));

    List<DataError> errors = backend.execute(update, Identity.admin()).join().errors();

    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).message())
        .isEqualTo("Item size has exceeded the maximum allowed size");
    assertThat(errors.get(0).errorType()).isEqualTo(TYPE);
    assertThat(ids("{ listScores(filter: {tags: {contains: \"a\"}}) { items { id } } }"))
        .contains("s3");
  }

  @Test
  void aFilterThatLooksAtMoreThanAnIndexHoldsIsRefused() {
    run(
        "mutation { createCard(input: {id: \"c\", shelf: \"s\", title: \"t\", body: \"b\"}) { id } }");

    for (String held : List.of("id: {eq: \"c\"}", "title: {eq: \"t\"}")) {
      assertThat(ids("{ byShelf(shelf: \"s\", filter: {%s}) { items { id } } }".formatted(held)))
          .as(held)
          .containsExactly("c");
    }
    assertRefused(
        "{ byShelf(shelf: \"s\", filter: {not: {%s: {eq: \"t\"}}}) { items { id } } }",
        "body",
        "Secondary index cardsByShelf does not project one or more filter attributes: [body]");
    assertRefused(
        "{ byTitle(title: \"t\", filter: {or: [{id: {eq: \"c\"}}, {%s: {eq: \"s\"}}]}) { items { id } } }",
        "shelf",
        "Secondary index cardsByTitle does not project one or more filter attributes: [shelf]");
  }

  @Test
  void anInputThatNoExpressionHoldsIsRefused() {
    assertThat(run("mutation { createWide(input: {id: \"w\"}) { id } }").errors()).isEmpty();
    String some = fields(200);
    String all = fields(FIELDS);

    assertThat(
            run("mutation { updateWide(input: {id: \"w\", %s}) { id } }".formatted(some)).errors())
        .isEmpty();
    assertRefused(
        "mutation { updateWide(input: {id: \"w\", %s}) { id } }",
        all, "Expression size has exceeded");
    // A create has no expression for its fields.
    assertThat(
            run("mutation { createWide(input: {id: \"v\", %s}) { id } }".formatted(all)).errors())
        .isEmpty();
  }

  @Test
  void aFilterThatNoExpressionHoldsIsJudgedHere() {
    String any =
        IntStream.range(0, 240)
            .mapToObj(i -> "{note: {eq: \"no%d\"}}".formatted(i))
            .collect(Collectors.joining(","));

    assertThat(
            ids(
                "{ listScores(filter: {or: [%s, {id: {eq: \"s2\"}}]}) { items { id } } }"
                    .formatted(any)))
        .containsExactly("s2");
    DataResponse updated =
        run(
            "mutation { updateScore(input: {id: \"s2\", place: \"there\"}, condition: {or: [%s, {team: {eq: \"red\"}}]}) { place } }"
                .formatted(any));
    assertThat(updated.errors()).isEmpty();
  }

  /** Other writers may put them there; AppSync's own utilities do. */
  @Test
  void aSetReadsAsAListAndIsFilteredAsOne() {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put("id", AttributeValue.fromS("set"));
    item.put("tags", AttributeValue.fromSs(List.of("b", "c")));
    item.put("createdAt", AttributeValue.fromS("2026-01-01T00:00:00.000Z"));
    item.put("updatedAt", AttributeValue.fromS("2026-01-01T00:00:00.000Z"));
    LocalDynamoDb.client().putItem(put -> put.tableName(prefix + "Score").item(item)).join();

    assertThat(text(run("{ getScore(id: \"set\") { tags } }"))).contains("\"b\"", "\"c\"");
    for (String asked :
        List.of("contains: \"b\"", "size: {eq: 2}", "attributeType: list, contains: \"c\"")) {
      assertThat(ids("{ listScores(filter: {tags: {%s}}) { items { id } } }".formatted(asked)))
          .as(asked)
          .containsExactly("set");
    }
    assertThat(
            run("mutation { updateScore(input: {id: \"set\", note: \"x\"}, condition: {tags: {size: {eq: 2}}}) { id } }")
                .errors())
        .isEmpty();
    run("mutation { deleteScore(input: {id: \"set\"}) { id } }");
  }

  private static String fields(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "f%d: \"v\"".formatted(i))
        .collect(Collectors.joining(", "));
  }

  private void assertRefused(String query, String value, String words) {
    List<DataError> errors = run(query.formatted(value)).errors();

    assertThat(errors).hasSize(1);
    assertThat(errors.get(0).message()).contains(words).doesNotContain(prefix);
    assertThat(errors.get(0).errorType()).isEqualTo(TYPE);
  }

  private List<String> ids(String query) {
    DataResponse response = run(query);
    assertThat(response.errors()).isEmpty();
    return List.of(text(response).split("\"id\":\"")).stream()
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf('"')))
        .toList();
  }

  private static String text(DataResponse response) {
    return new String(response.toJson(), StandardCharsets.UTF_8);
  }

  private DataResponse run(String query) {
    return backend.execute(DataRequest.of(query), Identity.admin()).join();
  }
}
