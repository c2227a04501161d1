package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Own identifiers and secondary indexes (spec: runtime A6, A9; authorization 5). */
class KeysTest {

  private static final Schema SCHEMA =
      a.schema(
              a.model("Order")
                  .field("customer", a.id().required())
                  .field("date", a.date().required())
                  .field("seq", a.integer().required())
                  .field("total", a.floating())
                  .field("state", a.string())
                  .field("region", a.string())
                  .field("city", a.string())
                  .identifier("customer", "date", "seq")
                  .secondaryIndexes(
                      a.index("state").sortKeys("total").queryField("byState"),
                      a.index("state")
                          .sortKeys("region", "city")
                          .name("byPlace")
                          .queryField("byStateAndPlace")),
              a.model("Slot")
                  .field("room", a.string().required())
                  .field("start", a.integer().required())
                  .identifier("room", "start"),
              a.model("Tag").field("code", a.string().required()).identifier("code"),
              a.model("Shelf")
                  .field("hall", a.string().required())
                  .field("floor", a.integer().required())
                  .field("aisle", a.string().required())
                  .field("slot", a.integer().required())
                  .identifier("hall", "floor", "aisle", "slot"),
              a.model("Badge")
                  .field("code", a.string().required())
                  .field("id", a.string().required())
                  .identifier("code"),
              a.model("Draft")
                  .field("id", a.id().required())
                  .field("version", a.integer().required())
                  .identifier("id", "version"),
              a.model("Note")
                  .field("code", a.string().required())
                  .field("id", a.id())
                  .identifier("code"),
              a.model("Level")
                  .field("height", a.floating().required())
                  .field("below", a.floating())
                  .field("lower", a.belongsTo("Level", "below"))
                  .field("upper", a.hasMany("Level", "below"))
                  .identifier("height"))
          .authorization(allow.publicApiKey());

  private final Bench bench = new Bench(SCHEMA);

  @BeforeEach
  void fill() {
    order("c", "2024-01-01", 2, "total:5,state:\"new\",region:\"eu\",city:\"rome\"");
    order("c", "2024-01-01", 10, "total:40,state:\"new\",region:\"eu\",city:\"bonn\"");
    order("c", "2024-02-01", 1, "total:100,state:\"new\",region:\"us\",city:\"nome\"");
    order("d", "2024-01-01", 1, "total:7,state:\"old\"");
    order("e", "2024-01-01", 1, "");
    for (int start : new int[] {1, 2, 10, 20}) {
      run("mutation{createSlot(input:{room:\"r\",start:%d}){start}}".formatted(start));
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void allPartsOfAKeyNameARecord() {
    String key = "customer:\"c\",date:\"2024-01-01\",seq:10";
    assertThat(run("{getOrder(%s){total}}".formatted(key)).data())
        .isEqualTo("{'getOrder':{'total':40.0}}");
    assertThat(run("mutation{updateOrder(input:{%s,total:41}){total state}}".formatted(key)).data())
        .isEqualTo("{'updateOrder':{'total':41.0,'state':'new'}}");
    assertThat(run("mutation{createOrder(input:{%s}){seq}}".formatted(key)).error())
        .contains("ConditionalCheckFailed");
    assertThat(run("mutation{deleteOrder(input:{%s}){seq date}}".formatted(key)).data())
        .isEqualTo("{'deleteOrder':{'seq':10,'date':'2024-01-01'}}");
    assertThat(run("{getOrder(%s){total}}".formatted(key)).data()).isEqualTo("{'getOrder':null}");
  }

  /** A declared id may be left out (spec: schema 4.4), so it has to come from somewhere. */
  @ParameterizedTest
  @CsvSource({
    "Badge, 'code:\"a\"'",
    "Badge, 'code:\"a\",id:null'",
    "Draft, version:1",
    "Note, 'code:\"a\"'",
  })
  void aDeclaredIdOfTextIsMadeByTheServerWhateverTheKeyIs(String model, String input) {
    Answer answer = run("mutation{x:create%s(input:{%s}){id}}".formatted(model, input));

    assertThat(answer.errors()).isEmpty();
    assertThat(answer.data()).matches("\\{'x':\\{'id':'id-\\d+'}}");
  }

  @Test
  void anIdThatIsNoKeyMayBeNullOrTheClients() {
    assertThat(run("mutation{createNote(input:{code:\"a\",id:null}){id}}").data())
        .isEqualTo("{'createNote':{'id':null}}");
    assertThat(run("mutation{createNote(input:{code:\"b\",id:\"mine\"}){id}}").data())
        .isEqualTo("{'createNote':{'id':'mine'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          listOrders(customer:"c")                                                             | 10 2 1
          listOrders(customer:"c",sortDirection:DESC)                                          | 1 2 10
          listOrders(customer:"c",dateSeq:{})                                                  | 10 2 1
          listOrders(customer:"c",dateSeq:{eq:null})                                           | 10 2 1
          listOrders(customer:"c",dateSeq:{beginsWith:{date:"2024-01-01"}})                    | 10 2
          listOrders(customer:"c",dateSeq:{beginsWith:{date:"2024-01-01"}},sortDirection:DESC) | 2 10
          listOrders(customer:"c",dateSeq:{eq:{date:"2024-01-01",seq:2}})                      | 2
          listOrders(customer:"c",dateSeq:{eq:{date:"2024-01-01"}})                            | ``
          listOrders(customer:"c",dateSeq:{gt:{date:"2024-01-01",seq:10}})                     | 2 1
          listOrders(customer:"c",dateSeq:{ge:{date:"2024-01-01",seq:2}})                      | 2 1
          listOrders(customer:"c",dateSeq:{lt:{date:"2024-01-01",seq:2}})                      | 10
          listOrders(customer:"c",dateSeq:{le:{date:"2024-01-01",seq:10}})                     | 10
          listOrders(customer:"c",dateSeq:{between:[{date:"2024-01-01",seq:2},{date:"2024-02-01"}]}) | 2
          listOrders(customer:"c",filter:{total:{gt:39}})                                      | 10 1
          listOrders(customer:"nobody")                                                        | ``
          byState(state:"new")                                                                 | 2 10 1
          byState(state:"new",sortDirection:DESC)                                              | 1 10 2
          byState(state:"new",total:{ge:40})                                                   | 10 1
          byState(state:"new",total:{lt:40})                                                   | 2
          byState(state:"new",total:{eq:40})                                                   | 10
          byState(state:"new",total:{between:[5,40]})                                          | 2 10
          byState(state:"new",limit:2)                                                         | 2 10
          byState(state:"new",filter:{region:{eq:"us"}})                                       | 1
          byState(state:"gone")                                                                | ``
          byStateAndPlace(state:"new",regionCity:{beginsWith:{region:"eu"}})                   | 10 2
          byStateAndPlace(state:"new",regionCity:{eq:{region:"us",city:"nome"}})               | 1
          """)
  void keyConditionsFindTheirRange(String listing, String seqs) {
    Answer answer = run("{x:" + listing + "{items{seq}}}");

    assertThat(answer.errors()).isEmpty();
    assertThat(String.join(" ", numbers(answer, "seq"))).isEqualTo(seqs);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          room:"r"                              | 1 2 10 20
          room:"r",start:{gt:2}                 | 10 20
          room:"r",start:{le:10}                | 1 2 10
          room:"r",start:{between:[2,10]}       | 2 10
          room:"r",start:{eq:10}                | 10
          room:"r",start:{gt:1},sortDirection:DESC | 20 10 2
          """)
  void numbersAsSortKeysCompareByValue(String arguments, String starts) {
    Answer answer = run("{x:listSlots(%s){items{start}}}".formatted(arguments));

    assertThat(answer.errors()).isEmpty();
    assertThat(String.join(" ", numbers(answer, "start"))).isEqualTo(starts);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          listOrders(sortDirection:DESC) | InvalidArgumentsError at x: When providing argument 'sortDirection' you must also provide argument 'customer'.
          listOrders(dateSeq:{beginsWith:{date:"2024-01-01"}}) | InvalidArgumentsError at x: When providing argument 'dateSeq' you must also provide 'customer'.
          listOrders(dateSeq:{}) | InvalidArgumentsError at x: When providing argument 'dateSeq' you must also provide 'customer'.
          listOrders(dateSeq:{eq:{date:"2024-01-01"}},sortDirection:ASC) | InvalidArgumentsError at x: When providing argument 'sortDirection' you must also provide argument 'customer'.
          listOrders(customer:"c",dateSeq:{gt:{date:"2024-01-01"},lt:{date:"2024-02-01"}}) | InvalidArgumentsError at x: Argument dateSeq must specify at most one key condition operation.
          listOrders(customer:"c",dateSeq:{eq:{seq:2}}) | InvalidArgumentsError at x: When providing argument 'dateSeq.eq.seq' you must also provide 'dateSeq.eq.date'.
          listOrders(customer:"c",dateSeq:{between:[{date:"2024-01-01"},{seq:2}]}) | InvalidArgumentsError at x: When providing argument 'dateSeq.between[1].seq' you must also provide 'dateSeq.between[1].date'.
          listShelves(hall:"h",floorAisleSlot:{eq:{slot:2}}) | InvalidArgumentsError at x: When providing argument 'floorAisleSlot.eq.slot' you must also provide 'floorAisleSlot.eq.aisle'.
          listShelves(hall:"h",floorAisleSlot:{lt:{aisle:"a",slot:2}}) | InvalidArgumentsError at x: When providing argument 'floorAisleSlot.lt.aisle' you must also provide 'floorAisleSlot.lt.floor'.
          listOrders(customer:"c",dateSeq:{between:[{date:"2024-01-01"}]}) | InvalidArgumentsError at x: Argument 'dateSeq.between' expects exactly two elements.
          listOrders(customer:"c",dateSeq:{beginsWith:{}}) | DynamoDB:DynamoDbException at x: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: dateSeq
          listOrders(customer:"") | DynamoDB:DynamoDbException at x: One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: customer
          listSlots(start:{}) | InvalidArgumentsError at x: When providing argument 'start' you must also provide arguments room
          listSlots(start:{gt:2}) | InvalidArgumentsError at x: When providing argument 'start' you must also provide arguments room
          listSlots(room:"r",start:{gt:2,lt:3}) | DynamoDB:DynamoDbException at x: Invalid key condition on 'start': takes one operator only.
          listSlots(room:"r",start:{between:[2]}) | DynamoDB:DynamoDbException at x: Invalid key condition on 'start': between expects exactly two elements.
          listSlots(room:"r",start:{between:[3,2]}) | DynamoDB:DynamoDbException at x: Invalid key condition on 'start': between requires the lower bound first.
          listTags(sortDirection:ASC) | InvalidArgumentsError at x: When providing argument 'sortDirection' you must also provide argument 'code'.
          """)
  void misusedKeyArgumentsAreRefused(String listing, String error) {
    Answer answer = run("{x:" + listing + "{items{__typename}}}");

    assertThat(answer.dataBesideErrors()).isEqualTo("{'x':null}");
    assertThat(answer.error()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource({
    "1e126, Number overflow. Attempting to store a number with magnitude larger than supported range",
    "-1e200, Number overflow. Attempting to store a number with magnitude larger than supported range",
    "9e-131, Number underflow. Attempting to store a number with magnitude smaller than supported range",
  })
  void aNumberThatIsAKeyInNoTableOfDynamoDbIsNone(String number, String words) {
    for (String asked :
        List.of(
            "mutation{x:createLevel(input:{height:%s}){height}}",
            "mutation{x:createLevel(input:{height:1,below:%s}){height}}",
            "mutation{x:updateLevel(input:{height:%s}){height}}",
            "mutation{x:deleteLevel(input:{height:%s}){height}}",
            "{x:getLevel(height:%s){height}}",
            "{x:listLevels(height:%s){items{height}}}")) {
      Answer answer = run(asked.formatted(number));

      assertThat(answer.error()).isEqualTo("DynamoDB:DynamoDbException at x: " + words);
      assertThat(answer.dataBesideErrors()).isEqualTo("{'x':null}");
    }
  }

  @Test
  void theGreatestAndTheLeastNumberAreKeys() {
    for (String number : List.of("9.99e125", "-9.99e125", "1e-130", "0", "-0.0")) {
      assertThat(run("mutation{createLevel(input:{height:%s}){height}}".formatted(number)).errors())
          .as(number)
          .hasSize(number.equals("-0.0") ? 1 : 0);
      assertThat(run("{getLevel(height:%s){height}}".formatted(number)).data())
          .as(number)
          .contains("height");
    }
  }

  @Test
  void joinedIndexKeysAreWrittenWhole() {
    String key = "customer:\"c\",date:\"2024-01-01\",seq:2";
    assertThat(run("mutation{updateOrder(input:{%s,city:\"pisa\"}){city}}".formatted(key)).error())
        .isEqualTo(
            "at updateOrder: When updating any part of the composite sort key for @index 'byPlace', you must provide all fields for the key. Missing key: 'region'.");
    assertThat(
            run("mutation{createOrder(input:{customer:\"z\",date:\"2024-01-01\",seq:1,region:\"eu\"}){seq}}")
                .error())
        .isEqualTo(
            "at createOrder: When creating any part of the composite sort key for @index 'byPlace', you must provide all fields for the key. Missing key: 'city'.");
    assertThat(
            run("mutation{updateOrder(input:{%s,region:\"eu\",city:\"pisa\"}){city}}"
                    .formatted(key))
                .data())
        .isEqualTo("{'updateOrder':{'city':'pisa'}}");
    assertThat(run("{x:byStateAndPlace(state:\"new\"){items{city}}}").items("x", "city"))
        .containsExactly("bonn", "pisa", "nome");
    run("mutation{updateOrder(input:{%s,region:null,city:null}){city}}".formatted(key));
    assertThat(run("{x:byStateAndPlace(state:\"new\"){items{city}}}").items("x", "city"))
        .containsExactly("bonn", "nome");
  }

  @Test
  void aNullInAnIndexKeyIsLeftOut() {
    order("n", "2024-01-01", 1, "state:null,total:null");

    assertThat(
            run("{x:listOrders(customer:\"n\",filter:{state:{attributeExists:false},total:{attributeExists:false}}){items{customer}}}")
                .items("x", "customer"))
        .containsExactly("n");
  }

  @ParameterizedTest
  @EnumSource
  void pagesOfAnIndexTogetherAreTheWhole(Behavior behavior) {
    // DynamoDB gives equal keys of an index in an order of its own.
    try (Bench same =
        new Bench(SCHEMA, EmbeddedStore.inMemory(), builder -> builder.behavior(behavior))) {
      StringBuilder seen = new StringBuilder();
      for (int seq = 0; seq < 7; seq++) {
        same.run(
            KEY,
            "mutation{createOrder(input:{customer:\"c\",date:\"2024-01-01\",seq:%d,total:1,state:\"s\"}){seq}}"
                .formatted(seq));
      }
      String token = null;
      int pages = 0;
      do {
        Answer page =
            same.run(
                KEY,
                "query Q($t:String){x:byState(state:\"s\",sortDirection:DESC,limit:3,nextToken:$t){items{seq} nextToken}}",
                token == null ? Map.of() : Map.of("t", token));
        seen.append(String.join("", numbers(page, "seq")));
        token = page.at("/x/nextToken").asStringOpt().orElse(null);
        pages++;
      } while (token != null);

      assertThat(seen.toString()).isEqualTo("6543210");
      assertThat(pages).isEqualTo(3);
    }
  }

  @Test
  void aTokenIsGoodForItsPartitionAndDirectionOnly() {
    String token =
        run("{x:byState(state:\"new\",limit:1){nextToken}}").at("/x/nextToken").asString();

    for (String other :
        new String[] {
          "byState(state:\"old\"",
          "byState(state:\"new\",sortDirection:DESC",
          "byState(state:\"new\",total:{gt:1}",
          "byStateAndPlace(state:\"new\"",
          "listOrders(limit:1"
        }) {
      assertThat(run("{x:%s,nextToken:\"%s\"){nextToken}}".formatted(other, token)).error())
          .endsWith("Invalid pagination token given.");
    }
    assertThat(
            run("{x:byState(state:\"new\",nextToken:\"%s\"){items{seq}}}".formatted(token))
                .errors())
        .isEmpty();
  }

  @Test
  void anOwnerInAKeyIsHeldAgainstTheArguments() {
    Schema memos =
        a.schema(
            a.model("Memo")
                .field("topic", a.string())
                .field("owner", a.string())
                .secondaryIndexes(
                    a.index("topic").sortKeys("owner").queryField("memosByTopic"),
                    a.index("owner").queryField("memosByOwner"))
                .authorization(allow.owner()));
    try (Bench both = new Bench(memos)) {
      both.run(ALICE, "mutation{createMemo(input:{id:\"1\",topic:\"t\"}){id}}");
      both.run(BOB, "mutation{createMemo(input:{id:\"2\",topic:\"t\"}){id}}");

      assertThat(both.run(ALICE, "{x:memosByTopic(topic:\"t\"){items{id}}}").items("x", "id"))
          .containsExactly("1");
      assertThat(
              both.run(ALICE, "{x:memosByOwner(owner:\"sub-alice::alice\"){items{id}}}")
                  .items("x", "id"))
          .containsExactly("1");
      for (String foreign :
          new String[] {
            "memosByOwner(owner:\"sub-bob::bob\")",
            "memosByTopic(topic:\"t\",owner:{eq:\"sub-bob::bob\"})",
            "memosByTopic(topic:\"t\",owner:{beginsWith:\"sub-alice\"})",
            "memosByTopic(topic:\"t\",owner:{between:[\"a\",\"z\"]})"
          }) {
        Answer answer = both.run(ALICE, "{x:" + foreign + "{items{id}}}");
        assertThat(answer.error())
            .startsWith("Unauthorized at x: Not Authorized to access memosBy");
      }
      // Who may not ask at all is not told what is wrong with the question.
      assertThat(both.run(KEY, "{x:memosByOwner(owner:\"\"){items{id}}}").error())
          .startsWith("Unauthorized");
    }
  }

  @Test
  void anOwnerThatIsFilledInIsPartOfAJoinedKey() {
    String create = "mutation{x:createMemo(input:{id:\"%s\",topic:\"t\"%s}){id}}";
    try (Bench both = new Bench(memosByStateAndOwner())) {
      assertThat(both.run(ALICE, create.formatted("1", ",st:\"new\"")).errors()).isEmpty();
      assertThat(both.run(ALICE, create.formatted("2", "")).error())
          .endsWith("all fields for the key. Missing key: 'st'.");
      assertThat(both.run(KEY, create.formatted("3", ",st:\"new\"")).error())
          .endsWith("all fields for the key. Missing key: 'owner'.");
      assertThat(
              both.run(
                      ALICE,
                      "{x:memosByTopic(topic:\"t\",stOwner:{eq:{st:\"new\",owner:\"%s\"}}){items{id}}}"
                          .formatted(Callers.stored("alice")))
                  .items("x", "id"))
          .containsExactly("1");
    }
    // The original composes the key before it fills in the owner.
    try (Bench original = new Bench(memosByStateAndOwner(), Behavior.APPSYNC)) {
      assertThat(original.run(ALICE, create.formatted("1", ",st:\"new\"")).error())
          .endsWith("all fields for the key. Missing key: 'owner'.");
    }
  }

  /** The order of what has the same key is the store's; turned round all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"listTags(code:\"a\",%s)", "tagsByKind(kind:\"k\",%s)"})
  void aDirectionWhereNothingIsSortedIsRefusedByTheOriginal(String listing) {
    String query = "{x:" + listing.formatted("sortDirection:DESC") + "{items{code}}}";
    Schema tags =
        a.schema(
            a.model("Tag")
                .field("code", a.string().required())
                .field("kind", a.string())
                .identifier("code")
                .secondaryIndexes(a.index("kind").queryField("tagsByKind"))
                .authorization(allow.publicApiKey()));
    String create = "mutation{createTag(input:{code:\"a\",kind:\"k\"}){code}}";
    try (Bench bench = new Bench(tags);
        Bench original = new Bench(tags, Behavior.APPSYNC)) {
      bench.run(KEY, create);

      assertThat(bench.run(KEY, query).items("x", "code")).containsExactly("a");
      assertThat(original.run(KEY, query).error())
          .isEqualTo(
              "InvalidArgumentsError at x: sortDirection is not supported for List operations without a Sort key defined.");
    }
  }

  @Test
  void anOwnerThatIsSentAsNullIsNotFilledIn() {
    try (Bench both = new Bench(memosByStateAndOwner())) {
      assertThat(
              both.run(
                      ALICE,
                      "mutation{x:createMemo(input:{id:\"1\",topic:\"t\",st:\"new\",owner:null}){id}}")
                  .error())
          .startsWith("Unauthorized at x");
    }
  }

  @Test
  void anOwnerThatIsNoKeyIsTheCallersError() {
    Identity longName = Callers.user("n".repeat(1_100));
    try (Bench both = new Bench(memosByStateAndOwner())) {
      assertThat(
              both.run(
                      longName,
                      "mutation{x:createMemo(input:{id:\"1\",topic:\"t\",st:\"new\"}){id}}")
                  .error())
          .startsWith("DynamoDB:DynamoDbException at x: ")
          .contains("has exceeded the maximum size limit of 1024 bytes");
    }
  }

  private static Schema memosByStateAndOwner() {
    return a.schema(
        a.model("Memo")
            .field("topic", a.string())
            .field("st", a.string())
            .field("owner", a.string())
            .secondaryIndexes(a.index("topic").sortKeys("st", "owner").queryField("memosByTopic"))
            .authorization(allow.owner(), allow.publicApiKey()));
  }

  private static List<String> numbers(Answer answer, String field) {
    List<String> numbers = new ArrayList<>();
    answer.at("/x/items").forEach(item -> numbers.add(item.get(field).toString()));
    return numbers;
  }

  private void order(String customer, String date, int seq, String more) {
    Answer created =
        run(
            "mutation{createOrder(input:{customer:\"%s\",date:\"%s\",seq:%d,%s}){seq}}"
                .formatted(customer, date, seq, more));
    assertThat(created.errors()).isEmpty();
  }

  private Answer run(String document) {
    return bench.run(KEY, document);
  }

  /** keys of three parts or more are one only as far as their joined texts differ. */
  @Test
  void aKeyWithTheSeparatorInAPartIsNoOtherKey() {
    Schema schema =
        a.schema(
            a.model("K")
                .field("p", a.string().required())
                .field("s", a.string().required())
                .field("t", a.string().required())
                .field("v", a.string())
                .identifier("p", "s", "t")
                .authorization(allow.publicApiKey()));
    try (Bench bench = new Bench(schema)) {
      bench.run(KEY, "mutation{createK(input:{p:\"p\",s:\"a#b\",t:\"c\",v:\"1\"}){v}}").data();
      assertThat(bench.run(KEY, "{getK(p:\"p\",s:\"a\",t:\"b#c\"){s}}").text())
          .doesNotContain("a#b");
      bench.run(KEY, "mutation{deleteK(input:{p:\"p\",s:\"a\",t:\"b#c\"}){v}}");
      assertThat(bench.run(KEY, "{getK(p:\"p\",s:\"a#b\",t:\"c\"){v}}").data())
          .isEqualTo("{'getK':{'v':'1'}}");
    }
  }

  /** updatedAt, which every update fills, counts as missing in a joined key. */
  @Test
  void whatAnUpdateFillsByItselfIsNotMissingInAJoinedKey() {
    Schema schema =
        a.schema(
            a.model("D")
                .field("type", a.string())
                .field("status", a.string())
                .field("updatedAt", a.datetime())
                .secondaryIndexes(
                    a.index("type").sortKeys("status", "updatedAt").queryField("byStatus"))
                .authorization(allow.publicApiKey()));
    try (Bench bench = new Bench(schema)) {
      bench.run(KEY, "mutation{createD(input:{id:\"1\",type:\"T\",status:\"s\"}){id}}").data();
      assertThat(bench.run(KEY, "mutation{updateD(input:{id:\"1\",status:\"z\"}){status}}").data())
          .isEqualTo("{'updateD':{'status':'z'}}");
    }
  }
}
