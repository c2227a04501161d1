package dev.pergola.storage.dynamodb;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.RestoreOptions;
import dev.pergola.storage.Store;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups go from one store into the other and back. */
class BackupTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("title", a.string())
              .field("likes", a.integer())
              .field("score", a.floating())
              .field("live", a.bool())
              .field("tags", a.string().array())
              .field("data", a.json())
              .field("comments", a.hasMany("Comment", "postId"))
              .authorization(allow.publicApiKey()),
          a.model("Comment")
              .field("postId", a.id())
              .field("text", a.string())
              .field("post", a.belongsTo("Post", "postId"))
              .authorization(allow.publicApiKey()));

  /** Numbers that Java has several forms for, and DynamoDB one. */
  private static final List<String> SCORES =
      List.of("0.5", "3.0", "-0.0", "1e22", "0.1", "123456789012345680", "-2.5e-7");

  private static final String DATA =
      """
      {"k":[#,null,"x"],"zebra":1.10,"b10":[1.0,-0.0,1.5,12345678901234567890.50],"b9":{},"$a":1E+30,\
      "far":{"y":[1E+300],"x":0.00,"w":""},"a":{"z":true,"$":2}}\
      """;

  @Test
  void recordsComeBackFromDynamoDbAsTheyWere() throws IOException {
    byte[] first = filled();

    byte[] second;
    try (Pergola away = backend(fresh())) {
      away.restore(new ByteArrayInputStream(first));
      assertThat(comments(away)).hasSize(5);
      second = backUp(away);
    }
    byte[] third;
    try (Pergola back = backend(EmbeddedStore.inMemory())) {
      back.restore(new ByteArrayInputStream(second));
      third = backUp(back);
    }

    assertThat(rows(first)).hasSize(35);
    assertThat(rows(second)).containsExactlyInAnyOrderElementsOf(rows(first));
    assertThat(rows(third)).isEqualTo(rows(first));
  }

  /** After so many calls nothing more comes of the process, as if it had been killed. */
  @ParameterizedTest
  @ValueSource(ints = {6, 15, 30})
  void aRestoreThatDiedIsSeenByTheNextOneAndFinishedByOneThatReplaces(int calls)
      throws IOException {
    byte[] wanted = filled();
    String tables = unique();
    diesRestoring(tables, wanted, RestoreOptions.standard(), calls);

    try (Pergola next = backend(LocalDynamoDb.store(tables).build())) {
      assertThat(backUp(next)).as("some rows").isNotEqualTo(wanted);
      assertThatThrownBy(() -> next.restore(new ByteArrayInputStream(wanted)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("has rows")
          .hasMessageContaining("ends a load that was killed");

      next.restore(new ByteArrayInputStream(wanted), RestoreOptions.standard().replace(true));

      assertThat(rows(backUp(next))).containsExactlyInAnyOrderElementsOf(rows(wanted));
    }
  }

  /** Also where it had put in all and had begun to take out. */
  @ParameterizedTest
  @ValueSource(ints = {20, 45, 75})
  void aReplacingRestoreThatDiedIsFinishedByAnother(int calls) throws IOException {
    byte[] wanted = filled();
    String tables = unique();
    try (Pergola before = backend(LocalDynamoDb.store(tables).build())) {
      for (int i = 0; i < 25; i++) {
        run(before, "mutation { createPost(input: {id: \"old%d\"}) { id } }".formatted(i));
      }
    }
    RestoreOptions replacing = RestoreOptions.standard().replace(true);
    diesRestoring(tables, wanted, replacing, calls);

    try (Pergola next = backend(LocalDynamoDb.store(tables).build())) {
      next.restore(new ByteArrayInputStream(wanted), replacing);

      assertThat(rows(backUp(next))).containsExactlyInAnyOrderElementsOf(rows(wanted));
    }
  }

  private static void diesRestoring(
      String tables, byte[] backup, RestoreOptions options, int calls) {
    AtomicInteger life = new AtomicInteger(calls);
    Supplier<Fault> death = () -> life.getAndDecrement() > 0 ? Fault.NONE : Fault.FORBIDDEN;
    ScriptedClient dying = new ScriptedClient(LocalDynamoDb.client(), death);
    try (Pergola backend = backend(LocalDynamoDb.store(tables, dying).build())) {
      assertThatThrownBy(() -> backend.restore(new ByteArrayInputStream(backup), options))
          .isInstanceOf(StoreException.class);
    }
    assertThat(life.get()).isNegative();
  }

  private static byte[] filled() throws IOException {
    try (Pergola origin = backend(EmbeddedStore.inMemory())) {
      fill(origin);
      return backUp(origin);
    }
  }

  private static Store fresh() {
    return LocalDynamoDb.store(unique()).build();
  }

  private static String unique() {
    return "backup" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static Pergola backend(Store store) {
    return Pergola.builder(SCHEMA)
        .store(store)
        .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY))
        .build();
  }

  private static void fill(Pergola backend) {
    for (int i = 0; i < 30; i++) {
      run(
          backend,
          """
          mutation { createPost(input: {id: "p%d", title: "t é %d", likes: %d, score: %s, live: %s,
            tags: ["a", "b"], data: "%s"}) { id } }
          """
              .formatted(
                  i,
                  i,
                  i,
                  SCORES.get(i % SCORES.size()),
                  i % 2 == 0 ? "true" : "null",
                  DATA.replace("#", String.valueOf(i)).replace("\"", "\\\"")));
    }
    for (int i = 0; i < 5; i++) {
      run(
          backend,
          "mutation { createComment(input: {postId: \"p1\", text: \"c%d\"}) { id } }".formatted(i));
    }
  }

  private static List<String> comments(Pergola backend) {
    DataResponse response = run(backend, "{ getPost(id: \"p1\") { comments { items { text } } } }");
    String json = new String(response.toJson(), StandardCharsets.UTF_8);
    return List.of(json.split("\"text\"", -1)).stream().skip(1).toList();
  }

  private static DataResponse run(Pergola backend, String query) {
    DataResponse response = backend.execute(DataRequest.of(query), Identity.admin()).join();
    assertThat(response.errors()).isEmpty();
    return response;
  }

  private static byte[] backUp(Pergola backend) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backend.backup(out);
    return out.toByteArray();
  }

  /** The lines between the header, which has the time, and the end, which has the checksum. */
  private static List<String> rows(byte[] backup) {
    List<String> lines = new String(backup, StandardCharsets.UTF_8).lines().toList();
    return lines.subList(1, lines.size() - 1);
  }
}
