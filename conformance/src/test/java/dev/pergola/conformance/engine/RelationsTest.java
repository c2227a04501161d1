package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.request.Limits;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Relations at any depth (spec: runtime B, authorization 8). */
class RelationsTest {

  private static final Schema BLOG =
      a.schema(
              a.model("Post")
                  .field("title", a.string().required())
                  .field("comments", a.hasMany("Comment", "postId"))
                  .field("cover", a.hasOne("Cover", "postId")),
              a.model("Comment")
                  .field("content", a.string())
                  .field("score", a.integer())
                  .field("postId", a.id())
                  .field("post", a.belongsTo("Post", "postId")),
              a.model("Cover")
                  .field("url", a.string())
                  .field("postId", a.id())
                  .field("post", a.belongsTo("Post", "postId")))
          .authorization(allow.publicApiKey());

  private final FaultyStore store = new FaultyStore();
  private final Bench bench = new Bench(BLOG, store, builder -> builder);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void everyKindLeadsToItsRecords() {
    posts(2, 3);
    run("mutation{createCover(input:{id:\"v\",url:\"u\",postId:\"p1\"}){id}}");

    assertThat(run("{getPost(id:\"p1\"){title cover{url post{title}} comments{items{id}}}}").data())
        .isEqualTo(
            "{'getPost':{'title':'t1','cover':{'url':'u','post':{'title':'t1'}},"
                + "'comments':{'items':[{'id':'p1c0'},{'id':'p1c1'},{'id':'p1c2'}]}}}");
    assertThat(run("{getPost(id:\"p0\"){cover{url}}}").data())
        .isEqualTo("{'getPost':{'cover':null}}");
    assertThat(run("{getComment(id:\"p0c1\"){post{title comments(limit:1){items{id}}}}}").data())
        .isEqualTo("{'getComment':{'post':{'title':'t0','comments':{'items':[{'id':'p0c0'}]}}}}");
  }

  @Test
  void whatLeadsNowhereIsNullAndNoError() {
    run(
        "mutation{a:createComment(input:{id:\"a\"}){id} b:createComment(input:{id:\"b\",postId:\"gone\"}){id}"
            + " p:createPost(input:{id:\"p\",title:\"t\"}){id}}");

    assertThat(run("{a:getComment(id:\"a\"){post{id}} b:getComment(id:\"b\"){post{id}}}").data())
        .isEqualTo("{'a':{'post':null},'b':{'post':null}}");
    assertThat(run("{getPost(id:\"p\"){comments{items{id} nextToken} cover{id}}}").data())
        .isEqualTo("{'getPost':{'comments':{'items':[],'nextToken':null},'cover':null}}");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "5, 2", "40, 3"})
  void aLevelIsOneCallHoweverManyRecordsThereAre(int posts, int comments) {
    posts(posts, comments);
    int before = store.calls();

    Answer answer =
        run("{listPosts{items{id cover{id} comments{items{id post{title comments{items{id}}}}}}}}");

    // The list, two relations of the posts, the post of the comments, and its comments again.
    assertThat(store.calls() - before).isEqualTo(5);
    assertThat(answer.errors()).isEmpty();
    assertThat(answer.at("/listPosts/items")).hasSize(posts);
    answer
        .at("/listPosts/items")
        .forEach(
            post -> {
              assertThat(post.at("/comments/items")).hasSize(comments);
              post.at("/comments/items")
                  .forEach(
                      comment ->
                          assertThat(comment.at("/post/comments/items"))
                              .isEqualTo(ids(post.at("/comments/items"))));
            });
  }

  @Test
  void argumentsHoldForEachParent() {
    posts(3, 5);

    Answer answer =
        bench.run(
            KEY,
            "query Q($l:Int,$s:Int){listPosts{items{id"
                + " few:comments(limit:$l){items{id}}"
                + " high:comments(filter:{score:{ge:$s}} sortDirection:DESC){items{id}}}}}",
            Map.of("l", 2, "s", 3));

    assertThat(answer.errors()).isEmpty();
    answer
        .at("/listPosts/items")
        .forEach(
            post -> {
              String id = post.get("id").asString();
              assertThat(post.at("/few/items").toString())
                  .isEqualTo("[{\"id\":\"%sc0\"},{\"id\":\"%sc1\"}]".formatted(id, id));
              assertThat(post.at("/high/items").toString())
                  .isEqualTo("[{\"id\":\"%sc4\"},{\"id\":\"%sc3\"}]".formatted(id, id));
            });
  }

  @ParameterizedTest
  @EnumSource
  void aTokenContinuesItsOwnParentOnly(Behavior behavior) {
    // DynamoDB gives the children of a parent in an order of its own.
    try (Bench same =
        new Bench(BLOG, EmbeddedStore.inMemory(), builder -> builder.behavior(behavior))) {
      posts(same, 2, 5);
      List<String> seen = new ArrayList<>();
      String token = null;
      String first = null;
      do {
        Answer page =
            same.run(
                KEY,
                "query Q($t:String){getPost(id:\"p1\"){comments(limit:2,nextToken:$t){items{id} nextToken}}}",
                token == null ? Map.of() : Map.of("t", token));
        assertThat(page.errors()).isEmpty();
        page.at("/getPost/comments/items").forEach(item -> seen.add(item.get("id").asString()));
        token = page.at("/getPost/comments/nextToken").asStringOpt().orElse(null);
        first = first == null ? token : first;
      } while (token != null);

      assertThat(seen).containsExactly("p1c0", "p1c1", "p1c2", "p1c3", "p1c4");
      Answer other =
          same.run(
              KEY,
              "query Q($t:String){listPosts{items{comments(limit:2,nextToken:$t){items{id}}}}}",
              Map.of("t", first));
      assertThat(other.dataBesideErrors())
          .isEqualTo(
              "{'listPosts':{'items':[{'comments':null},"
                  + "{'comments':{'items':[{'id':'p1c2'},{'id':'p1c3'}]}}]}}");
      assertThat(other.error())
          .isEqualTo(
              "DynamoDB:UserIllegalArgumentException at listPosts/items/0/comments: Invalid pagination token given.");
    }
  }

  @Test
  void badArgumentsAreToldAtEachPlaceAndLeaveTheRest() {
    posts(2, 1);

    Answer answer = run("{listPosts{items{id comments(limit:0){items{id}}}}}");

    assertThat(answer.dataBesideErrors())
        .isEqualTo(
            "{'listPosts':{'items':[{'id':'p0','comments':null},{'id':'p1','comments':null}]}}");
    assertThat(answer.errors())
        .hasSize(2)
        .allMatch(error -> error.contains("/comments: Value '0' at 'limit' failed"));
  }

  @Test
  void aStoreThatFailsTakesTheRelationOnly() {
    posts(1, 1);
    Limits few = Limits.builder().maxResolverCalls(3).build();
    try (Bench small = new Bench(BLOG, builder -> builder.limits(few))) {
      posts(small, 4, 1);

      Answer three = small.run(KEY, "{listPosts(limit:3){items{comments{items{id}}}}}");
      Answer four = small.run(KEY, "{listPosts(limit:4){items{id comments{items{id}}}}}");

      assertThat(three.errors()).isEmpty();
      assertThat(four.errors())
          .hasSize(4)
          .allMatch(error -> error.endsWith("follows the relations of too many records."));
      assertThat(four.at("/listPosts/items")).hasSize(4);
    }
  }

  @Test
  void listingsOfOneRequestShareWhatTheyMayLookAt() {
    Limits few = Limits.builder().maxScanRows(20).build();
    try (Bench small = new Bench(BLOG, builder -> builder.limits(few))) {
      posts(small, 5, 10);

      Answer answer = small.run(KEY, "{listPosts{items{comments{items{id} nextToken}}}}");

      int found = 0;
      int cut = 0;
      for (var post : answer.at("/listPosts/items")) {
        found += post.at("/comments/items").size();
        cut += post.at("/comments/nextToken").isNull() ? 0 : 1;
      }
      assertThat(answer.errors()).isEmpty();
      assertThat(answer.at("/listPosts/items")).hasSize(5);
      assertThat(found).isBetween(10, 20);
      assertThat(cut).isPositive();
    }
  }

  @Test
  void compositeReferencesNeedEveryPart() {
    Schema schema =
        a.schema(
                a.model("Citizen")
                    .field("country", a.string().required())
                    .field("no", a.integer().required())
                    .field("name", a.string())
                    .field("passports", a.hasMany("Passport", "holderCountry", "holderNo"))
                    .identifier("country", "no"),
                a.model("Passport")
                    .field("code", a.string())
                    .field("holderCountry", a.string())
                    .field("holderNo", a.integer())
                    .field("holder", a.belongsTo("Citizen", "holderCountry", "holderNo")))
            .authorization(allow.publicApiKey());
    try (Bench people = new Bench(schema)) {
      people.run(
          KEY,
          "mutation{c:createCitizen(input:{country:\"it\",no:10,name:\"n\"}){no}"
              + " d:createCitizen(input:{country:\"it\",no:1}){no}"
              + " p:createPassport(input:{id:\"p\",code:\"x\",holderCountry:\"it\",holderNo:10}){id}"
              + " h:createPassport(input:{id:\"h\",code:\"y\",holderCountry:\"it\"}){id}}");

      assertThat(
              people
                  .run(
                      KEY,
                      "{p:getPassport(id:\"p\"){holder{name passports{items{code}}}}"
                          + " h:getPassport(id:\"h\"){holder{name}}"
                          + " getCitizen(country:\"it\",no:1){passports{items{code}}}}")
                  .data())
          .isEqualTo(
              "{'p':{'holder':{'name':'n','passports':{'items':[{'code':'x'}]}}},'h':{'holder':null},"
                  + "'getCitizen':{'passports':{'items':[]}}}");
    }
  }

  @Test
  void theTargetsRulesHoldAtEveryRecord() {
    Schema schema =
        a.schema(
            a.model("Room")
                .field("name", a.string())
                .field("notes", a.hasMany("Note", "roomId"))
                .field("keys", a.hasMany("Key", "roomId"))
                .authorization(allow.authenticated()),
            a.model("Note")
                .field("text", a.string())
                .field("roomId", a.id())
                .field("room", a.belongsTo("Room", "roomId"))
                .field("pages", a.hasMany("Page", "noteId"))
                .authorization(allow.owner()),
            a.model("Page")
                .field("noteId", a.id())
                .field("note", a.belongsTo("Note", "noteId"))
                .authorization(allow.authenticated()),
            a.model("Key")
                .field("roomId", a.id())
                .field("room", a.belongsTo("Room", "roomId"))
                .authorization(allow.publicApiKey()));
    try (Bench rooms = new Bench(schema)) {
      rooms.run(
          ALICE,
          "mutation{createRoom(input:{id:\"r\",name:\"n\"}){id}"
              + " a:createNote(input:{id:\"a\",text:\"hers\",roomId:\"r\"}){id}"
              + " createPage(input:{id:\"p\",noteId:\"a\"}){id}}");
      rooms.run(BOB, "mutation{createNote(input:{id:\"b\",text:\"his\",roomId:\"r\"}){id}}");

      assertThat(rooms.run(BOB, "{listRooms{items{notes{items{text}}}}}").data())
          .isEqualTo("{'listRooms':{'items':[{'notes':{'items':[{'text':'his'}]}}]}}");
      Answer denied = rooms.run(BOB, "{listPages{items{id x:note{text room{name}}}}}");
      assertThat(denied.dataBesideErrors())
          .isEqualTo("{'listPages':{'items':[{'id':'p','x':null}]}}");
      assertThat(denied.error())
          .isEqualTo(
              "Unauthorized at listPages/items/0/x: Not Authorized to access note on type Page");
      Answer otherMode = rooms.run(BOB, "{listRooms{items{name keys{items{id}}}}}");
      assertThat(otherMode.dataBesideErrors())
          .isEqualTo("{'listRooms':{'items':[{'name':'n','keys':null}]}}");
      assertThat(otherMode.error())
          .isEqualTo(
              "Unauthorized at listRooms/items/0/keys: Not Authorized to access keys on type Room");
      // Whoever hears of the mutation may not be the owner of the note.
      assertThat(
              rooms
                  .run(
                      ALICE,
                      "mutation{updateRoom(input:{id:\"r\",name:\"m\"}){name notes{items{id} nextToken __typename}}"
                          + " updateNote(input:{id:\"a\",text:\"x\"}){text room{name}}"
                          + " updatePage(input:{id:\"p\"}){id note{id}}}")
                  .data())
          .isEqualTo(
              "{'updateRoom':{'name':'m','notes':{'items':[],'nextToken':null,'__typename':'ModelNoteConnection'}},"
                  + "'updateNote':{'text':'x','room':null},'updatePage':{'id':'p','note':null}}");
    }
  }

  @Test
  void aTargetThatMayNotBeSeenIsAsOneThatIsNotThereIfWanted() {
    Schema schema =
        a.schema(
            a.model("Note")
                .field("text", a.string())
                .field("card", a.hasOne("Card", "noteId"))
                .authorization(allow.owner()),
            a.model("Card")
                .field("noteId", a.id())
                .field("note", a.belongsTo("Note", "noteId"))
                .authorization(allow.authenticated()));
    try (Bench strict = new Bench(schema, builder -> builder.strictNotFound(true))) {
      strict.run(Callers.ALICE, "mutation{createNote(input:{id:\"n\",text:\"x\"}){id}}");
      strict.run(
          Callers.ALICE,
          "mutation{a:createCard(input:{id:\"c\",noteId:\"n\"}){id}"
              + " b:createCard(input:{id:\"d\",noteId:\"gone\"}){id}}");

      assertThat(
              strict
                  .run(
                      Callers.BOB,
                      "{a:getCard(id:\"c\"){note{text}} b:getCard(id:\"d\"){note{text}}}")
                  .data())
          .isEqualTo("{'a':{'note':null},'b':{'note':null}}");
      assertThat(strict.run(Callers.ALICE, "{getCard(id:\"c\"){note{text}}}").data())
          .isEqualTo("{'getCard':{'note':{'text':'x'}}}");
    }
  }

  @Test
  void mutationsOfModelsWithTheSameReadersTellTheirRelations() {
    assertThat(
            run("mutation{createPost(input:{id:\"p\",title:\"t\"}){comments{items{id}}}"
                    + " createComment(input:{id:\"c\",postId:\"p\"}){post{title comments{items{id}}}}}")
                .data())
        .isEqualTo(
            "{'createPost':{'comments':{'items':[]}},"
                + "'createComment':{'post':{'title':'t','comments':{'items':[{'id':'c'}]}}}}");
  }

  @Test
  void aFilterByParentIsServedFromTheIndex() {
    posts(3, 4);
    Limits few = Limits.builder().maxScanRows(4).build();
    try (Bench small = new Bench(BLOG, EmbeddedStore.inMemory(), builder -> builder.limits(few))) {
      posts(small, 3, 4);

      Answer answer =
          small.run(
              KEY, "{listComments(filter:{and:[{postId:{eq:\"p2\"}}]}){items{id} nextToken}}");

      // A scan would have ended within the comments of the first post.
      assertThat(answer.data())
          .isEqualTo(
              "{'listComments':{'items':[{'id':'p2c0'},{'id':'p2c1'},{'id':'p2c2'},{'id':'p2c3'}],"
                  + "'nextToken':null}}");
    }
  }

  @Test
  void anEmptyReferenceIsRefused() {
    assertThat(run("mutation{createComment(input:{postId:\"\"}){id}}").error())
        .contains("DynamoDB:DynamoDbException")
        .contains("postId");
    posts(1, 1);
    assertThat(run("mutation{updateComment(input:{id:\"p0c0\",postId:\"\"}){id}}").error())
        .contains("DynamoDB:DynamoDbException")
        .contains("postId");
  }

  private static JsonNode ids(JsonNode items) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode();
    items.forEach(item -> ids.addObject().set("id", item.get("id")));
    return ids;
  }

  private Answer run(String document) {
    return bench.run(KEY, document);
  }

  private void posts(int posts, int comments) {
    posts(bench, posts, comments);
  }

  private static void posts(Bench bench, int posts, int comments) {
    for (int post = 0; post < posts; post++) {
      bench.run(
          KEY, "mutation{createPost(input:{id:\"p%1$d\",title:\"t%1$d\"}){id}}".formatted(post));
      for (int comment = 0; comment < comments; comment++) {
        bench.run(
            KEY,
            "mutation{createComment(input:{id:\"p%1$dc%2$d\",score:%2$d,postId:\"p%1$d\"}){id}}"
                .formatted(post, comment));
      }
    }
  }
}
