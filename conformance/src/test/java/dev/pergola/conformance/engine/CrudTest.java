package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Create, update, delete and get (spec: runtime A2 to A5). */
class CrudTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Todo")
              .field("title", a.string().required())
              .field("note", a.string())
              .field("stars", a.integer().defaultValue(3))
              .field("state", a.ref("State"))
              .field("tags", a.string().array())
              .field("extra", a.json())
              .authorization(allow.publicApiKey()),
          a.model("Stamped")
              .field("name", a.string())
              .field("createdAt", a.datetime())
              .field("updatedAt", a.string())
              .authorization(allow.publicApiKey()),
          a.model("Named")
              .field("id", a.string().required())
              .field("name", a.string())
              .authorization(allow.publicApiKey()),
          a.enumType("State", "OPEN", "SHUT"));

  private final Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void createGivesTheWholeRecord() {
    Answer created =
        run(
            "mutation{createTodo(input:{title:\"T\",tags:[\"x\",null],state:OPEN,extra:\"{\\\"k\\\": [1]}\"})"
                + "{id title note stars state tags extra createdAt updatedAt __typename}}");

    assertThat(created.at("/createTodo/extra").asString()).isEqualTo("{\"k\":[1]}");
    assertThat(created.data())
        .isEqualTo(
            ("{'createTodo':{'id':'id-1','title':'T','note':null,'stars':3,'state':'OPEN',"
                    + "'tags':['x',null],'extra':'{\\'k\\':[1]}','createdAt':'NOW','updatedAt':'NOW',"
                    + "'__typename':'Todo'}}")
                .replace("NOW", Bench.NOW_TEXT));
    assertThat(run("{getTodo(id:\"id-1\"){title stars}}").data())
        .isEqualTo("{'getTodo':{'title':'T','stars':3}}");
  }

  @Test
  void idsAreRandomUnlessTheHostMakesThem() {
    try (Bench random =
        new Bench(SCHEMA, builder -> builder.ids(() -> UUID.randomUUID().toString()))) {
      String id =
          random
              .run(KEY, "mutation{createTodo(input:{title:\"T\"}){id}}")
              .at("/createTodo/id")
              .asString();

      assertThat(UUID.fromString(id).toString()).isEqualTo(id);
    }
  }

  @Test
  void anIdThatIsSentIsKept() {
    assertThat(run("mutation{createTodo(input:{id:\"mine\",title:\"T\"}){id}}").data())
        .isEqualTo("{'createTodo':{'id':'mine'}}");
    assertThat(run("mutation{createTodo(input:{id:7,title:\"T\"}){id}}").data())
        .isEqualTo("{'createTodo':{'id':'7'}}");
    assertThat(run("mutation{createTodo(input:{id:null,title:\"T\"}){id}}").data())
        .isEqualTo("{'createTodo':{'id':'id-1'}}");
    assertThat(run("mutation{createNamed(input:{id:\"n\",name:\"N\"}){id name}}").data())
        .isEqualTo("{'createNamed':{'id':'n','name':'N'}}");
  }

  @Test
  void anIdThatIsTakenIsRefusedAndNothingIsToldOfItsRecord() {
    run("mutation{createTodo(input:{id:\"1\",title:\"secret\"}){id}}");

    Answer again = run("mutation{createTodo(input:{id:\"1\",title:\"other\"}){id}}");

    assertThat(again.error())
        .isEqualTo(
            "DynamoDB:ConditionalCheckFailedException at createTodo: The conditional request failed");
    assertThat(again.text()).doesNotContain("secret");
    assertThat(title("1")).isEqualTo("secret");
  }

  @Test
  void absentAndNullAreStoredApart() {
    run("mutation{createTodo(input:{id:\"absent\",title:\"T\"}){id}}");
    run("mutation{createTodo(input:{id:\"null\",title:\"T\",note:null}){id}}");
    run("mutation{createTodo(input:{id:\"empty\",title:\"T\",note:\"\"}){id}}");

    assertThat(found("{note:{attributeExists:true}}")).containsExactlyInAnyOrder("empty", "null");
    assertThat(found("{note:{attributeExists:false}}")).containsExactly("absent");
    assertThat(found("{note:{eq:null}}")).containsExactly("null");
    assertThat(found("{note:{attributeType:_null}}")).containsExactly("null");
    assertThat(found("{note:{eq:\"\"}}")).containsExactly("empty");
    assertThat(run("{getTodo(id:\"null\"){note}}").data()).isEqualTo("{'getTodo':{'note':null}}");
  }

  @Test
  void aDefaultStandsForAbsentAndNullOnCreateOnly() {
    run("mutation{createTodo(input:{id:\"1\",title:\"T\",stars:null}){id}}");
    assertThat(run("{getTodo(id:1){stars}}").data()).isEqualTo("{'getTodo':{'stars':3}}");

    run("mutation{updateTodo(input:{id:1,stars:null}){id}}");

    assertThat(run("{getTodo(id:1){stars}}").data()).isEqualTo("{'getTodo':{'stars':null}}");
  }

  @Test
  void updateSetsWhatIsSentAndTakesOutNulls() {
    run("mutation{createTodo(input:{id:1,title:\"T\",note:\"n\",tags:[\"a\"],state:OPEN}){id}}");
    bench.pass(Duration.ofSeconds(1));

    Answer updated =
        run(
            "mutation{updateTodo(input:{id:1,title:\"U\",note:null,tags:[]})"
                + "{id title note tags stars state createdAt updatedAt}}");

    assertThat(updated.data())
        .isEqualTo(
            "{'updateTodo':{'id':'1','title':'U','note':null,'tags':[],'stars':3,'state':'OPEN',"
                + "'createdAt':'2024-02-29T12:00:00.123Z','updatedAt':'2024-02-29T12:00:01.123Z'}}");
    assertThat(found("{note:{attributeExists:false}}")).containsExactly("1");
  }

  @Test
  void anUpdateOfNothingStillSetsUpdatedAt() {
    run("mutation{createTodo(input:{id:1,title:\"T\"}){id}}");
    bench.pass(Duration.ofMinutes(1));

    assertThat(run("mutation{updateTodo(input:{id:1}){createdAt updatedAt}}").data())
        .isEqualTo(
            "{'updateTodo':{'createdAt':'2024-02-29T12:00:00.123Z',"
                + "'updatedAt':'2024-02-29T12:01:00.123Z'}}");
  }

  @Test
  void declaredTimestampsAreTheClientsIfSent() {
    assertThat(
            run("mutation{createStamped(input:{id:1,createdAt:\"2000-01-01T00:00:00Z\"})"
                    + "{createdAt updatedAt}}")
                .data())
        .isEqualTo(
            "{'createStamped':{'createdAt':'2000-01-01T00:00:00Z','updatedAt':'2024-02-29T12:00:00.123Z'}}");
    bench.pass(Duration.ofSeconds(1));
    assertThat(run("mutation{updateStamped(input:{id:1,updatedAt:\"then\"}){updatedAt}}").data())
        .isEqualTo("{'updateStamped':{'updatedAt':'then'}}");
    assertThat(run("mutation{updateStamped(input:{id:1,updatedAt:null}){updatedAt}}").data())
        .isEqualTo("{'updateStamped':{'updatedAt':'2024-02-29T12:00:01.123Z'}}");
  }

  @Test
  void whatIsNotThereCannotBeChangedAndIsNullToGet() {
    assertThat(run("mutation{updateTodo(input:{id:1,title:\"T\"}){id}}").error())
        .isEqualTo(
            "DynamoDB:ConditionalCheckFailedException at updateTodo: The conditional request failed");
    assertThat(run("mutation{deleteTodo(input:{id:1}){id}}").error())
        .isEqualTo(
            "DynamoDB:ConditionalCheckFailedException at deleteTodo: The conditional request failed");
    assertThat(run("{getTodo(id:1){id}}").data()).isEqualTo("{'getTodo':null}");
  }

  @Test
  void deleteGivesTheRecordAsItWas() {
    run("mutation{createTodo(input:{id:1,title:\"T\"}){id}}");

    assertThat(run("mutation{deleteTodo(input:{id:1}){id title stars}}").data())
        .isEqualTo("{'deleteTodo':{'id':'1','title':'T','stars':3}}");
    assertThat(run("{getTodo(id:1){id}}").data()).isEqualTo("{'getTodo':null}");
  }

  @Test
  void aConditionIsJudgedOnTheStoredRecord() {
    String failed =
        "DynamoDB:ConditionalCheckFailedException at %s: The conditional request failed";
    run("mutation{createTodo(input:{id:1,title:\"T\",stars:1}){id}}");

    assertThat(
            run("mutation{updateTodo(input:{id:1,stars:2},condition:{stars:{eq:2}}){id}}").error())
        .isEqualTo(failed.formatted("updateTodo"));
    assertThat(
            run("mutation{updateTodo(input:{id:1,stars:2},condition:{stars:{eq:1}}){stars}}")
                .data())
        .isEqualTo("{'updateTodo':{'stars':2}}");
    assertThat(run("mutation{deleteTodo(input:{id:1},condition:{title:{ne:\"T\"}}){id}}").error())
        .isEqualTo(failed.formatted("deleteTodo"));
    assertThat(
            run("mutation{deleteTodo(input:{id:1},condition:{or:[{stars:{gt:5}},{title:{eq:\"T\"}}]}){id}}")
                .data())
        .isEqualTo("{'deleteTodo':{'id':'1'}}");
  }

  @Test
  void aConditionOnCreateIsJudgedOnNothing() {
    assertThat(
            run("mutation{createTodo(input:{title:\"T\"},condition:{title:{eq:\"T\"}}){id}}")
                .error())
        .startsWith("DynamoDB:ConditionalCheckFailedException");
    assertThat(
            run("mutation{createTodo(input:{title:\"T\"},"
                    + "condition:{title:{attributeExists:false,ne:\"T\",notContains:\"T\"}}){title}}")
                .data())
        .isEqualTo("{'createTodo':{'title':'T'}}");
  }

  @Test
  void anEmptyConditionIsNone() {
    run("mutation{createTodo(input:{id:1,title:\"T\"}){id}}");

    assertThat(run("mutation{updateTodo(input:{id:1,stars:2},condition:{}){stars}}").data())
        .isEqualTo("{'updateTodo':{'stars':2}}");
    assertThat(run("mutation{updateTodo(input:{id:1,stars:4},condition:null){stars}}").data())
        .isEqualTo("{'updateTodo':{'stars':4}}");
  }

  @Test
  void mutationsRunInOrderAndGoOnAfterAFailedOne() {
    Answer answer =
        run(
            "mutation{a:createTodo(input:{id:1,title:\"one\"}){title}"
                + " b:createTodo(input:{id:1,title:\"two\"}){title}"
                + " c:updateTodo(input:{id:1,title:\"three\"}){title}"
                + " d:deleteTodo(input:{id:1}){title}"
                + " e:deleteTodo(input:{id:1}){title}}");

    assertThat(answer.dataBesideErrors())
        .isEqualTo(
            "{'a':{'title':'one'},'b':null,'c':{'title':'three'},'d':{'title':'three'},'e':null}");
    assertThat(answer.errors())
        .containsExactly(
            "DynamoDB:ConditionalCheckFailedException at b: The conditional request failed",
            "DynamoDB:ConditionalCheckFailedException at e: The conditional request failed");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aRequiredFieldCannotBeCleared(Behavior behavior) {
    try (Bench backend = new Bench(SCHEMA, behavior)) {
      backend.run(KEY, "mutation{createTodo(input:{id:1,title:\"T\",note:\"n\"}){id}}");

      Answer cleared =
          backend.run(
              KEY, "mutation{updateTodo(input:{id:1,title:null,note:\"m\"}){id title note}}");

      Answer after = backend.run(KEY, "{getTodo(id:1){note}}");
      if (behavior == Behavior.SAFE) {
        assertThat(cleared.error())
            .isEqualTo(
                "at updateTodo: Field title of type Todo is required and cannot be set to null");
        assertThat(after.data()).isEqualTo("{'getTodo':{'note':'n'}}");
      } else {
        assertThat(cleared.error())
            .isEqualTo(
                "at updateTodo/title: Cannot return null for non-nullable type: 'String' within"
                    + " parent 'Todo' (/updateTodo/title)");
        assertThat(cleared.dataBesideErrors()).isEqualTo("{'updateTodo':null}");
        assertThat(after.data()).isEqualTo("{'getTodo':{'note':'m'}}");
      }
    }
  }

  @Test
  void anEmptyOrEndlessKeyIsRefused() {
    String refused = "DynamoDB:DynamoDbException at %s: ";
    for (String id : List.of("", "é".repeat(1_025))) {
      Map<String, Object> variables = Map.of("id", id);
      assertThat(
              run("mutation($id:ID!){createTodo(input:{id:$id,title:\"T\"}){id}}", variables)
                  .error())
          .startsWith(refused.formatted("createTodo"));
      assertThat(run("mutation($id:ID!){updateTodo(input:{id:$id}){id}}", variables).error())
          .startsWith(refused.formatted("updateTodo"));
      assertThat(run("mutation($id:ID!){deleteTodo(input:{id:$id}){id}}", variables).error())
          .startsWith(refused.formatted("deleteTodo"));
      assertThat(run("query($id:ID!){getTodo(id:$id){id}}", variables).error())
          .startsWith(refused.formatted("getTodo"));
    }
    assertThat(
            run(
                    "mutation($id:ID!){createTodo(input:{id:$id,title:\"T\"}){title}}",
                    Map.of("id", "é".repeat(1_024)))
                .data())
        .isEqualTo("{'createTodo':{'title':'T'}}");
  }

  @Test
  void aRecordHasABoundedSizeHoweverItGrows() {
    String most = "x".repeat(300_000);
    String tooLarge =
        "DynamoDB:DynamoDbException at %s: Item size has exceeded the maximum allowed size";
    Map<String, Object> variables = Map.of("t", most);

    assertThat(
            run("mutation($t:String!){createTodo(input:{id:1,title:$t,note:$t}){id}}", variables)
                .error())
        .isEqualTo(tooLarge.formatted("createTodo"));
    assertThat(run("{getTodo(id:1){id}}").data()).isEqualTo("{'getTodo':null}");
    run("mutation($t:String!){createTodo(input:{id:1,title:$t}){id}}", variables);
    assertThat(run("mutation($t:String!){updateTodo(input:{id:1,note:$t}){id}}", variables).error())
        .isEqualTo(tooLarge.formatted("updateTodo"));
    assertThat(run("{getTodo(id:1){note}}").data()).isEqualTo("{'getTodo':{'note':null}}");
  }

  @Test
  void aJsonNullIsANull() {
    run("mutation{createTodo(input:{id:1,title:\"T\",extra:\"null\"}){id}}");
    run("mutation{createTodo(input:{id:2,title:\"T\",extra:\"\\\"null\\\"\"}){id}}");

    assertThat(run("{a:getTodo(id:1){extra} b:getTodo(id:2){extra}}").json().get("data").toString())
        .isEqualTo("{\"a\":{\"extra\":null},\"b\":{\"extra\":\"\\\"null\\\"\"}}");
  }

  @Test
  void variablesMayLeaveFieldsOut() {
    Map<String, Object> variables = new HashMap<>();
    variables.put("title", "T");
    variables.put("note", null);
    String create =
        "mutation($title:String!,$note:String,$tags:[String]){createTodo(input:{id:1,title:$title,"
            + "note:$note,tags:$tags}){id}}";

    run(create, variables);

    assertThat(found("{note:{attributeExists:true},tags:{attributeExists:false}}"))
        .containsExactly("1");
  }

  private List<String> found(String filter) {
    return run("{listTodos(filter:" + filter + "){items{id}}}").items("listTodos", "id");
  }

  private String title(String id) {
    return run("{getTodo(id:\"" + id + "\"){title}}").at("/getTodo/title").asString();
  }

  private Answer run(String query) {
    return bench.run(KEY, query);
  }

  private Answer run(String query, Map<String, Object> variables) {
    return bench.run(KEY, query, variables);
  }
}
