package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Table;
import dev.pergola.storage.PrepareRequest;
import dev.pergola.storage.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file of a store: what it keeps, who may open it, and what is said if it cannot be opened. */
class StoreFileTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("store.db");
  }

  @ParameterizedTest
  @EnumSource(Durability.class)
  void aStoreOpenedAgainHoldsWhatItHeld(Durability durability) {
    try (EmbeddedStore store = EmbeddedStore.builder(file).durability(durability).open()) {
      Posts posts = Posts.in(store);
      posts.put("1", "ann", "first");
      posts.put("2", "bob", "second");
      posts.put("1", "bob", "changed");
    }

    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      Posts posts = Posts.in(store);
      assertThat(posts.ids()).containsExactly("1", "2");
      assertThat(posts.text("1")).contains("changed");
      assertThat(posts.idsOf("ann")).isEmpty();
      assertThat(posts.idsOf("bob")).containsExactlyInAnyOrder("1", "2");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void fileAndDirectoriesAreMadeForThisUserOnly() throws IOException {
    Path nested = directory.resolve("a/b/store.db");

    EmbeddedStore.file(nested).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nested)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(nested.getParent())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(nested.getParent().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void aSecondStoreOnTheFileIsRefused() {
    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      Posts posts = Posts.in(store);

      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> EmbeddedStore.file(file))
          .withMessageContaining(file.getFileName().toString())
          .withMessageContaining("in use")
          .withMessageContaining("close");

      posts.put("1", "ann", "still there");
      assertThat(posts.text("1")).contains("still there");
    }

    EmbeddedStore.file(file).close();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aSecondNameOfTheFileIsTheSameFile() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link.db"), file);
    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      assertThatThrownBy(() -> EmbeddedStore.file(link))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void aSecondProcessOnTheFileIsRefusedEvenAfterThisOneHasTriedAgain() throws Exception {
    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      Posts posts = Posts.in(store);
      assertThatThrownBy(() -> EmbeddedStore.file(file)).isInstanceOf(StoreException.class);

      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OpenAndPrint.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .start();
      String printed = new String(process.getInputStream().readAllBytes());

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(printed).contains("StoreException").contains("in use").contains("store.db");
      posts.put("1", "ann", "still there");
      assertThat(posts.text("1")).contains("still there");
    }
  }

  /** The second process. */
  static final class OpenAndPrint {
    public static void main(String[] arguments) {
      try (EmbeddedStore store = EmbeddedStore.file(Path.of(arguments[0]))) {
        System.out.println("opened " + store);
      } catch (StoreException e) {
        System.out.println(e);
      }
    }
  }

  @Test
  void aFileOfNoiseIsDamaged() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    Files.write(file, noise);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> EmbeddedStore.file(file))
        .withMessageContaining("store.db")
        .withMessageContaining("damaged")
        .withMessageContaining("backup");
    assertThat(Files.readAllBytes(file)).isEqualTo(noise);
  }

  @Test
  void aFileWithItsHeadersOverwrittenIsDamaged() throws IOException {
    fill(file);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 0, 8192, (byte) 'x');
    Files.write(file, bytes);

    assertThatThrownBy(() -> EmbeddedStore.file(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> EmbeddedStore.file(directory))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(directory.getFileName().toString())
        .hasMessageContaining("path");
  }

  @Test
  void aPathBelowAFileCannotBeMade() throws IOException {
    Files.writeString(file, "a file");

    assertThatThrownBy(() -> EmbeddedStore.file(file.resolve("below.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("below.db");
  }

  @Test
  void aDatabaseOfTheSameEngineIsNoStore() {
    try (MVStore other = MVStore.open(file.toString())) {
      other.openMap("something").put("a", "b");
    }

    assertThatThrownBy(() -> EmbeddedStore.file(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no Pergola store");
    try (MVStore other = MVStore.open(file.toString())) {
      assertThat(other.openMap("something")).hasSize(1);
    }
  }

  @Test
  void aFileOfANewerFormatIsRefused() {
    fill(file);
    try (MVStore engine = MVStore.open(file.toString())) {
      MVMap<String, byte[]> catalog =
          engine.openMap(
              "pergola",
              new MVMap.Builder<String, byte[]>()
                  .keyType(StringDataType.INSTANCE)
                  .valueType(ByteArrayDataType.INSTANCE));
      catalog.put("format", new byte[] {2});
    }

    assertThatThrownBy(() -> EmbeddedStore.file(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("store.db")
        .hasMessageContaining("newer")
        .hasMessageContaining("format 2");
  }

  @Test
  void anEncryptedFileShowsNothingAndNeedsItsKey() throws IOException {
    char[] given = "the right key".toCharArray();
    try (EmbeddedStore store = EmbeddedStore.builder(file).encryptionKey(() -> given).open()) {
      Posts.in(store).put("1", "ann", "a secret");
    }

    assertThat(new String(given)).isEqualTo("\0".repeat(given.length));
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
    assertThatThrownBy(() -> EmbeddedStore.file(file)).hasMessageContaining("encrypted");
    assertThatThrownBy(() -> openWith("the wrong key"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("key");
    try (EmbeddedStore store = openWith("the right key")) {
      assertThat(Posts.in(store).text("1")).contains("a secret");
    }
  }

  @Test
  void aPlainFileIsNotOpenedWithAKey() {
    fill(file);

    assertThatThrownBy(() -> openWith("a key"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not encrypted");
    EmbeddedStore.file(file).close();
  }

  @Test
  void aTypeThatChangesUnderRowsIsRefused() {
    fill(file);
    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      Column text = new Column("text", Posts.TEXT.position(), ColumnType.NUMBER, false);
      Table changed =
          new Table(
              "Post",
              List.of(Posts.ID, Posts.OWNER, text),
              Posts.TABLE.key(),
              Posts.TABLE.indexes());

      assertThatThrownBy(() -> Posts.await(store.prepare(new PrepareRequest(List.of(changed)))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("Table 'Post'")
          .hasMessageContaining("column 'text' as STRING")
          .hasMessageContaining("NUMBER")
          .hasMessageContaining("another name");
      assertThat(Posts.in(store).ids()).hasSize(100);
    }
  }

  private EmbeddedStore openWith(String key) {
    return EmbeddedStore.builder(file).encryptionKey(key::toCharArray).open();
  }

  private static void fill(Path file) {
    try (EmbeddedStore store = EmbeddedStore.file(file)) {
      Posts posts = Posts.in(store);
      IntStream.range(0, 100).forEach(i -> posts.put("post " + i, "ann", "text " + i));
    }
  }
}
