package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.client.ModelClient;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Owners are shown by a name that others may have too; nothing is judged or stored by it. */
class ShownOwnersTest {

  /** Another person with the user name of ALICE, as a deleted and reused one. */
  private static final Identity OTHER_ALICE =
      Identity.userPool(Claims.of(Map.of("sub", "sub-other", "username", "alice")));

  record Note(String id, String text, String owner) {}

  private static Model pinned() {
    return a.model("N")
        .field("text", a.string())
        .field("pin", a.string().authorization(allow.owner()))
        .authorization(allow.owner(), allow.authenticated().to(READ));
  }

  /** What a handler reads has owners as they are shown, which namesakes share. */
  @Test
  void fieldRulesOnRowsOfAHandlerRefuseNamesakes() {
    Schema schema =
        a.schema(
            pinned(),
            a.query("all")
                .returns(a.ref("N").array())
                .handler(a.handler.function(c -> c.adminClient().model("N").list().join().items()))
                .authorization(allow.authenticated()));
    try (Bench bench = new Bench(schema)) {
      bench.run(ALICE, "mutation{createN(input:{id:\"1\",pin:\"SECRET\"}){id}}").data();
      assertThat(bench.run(OTHER_ALICE, "{getN(id:\"1\"){pin}}").text()).doesNotContain("SECRET");
      assertThat(bench.run(OTHER_ALICE, "{all{pin}}").text()).doesNotContain("SECRET");
    }
  }

  @Test
  void aRecordThatIsReadAndWrittenBackKeepsItsOwner() {
    Schema schema =
        a.schema(
            a.model("Note")
                .field("text", a.string())
                .field("owner", a.string())
                .authorization(allow.owner()));
    try (Bench bench = new Bench(schema)) {
      bench.run(ALICE, "mutation{createNote(input:{id:\"1\",text:\"t\"}){id}}").data();
      ModelClient<Note> notes = bench.backend().client(ADMIN).model("Note").as(Note.class);
      Note note = notes.get("1").join().orElseThrow();
      notes.update(new Note(note.id(), "changed", note.owner())).join();
      assertThat(bench.run(OTHER_ALICE, "{getNote(id:\"1\"){text}}").text())
          .doesNotContain("changed");
    }
  }

  @Test
  void fieldRulesOnRowsOfAHandlerKnowTheOwner() {
    Identity caller =
        Identity.userPool(
            Claims.of(
                Map.of(
                    "sub",
                    "11111111-1111-1111-1111-111111111111",
                    "username",
                    "22222222-2222-2222-2222-222222222222")));
    Schema schema =
        a.schema(
            pinned(),
            a.query("mine")
                .returns(a.ref("N").array())
                .handler(a.handler.function(c -> c.client().model("N").list().join().items()))
                .authorization(allow.authenticated()));
    try (Bench bench = new Bench(schema)) {
      bench.run(caller, "mutation{createN(input:{id:\"1\",pin:\"P\"}){id}}").data();
      assertThat(bench.run(caller, "{getN(id:\"1\"){pin}}").data())
          .isEqualTo("{'getN':{'pin':'P'}}");
      assertThat(bench.run(caller, "{mine{pin}}").data()).isEqualTo("{'mine':[{'pin':'P'}]}");
    }
  }

  /** Also where an operation of that mode answers it. */
  @Test
  void aModelIsClosedToModesThatNoneOfItsRulesNames() {
    Schema schema =
        a.schema(
            a.model("M").field("v", a.string()).authorization(allow.owner()),
            a.query("all")
                .returns(a.ref("M").array())
                .handler(a.handler.function(c -> c.adminClient().model("M").list().join().items()))
                .authorization(allow.publicApiKey()));
    try (Bench bench = new Bench(schema)) {
      bench.run(ALICE, "mutation{createM(input:{id:\"1\",v:\"alices\"}){id}}").data();
      assertThat(bench.run(KEY, "{all{v}}").errors())
          .containsExactly("Unauthorized at all/0/v: Not Authorized to access v on type M");
    }
  }

  @Test
  void namesakesInOneRecordStayWhoTheyAre() {
    Schema schema =
        a.schema(
            a.model("N")
                .field("text", a.string())
                .field("editors", a.string().array())
                .authorization(allow.ownersDefinedIn("editors")));
    try (Bench bench = new Bench(schema)) {
      String both = "[\"sub-alice::alice\",\"sub-other::alice\"]";
      bench.run(ALICE, "mutation{createN(input:{id:\"1\",editors:" + both + "}){id}}").data();

      bench
          .run(ALICE, "mutation{updateN(input:{id:\"1\",editors:[\"alice\",\"alice\"]}){id}}")
          .data();
      assertThat(bench.run(OTHER_ALICE, "{getN(id:\"1\"){editors}}").data())
          .isEqualTo("{'getN':{'editors':['alice','alice']}}");

      assertThat(
              bench
                  .run(ALICE, "mutation{updateN(input:{id:\"1\",editors:[\"alice\"]}){id}}")
                  .error())
          .contains("'alice' is the name of several owners in field editors");
      assertThat(
              bench
                  .run(
                      ADMIN,
                      "mutation{updateN(input:{id:\"1\",editors:[\"sub-alice::alice\"]}){id}}")
                  .errors())
          .isEmpty();
      assertThat(bench.run(OTHER_ALICE, "{getN(id:\"1\"){editors}}").error())
          .startsWith("Unauthorized");
    }
  }
}
