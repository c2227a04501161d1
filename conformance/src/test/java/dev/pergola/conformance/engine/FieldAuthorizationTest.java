package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.conformance.engine.Callers.member;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.READ;
import static dev.pergola.dsl.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ResourceGrant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of single fields on every way to them (spec: authorization 6 and 8). */
class FieldAuthorizationTest {

  private static final Identity CHIEF = member("chief", "Admins");
  private static final String REFUSED =
      "Unauthorized at %s: Not Authorized to access %s on type %s";

  private static final Schema SCHEMA =
      a.schema(
          a.model("Employee")
              .field("id", a.id().required())
              .field("name", a.string())
              .field("ssn", a.string().authorization(allow.owner()))
              .field(
                  "salary",
                  a.integer()
                      .authorization(
                          allow.owner().to(READ), allow.group("Admins").to(CREATE, READ, UPDATE)))
              .field("teamId", a.id())
              .field("team", a.belongsTo("Team", "teamId"))
              .field("badge", a.hasOne("Badge", "employeeId"))
              .secondaryIndexes(
                  a.index("ssn").queryField("employeesBySsn"),
                  a.index("name").sortKeys("salary").queryField("employeesByName"))
              .authorization(
                  allow.owner(),
                  allow.authenticated().to(READ),
                  allow.group("Admins").to(CREATE, READ, UPDATE, DELETE)),
          a.model("Team")
              .field("name", a.string())
              .field("members", a.hasMany("Employee", "teamId"))
              .authorization(allow.authenticated()),
          a.model("Badge")
              .field("employeeId", a.id().authorization(allow.group("Admins")))
              .field("employee", a.belongsTo("Employee", "employeeId"))
              .field("number", a.string())
              .authorization(allow.authenticated()),
          a.model("Poll")
              .field(
                  "question",
                  a.string().authorization(allow.owner(), allow.publicApiKey().to(READ)))
              .field("notes", a.string())
              .authorization(allow.owner()),
          a.model("Silent")
              .field("text", a.string())
              .field("pin", a.string().authorization(allow.owner()))
              .disableOperations(ModelOperation.SUBSCRIPTIONS)
              .authorization(allow.owner(), allow.authenticated().to(READ)));

  private Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aFieldThatMayNotBeReadIsNullWithAnErrorOfItsOwnOnEveryWayToIt(Behavior behavior) {
    use(behavior);
    hireAlice();

    Answer answer =
        bench.run(
            BOB,
            """
            { getEmployee(id: 1) { name s: ssn ...more }
              getTeam(id: 1) { members { items { name ...more } } }
              listEmployees { items { ...more } } }
            fragment more on Employee { ssn salary }""");

    assertThat(answer.dataBesideErrors())
        .isEqualTo(
            "{'getEmployee':{'name':'A','s':null,'ssn':null,'salary':null},"
                + "'getTeam':{'members':{'items':[{'name':'A','ssn':null,'salary':null}]}},"
                + "'listEmployees':{'items':[{'ssn':null,'salary':null}]}}");
    assertThat(answer.errors())
        .containsExactly(
            REFUSED.formatted("getEmployee/s", "ssn", "Employee"),
            REFUSED.formatted("getEmployee/ssn", "ssn", "Employee"),
            REFUSED.formatted("getEmployee/salary", "salary", "Employee"),
            REFUSED.formatted("getTeam/members/items/0/ssn", "ssn", "Employee"),
            REFUSED.formatted("getTeam/members/items/0/salary", "salary", "Employee"),
            REFUSED.formatted("listEmployees/items/0/ssn", "ssn", "Employee"),
            REFUSED.formatted("listEmployees/items/0/salary", "salary", "Employee"));
    assertThat(answer.response().errors())
        .allSatisfy(error -> assertThat(error.locations()).hasSize(1));
  }

  @Test
  void aFieldIsReadInOnesOwnRecordsAndNotInOthersOfTheSamePage() {
    hireAlice();
    bench.run(BOB, "mutation{createEmployee(input:{id:2,name:\"B\",ssn:\"b\"}){id}}");

    Answer answer = bench.run(ALICE, "{listEmployees{items{id ssn}}}");

    assertThat(answer.dataBesideErrors())
        .isEqualTo("{'listEmployees':{'items':[{'id':'1','ssn':'123'},{'id':'2','ssn':null}]}}");
    assertThat(answer.error())
        .isEqualTo(REFUSED.formatted("listEmployees/items/1/ssn", "ssn", "Employee"));
    assertThat(bench.run(ADMIN, "{listEmployees{items{ssn salary}}}").data())
        .isEqualTo(
            "{'listEmployees':{'items':[{'ssn':'123','salary':10},{'ssn':'b','salary':null}]}}");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void resultsOfMutationsTellNobodyOfAFieldWithACheck(Behavior behavior) {
    use(behavior);

    assertThat(
            bench
                .run(ALICE, "mutation{createEmployee(input:{id:1,name:\"A\",ssn:\"1\"}){name ssn}}")
                .data())
        .isEqualTo("{'createEmployee':{'name':'A','ssn':null}}");
    Answer answer = bench.run(CHIEF, "mutation{updateEmployee(input:{id:1,salary:3}){salary ssn}}");
    assertThat(answer.dataBesideErrors())
        .isEqualTo("{'updateEmployee':{'salary':null,'ssn':null}}");
    assertThat(answer.error())
        .isEqualTo(REFUSED.formatted("updateEmployee/ssn", "ssn", "Employee"));
  }

  @Test
  void withoutSubscriptionsAMutationAnswersWhatTheCallerMayRead() {
    assertThat(
            bench
                .run(ALICE, "mutation{createSilent(input:{id:1,text:\"t\",pin:\"p\"}){text pin}}")
                .data())
        .isEqualTo("{'createSilent':{'text':'t','pin':'p'}}");
    assertThat(bench.run(BOB, "{getSilent(id:1){pin}}").error())
        .isEqualTo(REFUSED.formatted("getSilent/pin", "pin", "Silent"));
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void whatMayNotBeSentIsNamedAndNothingIsWritten(Behavior behavior) {
    use(behavior);

    assertThat(
            bench
                .run(ALICE, "mutation{createEmployee(input:{id:1,name:\"A\",salary:1}){id}}")
                .error())
        .isEqualTo("Unauthorized at createEmployee: Unauthorized on [salary]");
    assertThat(
            bench
                .run(ALICE, "mutation{createEmployee(input:{id:1,name:\"A\",salary:null}){id}}")
                .error())
        .isEqualTo("Unauthorized at createEmployee: Unauthorized on [salary]");
    assertThat(bench.run(ADMIN, "{getEmployee(id:1){id}}").data())
        .isEqualTo("{'getEmployee':null}");
    hireAlice();
    assertThat(
            bench
                .run(ALICE, "mutation{updateEmployee(input:{id:1,name:\"X\",salary:9}){id}}")
                .error())
        .isEqualTo("Unauthorized at updateEmployee: Unauthorized on [salary]");
    assertThat(bench.run(CHIEF, "mutation{updateEmployee(input:{id:1,ssn:\"9\"}){id}}").error())
        .isEqualTo("Unauthorized at updateEmployee: Unauthorized on [ssn]");
    assertThat(bench.run(CHIEF, "mutation{updateEmployee(input:{id:1,salary:null}){id}}").error())
        .isEqualTo("Unauthorized at updateEmployee: Unauthorized on [salary]");
    assertThat(
            bench
                .run(CHIEF, "mutation{updateEmployee(input:{id:404,ssn:\"9\",salary:1}){id}}")
                .error())
        .isEqualTo("Unauthorized at updateEmployee: Unauthorized on [ssn]");
    assertThat(bench.run(BOB, "mutation{updateEmployee(input:{id:1,salary:9}){id}}").error())
        .isEqualTo(REFUSED.formatted("updateEmployee", "updateEmployee", "Mutation"));
    assertThat(bench.run(ADMIN, "{getEmployee(id:1){name ssn salary}}").data())
        .isEqualTo("{'getEmployee':{'name':'A','ssn':'123','salary':10}}");
  }

  @Test
  void whatMayBeSentIsWritten() {
    hireAlice();

    assertThat(
            bench
                .run(ALICE, "mutation{updateEmployee(input:{id:1,name:\"X\",ssn:null}){name}}")
                .data())
        .isEqualTo("{'updateEmployee':{'name':'X'}}");
    assertThat(
            bench
                .run(CHIEF, "mutation{updateEmployee(input:{id:1,name:null,salary:11}){name}}")
                .data())
        .isEqualTo("{'updateEmployee':{'name':null}}");
    assertThat(bench.run(ADMIN, "{getEmployee(id:1){name ssn salary}}").data())
        .isEqualTo("{'getEmployee':{'name':null,'ssn':null,'salary':11}}");
  }

  @Test
  void onlyARightToEveryFieldDeletes() {
    hireAlice();

    for (Identity caller : new Identity[] {ALICE, BOB, CHIEF}) {
      assertThat(bench.run(caller, "mutation{deleteEmployee(input:{id:1}){id}}").error())
          .isEqualTo(REFUSED.formatted("deleteEmployee", "deleteEmployee", "Mutation"));
    }
    assertThat(bench.run(ADMIN, "mutation{deleteEmployee(input:{id:1}){ssn}}").data())
        .isEqualTo("{'deleteEmployee':{'ssn':null}}");
  }

  @Test
  void aFieldsRuleOpensTheRecordForItsOwnFieldOnly() {
    bench.run(ALICE, "mutation{createPoll(input:{id:1,question:\"q\",notes:\"n\"}){id}}");

    Answer answer = bench.run(KEY, "{getPoll(id:1){id question notes owner createdAt}}");

    assertThat(answer.dataBesideErrors())
        .isEqualTo(
            "{'getPoll':{'id':'1','question':'q','notes':null,'owner':'alice','createdAt':'%s'}}"
                .formatted(Bench.NOW_TEXT));
    assertThat(answer.error()).isEqualTo(REFUSED.formatted("getPoll/notes", "notes", "Poll"));
    assertThat(bench.run(KEY, "{listPolls{items{question}}}").data())
        .isEqualTo("{'listPolls':{'items':[{'question':'q'}]}}");
    assertThat(bench.run(BOB, "{getPoll(id:1){question}}").error())
        .isEqualTo(REFUSED.formatted("getPoll", "getPoll", "Query"));
  }

  static Stream<Arguments> probes() {
    return Stream.of(
        Arguments.of(
            "listEmployees(filter:{ssn:{eq:\"123\"}}){items{id}}", "listEmployees", "Query"),
        Arguments.of(
            "listEmployees(filter:{not:{ssn:{eq:\"1\"}}}){items{id}}", "listEmployees", "Query"),
        Arguments.of(
            "listEmployees(filter:{or:[{name:{eq:\"A\"}},{and:[{ssn:{attributeExists:true}}]}]}){items{id}}",
            "listEmployees",
            "Query"),
        Arguments.of("listEmployees(filter:{salary:{gt:5}}){items{id}}", "listEmployees", "Query"),
        Arguments.of("employeesBySsn(ssn:\"123\"){items{id}}", "employeesBySsn", "Query"),
        Arguments.of("employeesByName(name:\"A\"){items{id}}", "employeesByName", "Query"),
        Arguments.of(
            "employeesByName(name:\"A\",salary:{gt:5},sortDirection:DESC){items{id}}",
            "employeesByName",
            "Query"),
        Arguments.of(
            "getTeam(id:1){members(filter:{ssn:{eq:\"123\"}}){items{id}}}",
            "getTeam/members",
            "Team"),
        Arguments.of("getEmployee(id:1){badge{number}}", "getEmployee/badge", "Employee"),
        Arguments.of("getBadge(id:1){employee{name}}", "getBadge/employee", "Badge"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("probes")
  void whoMayNotReadAFieldMayNotAskByIt(String query, String path, String type) {
    hireAlice();

    assertThat(bench.run(BOB, "{" + query + "}").error())
        .isEqualTo(REFUSED.formatted(path, path.substring(path.indexOf('/') + 1), type));
    assertThat(bench.run(ADMIN, "{" + query + "}").data()).doesNotContain("null", "[]");
    use(Behavior.APPSYNC);
    hireAlice();
    assertThat(bench.run(BOB, "{" + query + "}").data()).doesNotContain("null", "[]");
  }

  @Test
  void whoReadsAFieldInSomeRecordsMayAskByItOnlyAmongThose() {
    hireAlice();
    bench.run(ALICE, "mutation{createPoll(input:{id:1,question:\"q\",notes:\"n\"}){id}}");

    // Everybody signed in lists employees, and owners see their own number only.
    assertThat(bench.run(ALICE, "{listEmployees(filter:{ssn:{eq:\"123\"}}){items{id}}}").error())
        .startsWith("Unauthorized");
    // Only owners list polls, and they see all of them.
    assertThat(bench.run(ALICE, "{listPolls(filter:{notes:{eq:\"n\"}}){items{id}}}").data())
        .isEqualTo("{'listPolls':{'items':[{'id':'1'}]}}");
    assertThat(bench.run(KEY, "{listPolls(filter:{notes:{eq:\"n\"}}){items{id}}}").error())
        .startsWith("Unauthorized");
    assertThat(bench.run(KEY, "{listPolls(filter:{question:{eq:\"q\"}}){items{id}}}").data())
        .isEqualTo("{'listPolls':{'items':[{'id':'1'}]}}");
  }

  @Test
  void aConditionMayAskByWhatTheCallerMayReadInThatRecord() {
    hireAlice();
    String update = "mutation{updateEmployee(input:{id:1,name:\"%s\"},condition:{%s}){name}}";

    assertThat(bench.run(ALICE, update.formatted("X", "ssn:{eq:\"123\"}")).data())
        .isEqualTo("{'updateEmployee':{'name':'X'}}");
    assertThat(bench.run(ALICE, update.formatted("Y", "ssn:{eq:\"0\"}")).error())
        .isEqualTo(
            "DynamoDB:ConditionalCheckFailedException at updateEmployee: The conditional request failed");
    for (String guess : new String[] {"123", "0"}) {
      assertThat(bench.run(CHIEF, update.formatted("Z", "ssn:{eq:\"" + guess + "\"}")).error())
          .isEqualTo(REFUSED.formatted("updateEmployee", "updateEmployee", "Mutation"));
    }
    assertThat(bench.run(CHIEF, update.formatted("W", "salary:{gt:5}")).data())
        .isEqualTo("{'updateEmployee':{'name':'W'}}");
    assertThat(
            bench
                .run(
                    CHIEF,
                    "mutation{createEmployee(input:{id:1},condition:{ssn:{eq:\"123\"}}){id}}")
                .error())
        .startsWith("DynamoDB:ConditionalCheckFailedException");
    assertThat(
            bench
                .run(
                    BOB,
                    "mutation{createBadge(input:{number:\"1\"},condition:{employeeId:{eq:\"1\"}}){id}}")
                .error())
        .isEqualTo(REFUSED.formatted("createBadge", "createBadge", "Mutation"));
  }

  @Test
  void aRelationWithRulesOfItsOwnIsCheckedFirst() {
    Schema schema =
        a.schema(
            a.model("Post")
                .field("title", a.string())
                .field("comments", a.hasMany("Comment", "postId").authorization(allow.owner()))
                .authorization(allow.owner(), allow.authenticated().to(READ)),
            a.model("Comment")
                .field("text", a.string())
                .field("postId", a.id())
                .field("post", a.belongsTo("Post", "postId"))
                .authorization(allow.authenticated()));
    try (Bench posts = new Bench(schema)) {
      posts.run(ALICE, "mutation{createPost(input:{id:1,title:\"t\"}){id}}");
      posts.run(BOB, "mutation{createComment(input:{id:1,postId:1,text:\"c\"}){id}}");

      assertThat(posts.run(ALICE, "{getPost(id:1){comments{items{text}}}}").data())
          .isEqualTo("{'getPost':{'comments':{'items':[{'text':'c'}]}}}");
      Answer answer = posts.run(BOB, "{listPosts{items{title comments{items{text}}}}}");
      assertThat(answer.dataBesideErrors())
          .isEqualTo("{'listPosts':{'items':[{'title':'t','comments':null}]}}");
      assertThat(answer.error())
          .isEqualTo(REFUSED.formatted("listPosts/items/0/comments", "comments", "Post"));
      assertThat(
              posts
                  .run(
                      ALICE,
                      "mutation{updatePost(input:{id:1,title:\"u\"}){comments{items{text}}}}")
                  .data())
          .isEqualTo("{'updatePost':{'comments':{'items':[]}}}");
    }
  }

  @Test
  void whatACustomAuthorizerClosesStaysClosedOnEveryWay() {
    Schema schema =
        a.schema(
            a.model("Doc")
                .field("title", a.string())
                .field("body", a.string())
                .field("place", a.customType().field("lat", a.floating()).field("town", a.string()))
                .authorization(allow.custom()));
    Identity open = Identity.lambda(Map.of(), Set.of());
    Identity closed =
        Identity.lambda(
            Map.of(), Set.of("Doc.body", "DocPlace.lat", "Mutation.createDoc", "Query.listDocs"));
    try (Bench docs =
        new Bench(
            schema, builder -> builder.authorizationModes(modes -> modes.hostOnly(Mode.LAMBDA)))) {
      Map<String, Object> place = new HashMap<>(Map.of("lat", 1.5, "town", "Ulm"));
      docs.run(
          open,
          "mutation($p:DocPlaceInput){createDoc(input:{id:1,title:\"t\",body:\"b\",place:$p}){id}}",
          Map.of("p", place));

      assertThat(docs.run(open, "{getDoc(id:1){title body place{lat town}}}").data())
          .isEqualTo("{'getDoc':{'title':'t','body':'b','place':{'lat':1.5,'town':'Ulm'}}}");
      Answer answer = docs.run(closed, "{getDoc(id:1){title body place{lat town}}}");
      assertThat(answer.dataBesideErrors())
          .isEqualTo("{'getDoc':{'title':'t','body':null,'place':{'lat':null,'town':'Ulm'}}}");
      assertThat(answer.errors())
          .containsExactly(
              REFUSED.formatted("getDoc/body", "body", "Doc"),
              REFUSED.formatted("getDoc/place/lat", "lat", "DocPlace"));
      assertThat(docs.run(closed, "mutation{createDoc(input:{title:\"x\"}){id}}").error())
          .isEqualTo(REFUSED.formatted("createDoc", "createDoc", "Mutation"));
      assertThat(docs.run(closed, "{listDocs{items{id}}}").error())
          .isEqualTo(REFUSED.formatted("listDocs", "listDocs", "Query"));
      Identity page =
          Identity.lambda(
              Map.of(), Set.of("ModelDocConnection.items", "ModelDocConnection.nextToken"));
      Answer listed = docs.run(page, "{a:listDocs{nextToken} b:listDocs{items{id}}}");
      assertThat(listed.dataBesideErrors()).isEqualTo("{'a':{'nextToken':null},'b':null}");
      assertThat(listed.errors())
          .containsExactly(
              REFUSED.formatted("a/nextToken", "nextToken", "ModelDocConnection"),
              REFUSED.formatted("b/items", "items", "ModelDocConnection"));
      assertThat(docs.run(closed, "mutation{updateDoc(input:{id:1,body:\"c\"}){body}}").error())
          .isEqualTo(REFUSED.formatted("updateDoc/body", "body", "Doc"));
      assertThat(
              docs.run(
                      closed,
                      "mutation{updateDoc(input:{id:1,title:\"c\"},condition:{body:{eq:\"c\"}}){id}}")
                  .error())
          .isEqualTo(REFUSED.formatted("updateDoc", "updateDoc", "Mutation"));
    }
  }

  @Test
  void aFunctionDoesWhatTheSchemaGrantsIt() {
    Schema schema =
        a.schema(a.model("Doc").field("text", a.string()).authorization(allow.owner()))
            .authorization(
                allow.resource("report").to(ResourceGrant.Access.QUERY),
                allow.resource("import").to(ResourceGrant.Access.MUTATE));
    try (Bench docs = new Bench(schema)) {
      String create = "mutation{createDoc(input:{id:1,text:\"t\"}){text owner}}";

      assertThat(docs.run(Identity.function("report"), create).error())
          .isEqualTo(REFUSED.formatted("createDoc", "createDoc", "Mutation"));
      assertThat(docs.run(Identity.function("import"), create).data())
          .isEqualTo("{'createDoc':{'text':'t','owner':null}}");
      assertThat(docs.run(Identity.function("report"), "{listDocs{items{text}}}").data())
          .isEqualTo("{'listDocs':{'items':[{'text':'t'}]}}");
      assertThat(docs.run(Identity.function("import"), "{listDocs{items{text}}}").error())
          .isEqualTo(REFUSED.formatted("listDocs", "listDocs", "Query"));
      assertThat(docs.run(Identity.function("other"), "{listDocs{items{text}}}").error())
          .isEqualTo(REFUSED.formatted("listDocs", "listDocs", "Query"));
    }
  }

  private void use(Behavior behavior) {
    bench.close();
    bench = new Bench(SCHEMA, behavior);
  }

  private void hireAlice() {
    bench.run(ADMIN, "mutation{createTeam(input:{id:1,name:\"T\"}){id}}");
    bench.run(ALICE, "mutation{createEmployee(input:{id:1,name:\"A\",ssn:\"123\",teamId:1}){id}}");
    bench.run(CHIEF, "mutation{updateEmployee(input:{id:1,salary:10}){id}}");
    bench.run(ADMIN, "mutation{createBadge(input:{id:1,employeeId:1,number:\"7\"}){id}}");
  }
}
