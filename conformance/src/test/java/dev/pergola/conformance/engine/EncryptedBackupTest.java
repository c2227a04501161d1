package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.BackupException;
import dev.pergola.storage.BackupOptions;
import dev.pergola.storage.BackupSummary;
import dev.pergola.storage.RestoreOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Encrypted backups are restored with their key, whole and unchanged, or not at all. */
class EncryptedBackupTest {

  private static final Schema SCHEMA =
      a.schema(a.model("Todo").field("title", a.string()).authorization(allow.publicApiKey()));

  private static final int HEADER_BYTES = 27 + 16 + 7;
  private static final int PART_BYTES = (1 << 16) + 16;
  private static final int RECORDS = 300;

  private static final Bench SOURCE = new Bench(SCHEMA);
  private static byte[] backup = {};

  @BeforeAll
  static void fill() throws IOException {
    for (int i = 0; i < RECORDS; i++) {
      create(SOURCE, "id " + i, "secret ".repeat(60));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SOURCE.backend().backup(out, BackupOptions.encrypted("right"::toCharArray));
    backup = out.toByteArray();
  }

  @AfterAll
  static void close() {
    SOURCE.close();
  }

  @Test
  void itIsRestoredWithItsKeyAndTellsNothingWithout() throws IOException {
    try (Bench target = new Bench(SCHEMA)) {
      BackupSummary summary = restore(target, backup, "right");

      assertThat(summary.rows()).isEqualTo(Map.of("Todo", (long) RECORDS));
      assertThat(titles(target)).isEqualTo(titles(SOURCE));
    }
    assertThat(backup.length).isGreaterThan(HEADER_BYTES + 2 * PART_BYTES);
    assertThat(new String(backup, ISO_8859_1)).doesNotContain("secret", "Todo", "title");
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("a bit of the salt", bytes -> flipped(bytes, 30)),
        change("a bit of the first part", bytes -> flipped(bytes, HEADER_BYTES + 5)),
        change("a bit of the last tag", bytes -> flipped(bytes, bytes.length - 1)),
        change("cut off within a part", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
        change("cut off between parts", bytes -> Arrays.copyOf(bytes, HEADER_BYTES + PART_BYTES)),
        change("cut off after the header", bytes -> Arrays.copyOf(bytes, HEADER_BYTES)),
        change("something behind the end", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
        change("two parts in another order", EncryptedBackupTest::swapped));
  }

  private static Arguments change(String name, UnaryOperator<byte[]> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void oneThatWasChangedIsRefused(String name, UnaryOperator<byte[]> change) {
    assertRefused(change.apply(backup), "right", "cannot be decrypted");
  }

  @Test
  void anotherKeyIsRefused() {
    assertRefused(backup, "wrong", "the key is not the one");
  }

  @Test
  void oneWithoutAKeyIsAskedForIt() {
    try (Bench target = new Bench(SCHEMA)) {
      assertThatThrownBy(() -> target.backend().restore(new ByteArrayInputStream(backup)))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("is encrypted")
          .hasMessageContaining("RestoreOptions.encryptionKey");
    }
  }

  @Test
  void aPlainOneIsNotTakenForAnEncryptedOne() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    SOURCE.backend().backup(plain);

    assertRefused(plain.toByteArray(), "right", "not encrypted");
    assertRefused(Arrays.copyOf(backup, HEADER_BYTES - 1), "right", "cut off in its first bytes");
  }

  @Test
  void aSupplierWithoutAKeyIsNamed() {
    assertThatThrownBy(
            () ->
                SOURCE
                    .backend()
                    .backup(
                        new ByteArrayOutputStream(), BackupOptions.encrypted(() -> new char[0])))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("gave none");
  }

  @Test
  void theKeyIsWiped() throws IOException {
    char[] key = "right".toCharArray();

    SOURCE.backend().backup(new ByteArrayOutputStream(), BackupOptions.encrypted(() -> key));

    assertThat(key).containsOnly('\0');
  }

  @Test
  void recordsAreReplacedIfTheOptionsSaySo() throws IOException {
    try (Bench target = new Bench(SCHEMA)) {
      create(target, "other", "title");
      RestoreOptions options =
          RestoreOptions.standard().encryptionKey("right"::toCharArray).replace(true);

      target.backend().restore(new ByteArrayInputStream(backup), options);

      assertThat(titles(target)).isEqualTo(titles(SOURCE));
    }
  }

  private static void assertRefused(byte[] changed, String key, String reason) {
    try (Bench target = new Bench(SCHEMA)) {
      assertThatThrownBy(() -> restore(target, changed, key))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining(reason)
          .hasMessageContaining("Nothing was restored");
      assertThat(titles(target)).isEqualTo(List.of());
    }
  }

  private static BackupSummary restore(Bench target, byte[] bytes, String key) throws IOException {
    return target
        .backend()
        .restore(
            new ByteArrayInputStream(bytes),
            RestoreOptions.standard().encryptionKey(key::toCharArray));
  }

  private static byte[] flipped(byte[] bytes, int place) {
    byte[] changed = bytes.clone();
    changed[place] ^= 1;
    return changed;
  }

  private static byte[] swapped(byte[] bytes) {
    byte[] changed = bytes.clone();
    System.arraycopy(bytes, HEADER_BYTES, changed, HEADER_BYTES + PART_BYTES, PART_BYTES);
    System.arraycopy(bytes, HEADER_BYTES + PART_BYTES, changed, HEADER_BYTES, PART_BYTES);
    return changed;
  }

  private static void create(Bench bench, String id, String title) {
    DataResponse response =
        bench
            .backend()
            .execute(
                DataRequest.of("mutation($i: CreateTodoInput!) { createTodo(input: $i) { id } }")
                    .withVariables(Map.of("i", Map.of("id", id, "title", title))),
                KEY)
            .join();
    assertThat(response.errors()).isEmpty();
  }

  /** The records, sorted by what they are. */
  private static List<String> titles(Bench bench) {
    DataResponse response =
        bench
            .backend()
            .execute(DataRequest.of("{ listTodos(limit: 1000) { items { id title } } }"), KEY)
            .join();
    assertThat(response.errors()).isEmpty();
    Map<?, ?> page = (Map<?, ?>) Map.copyOf(response.data()).get("listTodos");
    return ((List<?>) page.get("items")).stream().map(String::valueOf).sorted().toList();
  }
}
