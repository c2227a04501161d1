package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ADMIN;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.EDITOR;
import static dev.pergola.conformance.engine.Callers.stored;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import dev.pergola.request.Limits;
import dev.pergola.request.SubscriptionEndedException;
import dev.pergola.request.SubscriptionEndedException.Reason;
import dev.pergola.request.SubscriptionRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Live updates as a host in process has them (spec: runtime D, authorization 11, security 8). */
class SubscriptionsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Note")
              .field("id", a.id().required())
              .field("title", a.string().required())
              .field("text", a.string())
              .field("rank", a.integer())
              .field("owner", a.string())
              .field("secret", a.string().authorization(allow.owner()))
              .authorization(allow.owner(), allow.group("Editors")),
          a.mutation("announce")
              .argument("channel", a.string())
              .argument("text", a.string())
              .returns(a.ref("Message"))
              .handler(a.handler.function(context -> context.arguments()))
              .authorization(allow.authenticated()),
          a.customType("Message").field("channel", a.string()).field("text", a.string()),
          a.subscription("onAnnounce")
              .on(a.ref("announce"))
              .argument("channel", a.string())
              .authorization(allow.authenticated()),
          a.subscription("onNote")
              .on(a.ref("Note").mutations(Mutation.CREATE))
              .authorization(allow.group("Editors")));

  private static final String CREATED = "subscription { onCreateNote { id text owner } }";

  private Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void ownersHearOfTheirOwnWhateverTheMutationSelects() throws InterruptedException {
    Reader alice = Reader.of(bench, ALICE, CREATED);
    Reader bob = Reader.of(bench, BOB, CREATED);

    create(ALICE, "1", "id text");
    create(BOB, "2", "id owner");

    assertThat(alice.next())
        .isEqualTo(event("onCreateNote", "id", "1", "text", "t1", "owner", null));
    assertThat(bob.next())
        .isEqualTo(event("onCreateNote", "id", "2", "text", null, "owner", "bob"));
    assertThat(alice.events).isEmpty();
    assertThat(bob.events).isEmpty();
  }

  @Test
  void whatIsNeverNullIsThereThoughTheMutationDidNotSelectIt() throws InterruptedException {
    Reader alice = Reader.of(bench, ALICE, "subscription { onCreateNote { title text } }");

    create(ALICE, "1", "owner");

    assertThat(alice.next()).isEqualTo(event("onCreateNote", "title", "T1", "text", null));
  }

  @Test
  void afterAReassignTheNewOwnerHearsAndTheOldOneDoesNot() throws InterruptedException {
    create(ALICE, "1", "id");
    String updated = "subscription { onUpdateNote { id } }";
    Reader alice = Reader.of(bench, ALICE, updated);
    Reader bob = Reader.of(bench, BOB, updated);

    run(
        ALICE,
        "mutation { updateNote(input: {id: \"1\", owner: \"%s\"}) { id } }"
            .formatted(stored("bob")));
    run(BOB, "mutation { updateNote(input: {id: \"1\", text: \"x\"}) { id } }");

    bob.next();
    bob.next();
    assertThat(alice.events).isEmpty();
  }

  @Test
  void deletionsShowTheRecordAsItWas() throws InterruptedException {
    create(ALICE, "1", "id");
    Reader alice = Reader.of(bench, ALICE, "subscription { gone: onDeleteNote { id t: text } }");

    run(ALICE, "mutation { deleteNote(input: {id: \"1\"}) { x: id y: text } }");

    assertThat(alice.next()).isEqualTo(event("gone", "id", "1", "t", "t1"));
  }

  @Test
  void aFieldWithRulesOfItsOwnIsNeverTold() throws InterruptedException {
    Reader alice = Reader.of(bench, ALICE, "subscription { onCreateNote { id secret } }");

    run(
        ALICE,
        "mutation { createNote(input: {id: \"1\", title: \"T\", secret: \"s\"}) { id secret } }");

    assertThat(alice.next()).isEqualTo(event("onCreateNote", "id", "1", "secret", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subscription { onCreateNote(owner: \"bob\") { id } }",
        "subscription { onCreateNote(owner: \"sub-bob::bob\") { id } }",
      })
  void whatACallerMayNotAskForIsRefused(String document) {
    assertThat(refusal(ALICE, document))
        .extracting(DataError::errorType)
        .containsExactly("Unauthorized");
  }

  @Test
  void aFilterIsOnlyOverWhatTheCallerMayReadInEveryRecord() {
    String filtered = "subscription { onCreateNote(filter: {secret: {beginsWith: \"s\"}}) { id } }";

    assertThat(refusal(EDITOR, filtered))
        .extracting(DataError::errorType)
        .containsExactly("Unauthorized");
    bench.backend().subscribe(DataRequest.of(filtered), ALICE).started().join();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ listNotes { items { id } } }",
        "mutation { deleteNote(input: {id: \"1\"}) { id } }",
        "subscription { onCreateNote { nope } }",
        "subscription { onCreateNote { id } onDeleteNote { id } }",
        "subscription { __typename }",
        "subscription { onCreateNote @include(if: true) { id } }",
        "subscription {",
      })
  void whatIsNoSubscriptionIsRefusedWithWords(String document) {
    assertThat(refusal(ALICE, document)).extracting(DataError::message).doesNotContainNull();
  }

  @ParameterizedTest
  @MethodSource
  void theLimitsOfRequestsHoldForSubscriptionsToo(String what, String document) {
    assertThat(refusal(ALICE, document))
        .as(what)
        .isNotEmpty()
        .extracting(DataError::errorType)
        .doesNotContain("InternalFailure");
  }

  static Stream<Arguments> theLimitsOfRequestsHoldForSubscriptionsToo() {
    Limits limits = Limits.defaults();
    return Stream.of(
        Arguments.of("characters", CREATED + "#".repeat(limits.maxDocumentChars())),
        Arguments.of("fields", noteWith(limits.maxFields(), "f%d: id ")),
        Arguments.of("directives", noteWith(limits.maxDirectives(), "f%d: id @skip(if: false) ")),
        Arguments.of(
            "fragments",
            noteWith(limits.maxFragments(), "...f%d ")
                + each(limits.maxFragments(), "fragment f%d on Note { id } ")));
  }

  private static String noteWith(int last, String part) {
    return "subscription { onCreateNote { %s} } ".formatted(each(last, part));
  }

  private static String each(int last, String part) {
    return IntStream.rangeClosed(0, last).mapToObj(part::formatted).collect(Collectors.joining());
  }

  @Test
  void aRequestDoesNotSubscribe() {
    assertThat(bench.run(ALICE, CREATED).errors()).hasSize(1);
  }

  @Test
  void whoMayNotListenIsRefused() {
    Identity key = Identity.apiKey("k");

    assertThat(refusal(key, CREATED))
        .extracting(DataError::message)
        .containsExactly("Not Authorized to access onCreateNote on type Subscription");
  }

  @Test
  void argumentsAndFiltersAreBothHeeded() throws InterruptedException {
    Reader editor =
        Reader.of(
            bench,
            EDITOR,
            "subscription { onCreateNote(owner: \"alice\", filter: {text: {in: [\"t1\", \"t3\"]}}) { id } }");

    create(ALICE, "1", "id");
    create(ALICE, "2", "id");
    create(BOB, "3", "id");
    create(ALICE, "4", "id");
    run(ALICE, "mutation { createNote(input: {id: \"5\", title: \"T\", text: \"t3\"}) { id } }");

    assertThat(editor.next()).isEqualTo(event("onCreateNote", "id", "1"));
    assertThat(editor.next()).isEqualTo(event("onCreateNote", "id", "5"));
    assertThat(editor.events).isEmpty();
  }

  @Test
  void anOwnerThatIsAskedForAsNullIsNobody() throws InterruptedException {
    String document = "subscription { onCreateNote(owner: null) { id } }";
    Reader editor = Reader.of(bench, EDITOR, document);
    Reader alice = Reader.of(bench, ALICE, document);

    create(ALICE, "1", "id owner");
    create(ADMIN, "2", "id owner");

    assertThat(editor.next()).isEqualTo(event("onCreateNote", "id", "2"));
    assertThat(alice.next()).isEqualTo(event("onCreateNote", "id", "1"));
    assertThat(editor.events).isEmpty();
    assertThat(alice.events).isEmpty();
  }

  @Test
  void equalSelectionsAreRenderedOnce() throws InterruptedException {
    Reader one = Reader.of(bench, ALICE, CREATED);
    Reader two = Reader.of(bench, EDITOR, CREATED);

    create(ALICE, "1", "id text owner");

    DataResponse first = one.events.poll(30, TimeUnit.SECONDS);
    DataResponse second = two.events.poll(30, TimeUnit.SECONDS);
    assertThat(first).isNotNull().isSameAs(second);
    assertThat(first.toJson()).isSameAs(second.toJson());
    assertThat(new String(first.toJson(), UTF_8))
        .isEqualTo(
            "{\"data\":{\"onCreateNote\":{\"id\":\"1\",\"text\":\"t1\",\"owner\":\"alice\"}}}");
  }

  @Test
  void customSubscriptionsFollowTheirMutations() throws InterruptedException {
    Reader red = Reader.of(bench, ALICE, "subscription { onAnnounce(channel: \"red\") { text } }");
    Reader all = Reader.of(bench, BOB, "subscription { onAnnounce { channel text } }");
    Reader notes = Reader.of(bench, EDITOR, "subscription { onNote { id title secret } }");

    run(ALICE, "mutation { announce(channel: \"blue\", text: \"a\") { channel text } }");
    run(ALICE, "mutation { announce(channel: \"red\", text: \"b\") { c: channel t: text } }");
    create(ALICE, "1", "id title secret");

    assertThat(red.next()).isEqualTo(event("onAnnounce", "text", "b"));
    assertThat(all.next()).isEqualTo(event("onAnnounce", "channel", "blue", "text", "a"));
    assertThat(all.next()).isEqualTo(event("onAnnounce", "channel", "red", "text", "b"));
    assertThat(notes.next()).isEqualTo(event("onNote", "id", "1", "title", "T1", "secret", null));
    assertThat(red.events).isEmpty();
  }

  @Test
  void eventsOfARecordComeInTheOrderOfTheCommits() throws Exception {
    create(EDITOR, "1", "id");
    Reader reader = Reader.of(bench, EDITOR, "subscription { onUpdateNote { rank updatedAt } }");
    ExecutorService writers = Executors.newFixedThreadPool(8);
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      running.add(CompletableFuture.runAsync(this::countUp, writers));
    }

    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    writers.shutdown();

    for (int i = 1; i <= 160; i++) {
      assertThat(reader.next()).extracting("onUpdateNote").extracting("rank").isEqualTo(i);
    }
    assertThat(reader.events).isEmpty();
  }

  /** Each success is one more than the one before, whoever it was. */
  private void countUp() {
    for (int done = 0; done < 20; ) {
      int rank = bench.run(EDITOR, "{ getNote(id: \"1\") { rank } }").at("/getNote/rank").asInt(0);
      boolean first = rank == 0;
      Answer answer =
          bench.run(
              EDITOR,
              "mutation { updateNote(input: {id: \"1\", rank: %d}, condition: {rank: %s}) { rank } }"
                  .formatted(rank + 1, first ? "{attributeExists: false}" : "{eq: " + rank + "}"));
      if (answer.errors().isEmpty()) {
        done++;
      }
    }
  }

  @Test
  void aReaderGetsWhatItAsksForAndNoMore() throws InterruptedException {
    Reader reader = Reader.of(bench, ALICE, DataRequest.of(CREATED), 1);

    create(ALICE, "1", "id");
    create(ALICE, "2", "id");
    reader.next();

    assertThat(reader.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    reader.request(1);
    assertThat(reader.next()).extracting("onCreateNote").extracting("id").isEqualTo("2");
  }

  @Test
  void aSlowReaderLosesItsStreamAndNobodyWaitsForIt() {
    bench.close();
    bench =
        new Bench(SCHEMA, builder -> builder.limits(Limits.builder().maxWaitingEvents(2).build()));
    Reader slow = Reader.of(bench, ALICE, DataRequest.of(CREATED), 0);

    for (int i = 0; i < 5; i++) {
      create(ALICE, "n" + i, "id");
    }

    assertThat(slow.failed.join())
        .isInstanceOfSatisfying(
            SubscriptionEndedException.class,
            end -> assertThat(end.reason()).isEqualTo(Reason.TOO_SLOW));
    assertThat(slow.events).isEmpty();
  }

  @Test
  void eventsThatWaitAreBoundedByTheirSizeToo() {
    bench.close();
    bench =
        new Bench(
            SCHEMA, builder -> builder.limits(Limits.builder().maxWaitingBytes(50_000).build()));
    Reader slow = Reader.of(bench, ALICE, DataRequest.of(CREATED), 0);
    String large = "x".repeat(30_000);

    for (int i = 0; i < 2; i++) {
      run(
          ALICE,
          "mutation { createNote(input: {title: \"T\", text: \"%s\"}) { text } }".formatted(large));
    }

    assertThat(slow.failed.join()).isInstanceOf(SubscriptionEndedException.class);
  }

  @Test
  void theFilterOfASubscriptionIsBounded() {
    Reader most =
        Reader.of(
            bench, EDITOR, filtered("{title: {in: [%s\"x\"]}}".formatted("\"x\",".repeat(99))));
    assertThat(most.failed).isNotDone();
    assertThat(
            refusal(EDITOR, filtered("{title: {in: [%s\"x\"]}}".formatted("\"x\",".repeat(100)))))
        .extracting(DataError::message)
        .containsExactly("Unable to process the filter expression: more than 100 values in 'in'");
    assertThat(refusal(EDITOR, filtered("{title: {eq: \"" + "x".repeat(8_193) + "\"}}")))
        .extracting(DataError::message)
        .containsExactly("Unable to process the filter expression: more than 8192 characters");
  }

  private static String filtered(String filter) {
    return "subscription { onCreateNote(filter: %s) { id } }".formatted(filter);
  }

  @Test
  void ofAnEventThatIsTooLargeOnlyThatIsTold() throws InterruptedException {
    bench.close();
    bench =
        new Bench(SCHEMA, builder -> builder.limits(Limits.builder().maxEventBytes(200).build()));
    Reader reader = Reader.of(bench, ALICE, CREATED);

    run(
        ALICE,
        "mutation { createNote(input: {title: \"T\", text: \"%s\"}) { text } }"
            .formatted("x".repeat(200)));

    DataResponse event = reader.events.poll(30, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.isRefusal()).isTrue();
    assertThat(event.data()).isNull();
    assertThat(event.errors())
        .extracting(DataError::errorType, DataError::message)
        .containsExactly(tuple("ResponseTooLarge", "The response is larger than 200 bytes."));
    assertThat(new String(event.toJson(), UTF_8))
        .startsWith("{\"data\":null,\"errors\":[{")
        .contains("larger than 200 bytes");
  }

  @Test
  void aSubscriptionMadeWithATokenHasAnEnd() {
    bench.close();
    bench =
        new Bench(
            SCHEMA,
            builder ->
                builder.limits(Limits.builder().maxSubscriptionAge(Duration.ofMinutes(5)).build()));
    Reader reader = Reader.of(bench, ALICE, CREATED);

    bench.pass(Duration.ofMinutes(6));
    create(ALICE, "1", "id");

    assertThat(reader.failed.join()).isInstanceOf(SubscriptionEndedException.class);
  }

  @Test
  void nothingComesAfterTheTokenHasExpired() {
    Identity shortLived =
        Identity.userPool(
            Claims.of(
                Map.of(
                    "sub",
                    "sub-alice",
                    "username",
                    "alice",
                    "exp",
                    Bench.NOW.getEpochSecond() + 60)));
    Reader reader = Reader.of(bench, shortLived, CREATED);

    bench.pass(Duration.ofSeconds(61));
    create(ALICE, "1", "id");

    assertThat(reader.failed.join())
        .isInstanceOfSatisfying(
            SubscriptionEndedException.class,
            end -> assertThat(end.reason()).isEqualTo(Reason.EXPIRED));
    assertThat(reader.events).isEmpty();
  }

  @Test
  void anIdleSubscriptionEndsWithItsCredentialToo() {
    EventStream stream =
        bench
            .backend()
            .subscribe(
                DataRequest.of(CREATED),
                new Authentication.Accepted(ADMIN, Bench.NOW.plusSeconds(5)));
    bench.pass(Duration.ofSeconds(6));
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    stream.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {}

          @Override
          public void onNext(DataResponse event) {}

          @Override
          public void onError(Throwable failure) {
            failed.complete(failure);
          }

          @Override
          public void onComplete() {}
        });

    assertThat(failed.join()).isInstanceOf(SubscriptionEndedException.class);
  }

  @Test
  void theHostMayEndSubscriptions() {
    Reader alice = Reader.of(bench, ALICE, CREATED);
    Reader bob = Reader.of(bench, BOB, CREATED);

    bench.backend().endSubscriptions(ALICE::equals);

    assertThat(alice.failed.join()).isInstanceOf(SubscriptionEndedException.class);
    assertThat(bob.failed).isNotDone();
  }

  @Test
  void closingTheBackendCompletesItsStreams() {
    Reader alice = Reader.of(bench, ALICE, CREATED);

    bench.close();

    alice.completed.join();
    assertThat(
            catchThrowableOfType(
                CompletionException.class,
                () -> bench.backend().subscribe(DataRequest.of(CREATED), ALICE).started().join()))
        .isNotNull();
  }

  @Test
  void aMutationThatFailsTellsNothing() throws InterruptedException {
    Reader alice = Reader.of(bench, ALICE, CREATED);
    create(ALICE, "1", "id");
    alice.next();

    bench.run(ALICE, "mutation { createNote(input: {id: \"1\", title: \"again\"}) { id } }");
    create(ALICE, "2", "id");

    assertThat(alice.next()).extracting("onCreateNote").extracting("id").isEqualTo("2");
  }

  private void create(Identity caller, String id, String selection) {
    run(
        caller,
        "mutation { createNote(input: {id: \"%s\", title: \"T%s\", text: \"t%s\"}) { %s } }"
            .formatted(id, id, id, selection));
  }

  private void run(Identity caller, String mutation) {
    assertThat(
            bench.run(caller, mutation).errors().stream()
                .filter(error -> !error.contains("secret on type Note")))
        .isEmpty();
  }

  private List<DataError> refusal(Identity caller, String document) {
    CompletionException failure =
        catchThrowableOfType(
            CompletionException.class,
            () -> bench.backend().subscribe(DataRequest.of(document), caller).started().join());
    return ((SubscriptionRefusedException) failure.getCause()).errors();
  }

  private static Map<String, Object> event(String field, Object... members) {
    Map<String, Object> record = new HashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      record.put((String) members[i], members[i + 1]);
    }
    return Map.of(field, record);
  }
}
