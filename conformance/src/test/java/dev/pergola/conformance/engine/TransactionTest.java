package dev.pergola.conformance.engine;

import static dev.pergola.client.Condition.where;
import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.client.Answer;
import dev.pergola.client.Call;
import dev.pergola.client.Committed;
import dev.pergola.client.DataClient;
import dev.pergola.client.DataException;
import dev.pergola.client.ModelClient;
import dev.pergola.client.WriteCall;
import dev.pergola.dsl.Operation;
import dev.pergola.dsl.Schema;
import dev.pergola.request.Explanation;
import dev.pergola.request.Explanation.Access;
import dev.pergola.storage.ThrottledException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writes of several records in process: all of them, or none, each under its own rules. */
class TransactionTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Account")
              .field("name", a.string().required().validate(v -> v.minLength(2)))
              .field("balance", a.integer().required())
              .field("entries", a.hasMany("Entry", "accountId"))
              .authorization(allow.owner(), allow.authenticated().to(Operation.READ)),
          a.model("Entry")
              .field("text", a.string().defaultValue("no text"))
              .field("accountId", a.id())
              .field("account", a.belongsTo("Account", "accountId"))
              .authorization(allow.owner(), allow.authenticated().to(Operation.READ)),
          a.model("Audit").field("text", a.string()).authorization(allow.publicApiKey()),
          a.mutation("transfer")
              .argument("amount", a.integer().required())
              .returns(a.integer())
              .handler(
                  a.handler.function(
                      context -> {
                        DataClient client = context.client();
                        WriteCall<Account> from =
                            client
                                .model(Account.class)
                                .update(
                                    Map.of("id", "a", "balance", context.arguments().get("amount")))
                                .condition(where("balance").eq(100));
                        // Each time another object for the same caller.
                        WriteCall<?> entry =
                            context.client().model("Entry").create(Map.of("text", "moved"));
                        context.client().transact(from, entry).join();
                        return 1;
                      }))
              .authorization(allow.authenticated()));

  private final FaultyStore store = new FaultyStore();
  private final Bench bench = new Bench(SCHEMA, store, builder -> builder);
  private final DataClient alice = bench.backend().client(ALICE);
  private final ModelClient<Account> accounts = alice.model(Account.class);
  private final ModelClient<Map<String, @Nullable Object>> entries = alice.model("Entry");

  record Account(String id, String name, int balance) {}

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void allWritesAreMadeAndGiveTheirRecords() {
    account("a", 100);
    account("old", 0);
    WriteCall<Account> update =
        accounts.update(Map.of("id", "a", "balance", 70)).condition(where("balance").eq(100));
    WriteCall<Account> create = accounts.create(new Account("b", "bb", 30));
    WriteCall<Map<String, @Nullable Object>> entry = entries.create(Map.of("accountId", "a"));
    WriteCall<Account> delete = accounts.delete("old");
    int before = store.calls();

    Committed done = alice.transact(update, create, entry, delete).join();

    assertThat(store.calls() - before).isEqualTo(1);
    assertThat(done.of(update)).isEqualTo(new Account("a", "aa", 70));
    assertThat(done.of(create)).isEqualTo(new Account("b", "bb", 30));
    assertThat(done.of(entry))
        .containsEntry("text", "no text")
        .containsEntry("createdAt", Bench.NOW_TEXT);
    assertThat(done.of(delete)).isEqualTo(new Account("old", "oldold", 0));
    assertThat(done.all())
        .containsExactly(done.of(update), done.of(create), done.of(entry), done.of(delete));
    assertThat(accounts.get("a").join()).contains(done.of(update));
    assertThat(accounts.get("b").join()).isPresent();
    assertThat(accounts.get("old").join()).isEmpty();
    assertThat(entries.list().join().items()).containsExactly(done.of(entry));
  }

  @Test
  void relationsAreReadOnceAllIsWritten() {
    account("a", 100);
    WriteCall<Map<String, @Nullable Object>> update =
        alice.model("Account").select("id", "entries.text").update(Map.of("id", "a", "balance", 1));
    WriteCall<Map<String, @Nullable Object>> entry =
        entries.create(Map.of("accountId", "a", "text", "beside"));

    Committed done = alice.transact(update, entry).join();

    assertThat(done.of(update).toString()).contains("{text=beside}");
  }

  @Test
  void aConditionThatDoesNotHoldUndoesAllAndSaysWhichWriteItIs() {
    account("a", 100);
    account("b", 0);

    Call<Committed> call =
        alice.transact(
            accounts.update(Map.of("id", "a", "balance", 70)),
            accounts.update(Map.of("id", "b", "balance", 30)).condition(where("balance").eq(5)),
            entries.create(Map.of("text", "never")));
    DataException refused = refusal(call);

    assertThat(refused.errorType()).contains("DynamoDB:ConditionalCheckFailedException");
    assertThat(refused.errors()).hasSize(1);
    assertThat(refused.errors().get(0).path()).containsExactly(1);
    assertThat(refused).hasMessageContaining("at [1]");
    assertThat(refused.partial()).isEmpty();
    assertNothingChanged();
  }

  /** As the write alone is told; which one it is, its path says. */
  @Test
  void aRecordThatIsTooLargeUndoesAllAndSaysWhichWriteItIs() {
    account("a", 100);
    Map<String, Object> large = Map.of("id", "a", "name", "é".repeat(300 * 1024));

    DataException together =
        refusal(alice.transact(entries.create(Map.of("text", "never")), accounts.update(large)));
    DataException alone = refusal(accounts.update(large));

    assertThat(together.errorType()).contains("DynamoDB:DynamoDbException");
    assertThat(together.errors().get(0).message()).isEqualTo(alone.errors().get(0).message());
    assertThat(together.errors()).hasSize(1);
    assertThat(together.errors().get(0).path()).containsExactly(1);
    assertNothingChanged();
  }

  @Test
  void whoMayNotMakeOneOfThemMakesNone() {
    account("a", 100);
    DataClient bob = bench.backend().client(BOB);

    DataException ofRecord =
        refusal(
            bob.transact(
                bob.model("Entry").create(Map.of("text", "of bob")),
                bob.model("Account").update(Map.of("id", "a", "balance", 1))));
    DataException alone = refusal(bob.model("Account").update(Map.of("id", "a", "balance", 1)));
    DataException ofModel =
        refusal(
            bob.transact(
                bob.model("Entry").create(Map.of("text", "of bob")),
                bob.model("Audit").create(Map.of("text", "x"))));

    assertThat(ofRecord.errorType()).contains("Unauthorized");
    assertThat(ofRecord.errors().get(0).message()).isEqualTo(alone.errors().get(0).message());
    assertThat(ofRecord.errors().get(0).path()).containsExactly(1);
    assertThat(ofModel.errorType()).contains("Unauthorized");
    assertThat(bob.model("Entry").list().join().items()).isEmpty();
    assertNothingChanged();
  }

  @Test
  void everyWriteIsCheckedBeforeAnyIsMade() {
    account("a", 100);
    int before = store.calls();

    DataException refused =
        refusal(
            alice.transact(
                accounts.create(Map.of("id", "x", "name", "y", "balance", 1)),
                entries.create(Map.of("text", "never")),
                accounts.create(Map.of("id", "y", "name", "z", "balance", 1))));

    assertThat(refused.errors())
        .extracting(error -> error.path())
        .containsExactly(List.of(0), List.of(2));
    assertThat(store.calls()).isEqualTo(before);
    assertNothingChanged();
  }

  @Test
  void aValueThatDoesNotFitRefusesAll() {
    account("a", 100);

    DataException refused =
        refusal(
            alice.transact(
                entries.create(Map.of("text", "never")),
                accounts.update(Map.of("id", "a", "balance", "much"))));

    assertThat(refused.errors()).isNotEmpty();
    assertNothingChanged();
  }

  @Test
  void noTwoWritesAreOfTheSameRecord() {
    account("a", 100);

    DataException refused =
        refusal(
            alice.transact(accounts.update(Map.of("id", "a", "balance", 1)), accounts.delete("a")));

    assertThat(refused.errors().get(0).message()).contains("multiple operations on one item");
    assertThat(refused.errors().get(0).path()).isNull();
    assertNothingChanged();
  }

  @Test
  void aStoreThatFailsIsTold() {
    account("a", 100);
    store.failWith(new ThrottledException("internals", null));

    DataException refused = refusal(alice.transact(accounts.delete("a")));
    store.failWith(null);

    assertThat(refused.errorType()).contains("ThrottlingException");
    assertNothingChanged();
  }

  @Test
  void mistakesAreToldAtOnce() {
    WriteCall<Account> delete = accounts.delete("a");
    List<WriteCall<?>> many = new ArrayList<>();
    for (int i = 0; i <= 100; i++) {
      many.add(accounts.delete("a" + i));
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> alice.transact(List.of()))
        .withMessageContaining("0 writes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alice.transact(many))
        .withMessageContaining("101 writes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alice.transact(delete, delete))
        .withMessageContaining("Write 1 of the transaction is the same call as write 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bench.backend().client(BOB).transact(delete))
        .withMessageContaining("of a client of another caller");
    account("b", 1);
    Committed done = bench.backend().client(ALICE).transact(accounts.delete("b")).join();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> done.of(delete))
        .withMessageContaining("none of the 1 writes");
  }

  @Test
  void whatCouldNotBeReadAfterwardsIsMissingBesideTheRest() {
    account("a", 100);
    WriteCall<Map<String, @Nullable Object>> update =
        alice.model("Account").select("id", "entries.text").update(Map.of("id", "a", "balance", 1));
    WriteCall<Account> create = accounts.create(new Account("b", "bb", 30));
    store.holdRelations();

    CompletableFuture<Answer<Committed>> answering = alice.transact(update, create).answer();
    store.failRelations();
    Answer<Committed> answer = answering.join();

    assertThat(answer.errors()).isNotEmpty();
    assertThat(answer.errors().get(0).path()).startsWith(0, "entries");
    Committed done = Optional.ofNullable(answer.value()).orElseThrow();
    assertThat(done.of(create)).isEqualTo(new Account("b", "bb", 30));
    assertThat(accounts.get("b").join()).isPresent();
  }

  @Test
  void itIsOneStoreCallInAnExplanation() {
    account("a", 100);

    Explanation explanation =
        alice
            .transact(
                accounts.update(Map.of("id", "a", "balance", 1)),
                entries.create(Map.of("text", "x")))
            .explain()
            .join();

    assertThat(explanation.errors()).isEmpty();
    assertThat(explanation.nodes())
        .extracting(Explanation.Node::path)
        .containsExactly("transact", "0", "1");
    assertThat(explanation.nodes())
        .extracting(Explanation.Node::does)
        .containsExactly("transaction of 2 writes", "update of Account", "create of Entry");
    assertThat(explanation.storeCalls()).isEqualTo(1);
    Explanation.StoreCall call = explanation.nodes().get(0).calls().get(0);
    assertThat(call.method()).isEqualTo("transact");
    assertThat(call.access()).isEqualTo(Access.WRITE);
    assertThat(call.table()).isEqualTo("Account, Entry");
    assertThat(call.parts()).isEqualTo(2);
  }

  @Test
  void subscribersHearOfEachOnceItIsWrittenAndOfNothingThatWasNot() throws Exception {
    account("a", 100);
    Reader updated = Reader.of(bench, ALICE, "subscription { onUpdateAccount { id balance } }");
    Reader created = Reader.of(bench, ALICE, "subscription { onCreateEntry { text } }");
    Reader deleted = Reader.of(bench, ALICE, "subscription { onDeleteAccount { id } }");

    refusal(
        alice.transact(
            accounts.update(Map.of("id", "a", "balance", 5)),
            entries.create(Map.of("text", "never")),
            accounts.delete("missing")));
    account("c", 1);
    alice
        .transact(
            accounts.update(Map.of("id", "a", "balance", 70)),
            entries.create(Map.of("text", "moved")),
            accounts.delete("c"))
        .join();

    assertThat(updated.next())
        .isEqualTo(Map.of("onUpdateAccount", Map.of("id", "a", "balance", 70)));
    assertThat(created.next()).isEqualTo(Map.of("onCreateEntry", Map.of("text", "moved")));
    assertThat(deleted.next()).isEqualTo(Map.of("onDeleteAccount", Map.of("id", "c")));
    assertThat(updated.events).isEmpty();
    assertThat(created.events).isEmpty();
  }

  @Test
  void aHandlerTransactsAsPartOfItsRequest() {
    account("a", 100);

    assertThat(bench.run(ALICE, "mutation { transfer(amount: 60) }").data())
        .isEqualTo("{'transfer':1}");
    assertThat(accounts.get("a").join().orElseThrow().balance()).isEqualTo(60);
    assertThat(bench.run(ALICE, "mutation { transfer(amount: 60) }").toString())
        .contains("The conditional request failed");
    assertThat(entries.list().join().items()).hasSize(1);
  }

  /** Two that want the same records in another order do not wait for each other. */
  @Test
  void transactionsAtTheSameRecordsComeToAnEnd() throws Exception {
    account("a", 0);
    account("b", 0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        List<String> ids = new ArrayList<>(List.of("a", "b"));
        Collections.rotate(ids, i);
        all.add(CompletableFuture.supplyAsync(() -> countUp(ids), threads));
      }
      int sum = 0;
      for (CompletableFuture<Integer> each : all) {
        sum += each.get(60, TimeUnit.SECONDS);
      }

      assertThat(accounts.get("a").join().orElseThrow().balance()).isEqualTo(sum);
      assertThat(accounts.get("b").join().orElseThrow().balance()).isEqualTo(sum);
    } finally {
      threads.shutdownNow();
    }
  }

  private int countUp(List<String> ids) {
    int done = 0;
    for (int i = 0; i < 25; i++) {
      int now = accounts.get(ids.get(0)).join().orElseThrow().balance();
      List<WriteCall<Account>> writes = new ArrayList<>();
      for (String id : ids) {
        writes.add(
            accounts
                .update(Map.of("id", id, "balance", now + 1))
                .condition(where("balance").eq(now)));
      }
      done += alice.transact(writes).answer().join().errors().isEmpty() ? 1 : 0;
    }
    return done;
  }

  private void account(String id, int balance) {
    accounts.create(new Account(id, id + id, balance)).join();
  }

  /** Account a is as it was, nothing was put beside it. */
  private void assertNothingChanged() {
    assertThat(accounts.get("a").join()).contains(new Account("a", "aa", 100));
    assertThat(accounts.get("x").join()).isEmpty();
    assertThat(entries.list().join().items()).isEmpty();
  }

  private static DataException refusal(Call<?> call) {
    DataException refused = catchThrowableOfType(DataException.class, call::join);
    assertThat(refused).as("the call was to be refused").isNotNull();
    return refused;
  }
}
