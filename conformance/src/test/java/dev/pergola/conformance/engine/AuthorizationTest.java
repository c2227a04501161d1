package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.EDITOR;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.conformance.engine.Callers.stored;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.GET;
import static dev.pergola.dsl.Operation.LIST;
import static dev.pergola.dsl.Operation.READ;
import static dev.pergola.dsl.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules as requests meet them (spec: authorization 1, 4, 5 and 7, and of 6 the nulls). */
class AuthorizationTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Note")
              .field("text", a.string())
              .field("pin", a.string())
              .authorization(allow.owner()),
          a.model("Post")
              .field("text", a.string())
              .authorization(allow.authenticated().to(READ), allow.group("Editors")),
          a.model("Draft")
              .field("text", a.string())
              .field("pin", a.string())
              .authorization(allow.owner().to(CREATE, READ, UPDATE)),
          a.model("Shared")
              .field("text", a.string())
              .field("pin", a.string())
              .authorization(allow.authenticated().to(READ, UPDATE), allow.owner()),
          a.model("Team")
              .field("text", a.string())
              .field("members", a.string().array())
              .field("crew", a.string())
              .authorization(allow.ownersDefinedIn("members"), allow.groupDefinedIn("crew")),
          a.model("Trash")
              .field("text", a.string())
              .authorization(allow.authenticated().to(CREATE, DELETE)),
          a.model("Profile")
              .field("id", a.id().required())
              .field("text", a.string())
              .authorization(allow.ownerDefinedIn("id").identityClaim("sub"), allow.publicApiKey()),
          a.model("Single").field("text", a.string()).authorization(allow.publicApiKey().to(GET)),
          a.model("Many").field("text", a.string()).authorization(allow.publicApiKey().to(LIST)));

  private final Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anOwnerIsFilledInShownShortAndStoredWhole() {
    Answer created = bench.run(ALICE, "mutation{createNote(input:{id:1,text:\"t\"}){id owner}}");

    assertThat(created.data()).isEqualTo("{'createNote':{'id':'1','owner':'alice'}}");
    assertThat(bench.run(ALICE, "{getNote(id:1){owner}}").data())
        .isEqualTo("{'getNote':{'owner':'alice'}}");
    assertThat(found(ALICE, "{owner:{eq:\"alice\"}}")).isEqualTo("[]");
    assertThat(found(ALICE, "{owner:{eq:\"" + stored("alice") + "\"}}")).isEqualTo("[1]");
  }

  /** An id that is left out is made by the server, but not where it says whose the record is. */
  @Test
  void anOwnerIsFilledIntoADeclaredIdToo() {
    String create = "mutation{createProfile(input:{text:\"t\"}){id}}";

    assertThat(bench.run(ALICE, create).data()).isEqualTo("{'createProfile':{'id':'sub-alice'}}");
    assertThat(bench.run(ALICE, create).error()).contains("ConditionalCheckFailed");
    assertThat(bench.run(BOB, "mutation{createProfile(input:{id:\"sub-alice\"}){id}}").error())
        .isEqualTo(
            "Unauthorized at createProfile: Not Authorized to access createProfile on type Mutation");
    assertThat(bench.run(BOB, "mutation{createProfile(input:{id:null}){id}}").error())
        .isEqualTo(
            "Unauthorized at createProfile: Not Authorized to access createProfile on type Mutation");
    assertThat(bench.run(KEY, create).data()).matches("\\{'createProfile':\\{'id':'.+'}}");
  }

  @Test
  void anotherUsersRecordIsRefusedAndAMissingOneIsNull() {
    bench.run(ALICE, "mutation{createNote(input:{id:1,text:\"secret\"}){id}}");

    Answer foreign = bench.run(BOB, "{n:getNote(id:1){text}}");

    assertThat(foreign.error())
        .isEqualTo("Unauthorized at n: Not Authorized to access getNote on type Query");
    assertThat(foreign.dataBesideErrors()).isEqualTo("{'n':null}");
    assertThat(foreign.text()).doesNotContain("secret");
    assertThat(bench.run(BOB, "{getNote(id:2){text}}").data()).isEqualTo("{'getNote':null}");
  }

  @Test
  void aListIsNarrowedAndNoFilterWidensIt() {
    bench.run(ALICE, "mutation{createNote(input:{id:1,text:\"a\"}){id}}");
    bench.run(BOB, "mutation{createNote(input:{id:2,text:\"b\"}){id}}");

    assertThat(found(ALICE, "null")).isEqualTo("[1]");
    assertThat(found(BOB, "null")).isEqualTo("[2]");
    assertThat(found(ADMIN, "null")).isEqualTo("[1, 2]");
    for (String wide :
        new String[] {
          "{or:[{owner:{ne:\"x\"}},{text:{eq:\"b\"}}]}",
          "{not:{owner:{eq:\"" + stored("alice") + "\"}}}",
          "{or:[{id:{eq:\"1\"}},{id:{eq:\"2\"}}]}",
          "{owner:{attributeExists:true}}",
        }) {
      assertThat(found(ALICE, wide)).as(wide).doesNotContain("2");
    }
  }

  @Test
  void anotherUsersRecordCannotBeChangedAndStaysHidden() {
    bench.run(ALICE, "mutation{createNote(input:{id:1,text:\"secret\"}){id}}");

    for (String change :
        new String[] {
          "updateNote(input:{id:1,text:\"x\"}){text}",
          "updateNote(input:{id:1,text:null}){text}",
          "updateNote(input:{id:1,text:\"x\",pin:null}){text}",
          "updateNote(input:{id:1}){text}",
          "updateNote(input:{id:1,text:\"x\"},condition:{text:{eq:\"secret\"}}){text}",
          "updateNote(input:{id:1,text:\"x\"},condition:{text:{eq:\"other\"}}){text}",
          "deleteNote(input:{id:1}){text}",
        }) {
      Answer refused = bench.run(BOB, "mutation{x:" + change + "}");
      String field = change.substring(0, change.indexOf('('));
      assertThat(refused.error())
          .as(change)
          .isEqualTo(
              "Unauthorized at x: Not Authorized to access %s on type Mutation".formatted(field));
      assertThat(refused.text()).doesNotContain("secret");
      // A record that is not there gives the same answer.
      assertThat(bench.run(BOB, "mutation{x:" + change.replace("id:1", "id:404") + "}").errors())
          .as(change)
          .isEqualTo(refused.errors());
    }
    assertThat(bench.run(ALICE, "{getNote(id:1){text}}").data())
        .isEqualTo("{'getNote':{'text':'secret'}}");
  }

  @Test
  void aConditionOfTheOwnerFailsAsACondition() {
    bench.run(ALICE, "mutation{createNote(input:{id:1,text:\"t\"}){id}}");

    assertThat(
            bench
                .run(ALICE, "mutation{updateNote(input:{id:1},condition:{text:{eq:\"x\"}}){id}}")
                .error())
        .startsWith("DynamoDB:ConditionalCheckFailedException");
  }

  @Test
  void callersOfAnotherModeAreRefused() {
    bench.run(ALICE, "mutation{createNote(input:{id:1}){id}}");

    assertThat(bench.run(KEY, "{getNote(id:1){id}}").error())
        .isEqualTo("Unauthorized at getNote: Not Authorized to access getNote on type Query");
    assertThat(bench.run(KEY, "{listNotes{items{id}}}").error())
        .isEqualTo("Unauthorized at listNotes: Not Authorized to access listNotes on type Query");
    assertThat(bench.run(KEY, "mutation{createNote(input:{}){id}}").error())
        .isEqualTo(
            "Unauthorized at createNote: Not Authorized to access createNote on type Mutation");
    assertThat(bench.run(ALICE, "{listManies{items{id}}}").error()).startsWith("Unauthorized");
  }

  @Test
  void aCallerWithoutTheClaimsOwnsNothing() {
    bench.run(ALICE, "mutation{createNote(input:{id:1}){id}}");
    Identity nobody = Identity.userPool(Claims.of(Map.of("iss", "pool")));
    Identity subOnly = Identity.userPool(Claims.of(Map.of("sub", "sub-alice")));

    assertThat(bench.run(nobody, "{listNotes{items{id}}}").error()).startsWith("Unauthorized");
    assertThat(bench.run(nobody, "mutation{createNote(input:{}){id}}").error())
        .startsWith("Unauthorized");
    assertThat(bench.run(subOnly, "mutation{createNote(input:{}){id}}").error())
        .startsWith("Unauthorized");
    assertThat(bench.run(subOnly, "{listNotes{items{id}}}").data())
        .isEqualTo("{'listNotes':{'items':[]}}");
  }

  @Test
  void oneRefusedFieldLeavesTheOthers() {
    bench.run(ALICE, "mutation{createNote(input:{id:1,text:\"t\"}){id}}");
    bench.run(EDITOR, "mutation{createPost(input:{id:1,text:\"p\"}){id}}");

    Answer answer = bench.run(BOB, "{getNote(id:1){text} getPost(id:1){text} __typename}");

    assertThat(answer.dataBesideErrors())
        .isEqualTo("{'getNote':null,'getPost':{'text':'p'},'__typename':'Query'}");
    assertThat(answer.errors()).hasSize(1);
  }

  @Test
  void groupsMayAndOthersMayNot() {
    assertThat(bench.run(EDITOR, "mutation{createPost(input:{id:1,text:\"p\"}){id}}").data())
        .isEqualTo("{'createPost':{'id':'1'}}");
    assertThat(bench.run(ALICE, "mutation{createPost(input:{text:\"p\"}){id}}").error())
        .isEqualTo(
            "Unauthorized at createPost: Not Authorized to access createPost on type Mutation");
    assertThat(bench.run(ALICE, "mutation{updatePost(input:{id:1,text:\"x\"}){id}}").error())
        .startsWith("Unauthorized");
    assertThat(bench.run(ALICE, "{listPosts{items{text}}}").data())
        .isEqualTo("{'listPosts':{'items':[{'text':'p'}]}}");
    assertThat(bench.run(EDITOR, "mutation{updatePost(input:{id:404,text:\"x\"}){id}}").error())
        .startsWith("DynamoDB:ConditionalCheckFailedException");
  }

  @Test
  void clearingAFieldNeedsDelete() {
    bench.run(ALICE, "mutation{createDraft(input:{id:1,text:\"t\",pin:\"p\"}){id}}");

    assertThat(bench.run(ALICE, "mutation{updateDraft(input:{id:1,text:\"u\"}){text}}").data())
        .isEqualTo("{'updateDraft':{'text':'u'}}");
    assertThat(
            bench
                .run(ALICE, "mutation{updateDraft(input:{id:1,text:\"v\",pin:null}){text}}")
                .error())
        .isEqualTo("Unauthorized at updateDraft: Unauthorized on [pin]");
    assertThat(
            bench.run(ALICE, "mutation{updateDraft(input:{id:1,text:null,pin:null}){id}}").error())
        .isEqualTo("Unauthorized at updateDraft: Unauthorized on [pin, text]");
    assertThat(bench.run(BOB, "mutation{updateDraft(input:{id:1,pin:null}){id}}").error())
        .isEqualTo(
            "Unauthorized at updateDraft: Not Authorized to access updateDraft on type Mutation");
    assertThat(bench.run(ALICE, "mutation{deleteDraft(input:{id:1}){id}}").error())
        .isEqualTo(
            "Unauthorized at deleteDraft: Not Authorized to access deleteDraft on type Mutation");
    assertThat(bench.run(ALICE, "{getDraft(id:1){text pin}}").data())
        .isEqualTo("{'getDraft':{'text':'u','pin':'p'}}");
  }

  @Test
  void whoMayUpdateButNotClearIsToldWhichFields() {
    bench.run(ALICE, "mutation{createShared(input:{id:1,text:\"t\",pin:\"p\"}){id}}");

    assertThat(bench.run(BOB, "mutation{updateShared(input:{id:1,text:\"u\"}){text}}").data())
        .isEqualTo("{'updateShared':{'text':'u'}}");
    assertThat(bench.run(BOB, "mutation{updateShared(input:{id:1,pin:null}){id}}").error())
        .isEqualTo("Unauthorized at updateShared: Unauthorized on [pin]");
    assertThat(
            bench.run(BOB, "mutation{updateShared(input:{id:1,text:\"x\",pin:null}){id}}").error())
        .isEqualTo("Unauthorized at updateShared: Unauthorized on [pin]");
    assertThat(bench.run(ALICE, "mutation{updateShared(input:{id:1,pin:null}){text pin}}").data())
        .isEqualTo("{'updateShared':{'text':'u','pin':null}}");
  }

  @Test
  void whoMayDeleteButNotUpdateMayClearNothing() {
    bench.run(ALICE, "mutation{createTrash(input:{id:1,text:\"t\"}){id}}");

    assertThat(bench.run(ALICE, "mutation{updateTrash(input:{id:1,text:\"u\"}){id}}").error())
        .isEqualTo("Unauthorized at updateTrash: Unauthorized on [text]");
    assertThat(bench.run(ALICE, "mutation{updateTrash(input:{id:1,text:null}){text}}").error())
        .isEqualTo("Unauthorized at updateTrash: Unauthorized on [text]");
    assertThat(bench.run(ALICE, "mutation{deleteTrash(input:{id:1}){id}}").data())
        .isEqualTo("{'deleteTrash':{'id':'1'}}");
  }

  @Test
  void recordsOfManyOwnersAndGroups() {
    Identity red = Callers.member("rae", "Red");
    bench.run(
        ADMIN,
        "mutation($m:[String]){createTeam(input:{id:1,text:\"t\",crew:\"Red\",members:$m}){id}}",
        Map.of("m", java.util.List.of(stored("alice"), "bob")));

    for (Identity member : new Identity[] {ALICE, BOB, red}) {
      assertThat(bench.run(member, "{listTeams{items{members}} getTeam(id:1){text}}").data())
          .isEqualTo(
              "{'listTeams':{'items':[{'members':['alice','bob']}]},'getTeam':{'text':'t'}}");
    }
    assertThat(bench.run(EDITOR, "{listTeams{items{id}}}").data())
        .isEqualTo("{'listTeams':{'items':[]}}");
    assertThat(bench.run(EDITOR, "{getTeam(id:1){id}}").error()).startsWith("Unauthorized");
    assertThat(bench.run(ALICE, "mutation{createTeam(input:{id:2}){members}}").data())
        .isEqualTo("{'createTeam':{'members':['alice']}}");
    assertThat(bench.run(ALICE, "mutation{createTeam(input:{members:[\"bob\"]}){id}}").error())
        .startsWith("Unauthorized");
    assertThat(bench.run(ALICE, "mutation{createTeam(input:{members:null}){id}}").error())
        .startsWith("Unauthorized");
  }

  @Test
  void getAndListAreGrantedApart() {
    bench.run(ADMIN, "mutation{createSingle(input:{id:1}){id} createMany(input:{id:1}){id}}");

    assertThat(bench.run(KEY, "{getSingle(id:1){id}}").data())
        .isEqualTo("{'getSingle':{'id':'1'}}");
    assertThat(bench.run(KEY, "{listSingles{items{id}}}").error()).startsWith("Unauthorized");
    assertThat(bench.run(KEY, "{listManies{items{id}}}").data())
        .isEqualTo("{'listManies':{'items':[{'id':'1'}]}}");
    assertThat(bench.run(KEY, "{getMany(id:1){id}}").error()).startsWith("Unauthorized");
  }

  private String found(Identity identity, String filter) {
    return bench
        .run(identity, "{listNotes(filter:" + filter + "){items{id}}}")
        .items("listNotes", "id")
        .stream()
        .sorted()
        .toList()
        .toString();
  }
}
