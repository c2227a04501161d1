package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.conformance.engine.Callers.member;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.SubscriptionRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events tell nobody what a query would not (spec: authorization 6, 8, 11; security 8). */
class EventPrivacyTest {

  private static final Identity CHIEF = member("carla", "admin");
  private static final Identity CLERK = member("dora", "staff");

  private static final Schema SCHEMA =
      a.schema(
          a.model("Note")
              .field("title", a.string())
              .field("diagnosis", a.string().required())
              .authorization(allow.owner()),
          a.subscription("onNote")
              .on(a.ref("Note").mutations(Mutation.CREATE))
              .authorization(allow.authenticated(), allow.publicApiKey()),
          a.model("Author")
              .field("name", a.string())
              .field("reviews", a.hasMany("Review", "authorId"))
              .authorization(allow.groups("admin", "staff")),
          a.model("Review")
              .field("text", a.string())
              .field("authorId", a.id().authorization(allow.group("admin")))
              .field("author", a.belongsTo("Author", "authorId"))
              .authorization(allow.groups("admin", "staff")),
          a.model("Post")
              .field("title", a.string())
              .field("owner", a.string().authorization(allow.owner().to(READ, DELETE)))
              .field("audit", a.hasOne("Audit", "postId"))
              .authorization(allow.owner(), allow.authenticated().to(READ)),
          a.model("Audit")
              .field("note", a.string())
              .field("postId", a.id())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.publicApiKey()));

  private final Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anAuthorsOwnSubscriptionGetsNothingThatTheMutationDidNotSelect()
      throws InterruptedException {
    Reader bob = Reader.of(bench, BOB, "subscription { onNote { id title diagnosis } }");

    run(
        ALICE,
        "mutation { createNote(input: {title: \"T\", diagnosis: \"SECRET\"}) { id title } }");

    assertThat(told(bob))
        .contains("\"onNote\":null", "Cannot return null")
        .doesNotContain("SECRET");
  }

  @Test
  void anAuthorsOwnSubscriptionTellsNobodyWhomTheModelKnowsNoWayFor() throws InterruptedException {
    Reader key = Reader.of(bench, KEY, "subscription { onNote { __typename id title } }");

    run(ALICE, "mutation { createNote(input: {title: \"T\", diagnosis: \"D\"}) { id title } }");

    assertThat(told(key))
        .startsWith("{\"data\":{\"onNote\":null}")
        .contains("Not Authorized to access title on type Note")
        .doesNotContain("\"T\"");
  }

  @Test
  void aRelationIsNotToldWhereTheFieldThatHoldsItIsNot() throws InterruptedException {
    run(CHIEF, "mutation { createAuthor(input: {id: \"a\", name: \"Whistleblower\"}) { id } }");
    Reader clerk =
        Reader.of(bench, CLERK, "subscription { onCreateReview { text author { id name } } }");
    Reader ofAuthors =
        Reader.of(
            bench, CLERK, "subscription { onUpdateAuthor { id reviews { items { text } } } }");

    run(
        CHIEF,
        "mutation { createReview(input: {text: \"T\", authorId: \"a\"}) { text author { id name } } }");
    run(CHIEF, "mutation { updateAuthor(input: {id: \"a\"}) { id reviews { items { text } } } }");

    assertThat(told(clerk)).contains("\"author\":null");
    assertThat(told(ofAuthors)).contains("\"items\":[]");
  }

  @Test
  void aRelationThatTrustedCodeSelectedIsNotTold() throws InterruptedException {
    run(ADMIN, "mutation { createAudit(input: {note: \"SECRET\", postId: \"p\"}) { id } }");
    Reader bob = Reader.of(bench, BOB, "subscription { onCreatePost { id audit { note } } }");

    run(ADMIN, "mutation { createPost(input: {id: \"p\"}) { id audit { note } } }");

    assertThat(told(bob)).contains("\"id\":\"p\"", "\"audit\":null");
  }

  @Test
  void nobodyWaitsForTheRecordsOfAnOwnerWhoIsNotShown() throws InterruptedException {
    String ofAlice = "subscription { onCreatePost(owner: \"alice\") { id } }";

    assertThatThrownBy(
            () -> bench.backend().subscribe(DataRequest.of(ofAlice), BOB).started().join())
        .hasCauseInstanceOf(SubscriptionRefusedException.class);

    Reader alice = Reader.of(bench, ALICE, ofAlice);
    run(ALICE, "mutation { createPost(input: {id: \"p\"}) { id } }");
    assertThat(told(alice)).contains("\"id\":\"p\"");
  }

  private void run(Identity caller, String mutation) {
    assertThat(bench.run(caller, mutation).errors()).isEmpty();
  }

  private static String told(Reader reader) throws InterruptedException {
    DataResponse event = reader.events.poll(30, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return new String(event.toJson(), StandardCharsets.UTF_8);
  }
}
