package dev.pergola.storage.memory;

import dev.pergola.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Opens the file of a store, and says what is wrong if it cannot be opened. */
final class StoreFile {

  /**
   * The engine's file system on asynchronous channels: an interrupt of a thread that reads closes a
   * plain channel, and so the store for everybody.
   */
  private static final String FILE_SYSTEM = "async:";

  private static final byte[] ENCRYPTED = "H2encrypt\n".getBytes(StandardCharsets.ISO_8859_1);

  private static final int PAGE_BYTES = 4096;

  private static final long MEBIBYTE = 1 << 20;

  private final Path path;

  private StoreFile(Path path) {
    this.path = path;
  }

  /** Opens the file, making it and its directories if they are missing. */
  static StoreFile create(Path path) {
    Path absolute = path.toAbsolutePath();
    try {
      Path directory = absolute.getParent();
      // Asked first: a symbolic link to a directory is none to createDirectories before JDK 20.
      if (directory != null && !Files.isDirectory(directory)) {
        Files.createDirectories(directory, permissions("rwx------"));
      }
      try {
        Files.createFile(absolute, permissions("rw-------"));
      } catch (FileAlreadyExistsException e) {
        // The usual case: the store of the last run.
      }
      return new StoreFile(absolute.toRealPath());
    } catch (IOException e) {
      throw new StoreException(
          "The file %s cannot be made: %s. Give a path in a directory that this user may write to."
              .formatted(absolute, e),
          e);
    }
  }

  Path path() {
    return path;
  }

  Database open(@Nullable Supplier<char[]> encryptionKey) {
    if (!Files.isRegularFile(path) || !Files.isReadable(path) || !Files.isWritable(path)) {
      throw new StoreException(
          "The file %s is not a file that this user may read and write; change its permissions or give another path."
              .formatted(path));
    }
    OpenFiles.enter(path);
    try {
      checkEncryption(encryptionKey != null);
      return open(engine(encryptionKey));
    } catch (RuntimeException | Error e) {
      OpenFiles.leave(path);
      throw e;
    }
  }

  private Database open(MVStore engine) {
    try {
      return Database.onFile(engine);
    } catch (RuntimeException | Error e) {
      engine.closeImmediately();
      if (e instanceof StoreException) {
        throw new StoreException(
            "The file %s cannot be opened: %s.".formatted(path, e.getMessage()), e);
      }
      throw damaged(e);
    }
  }

  /** The engine, with nothing left to it that would commit or compact on its own. */
  private MVStore engine(@Nullable Supplier<char[]> encryptionKey) {
    EngineFile engineFile =
        new EngineFile(Map.of("pageSplitSize", PAGE_BYTES, "cacheSize", cacheMebibytes()));
    char[] key = encryptionKey == null ? null : encryptionKey.get();
    try {
      engineFile.open(FILE_SYSTEM + path, false, key);
      return new MVStore.Builder()
          .adoptFileStore(engineFile)
          .autoCommitDisabled()
          // Otherwise a large batch is committed when half of it is done.
          .autoCommitBufferSize(0)
          .open();
    } catch (RuntimeException | AssertionError e) {
      // Not only MVStoreException: the engine parses what it finds in a damaged file, and asserts.
      closeQuietly(engineFile);
      if (e instanceof MVStoreException engine
          && engine.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw OpenFiles.inUse(path);
      }
      throw damaged(e);
    } finally {
      if (key != null) {
        Arrays.fill(key, '\0');
      }
    }
  }

  private static void closeQuietly(EngineFile engineFile) {
    try {
      engineFile.close();
    } catch (RuntimeException e) {
      // It may not have got as far as being open; what matters is why, and that is thrown.
    }
  }

  /** Checked by us: with the wrong kind of key the engine sees nothing but noise. */
  private void checkEncryption(boolean wanted) {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(ENCRYPTED.length);
    } catch (IOException e) {
      throw damaged(e);
    }
    boolean encrypted = Arrays.equals(start, ENCRYPTED);
    if (start.length > 0 && encrypted != wanted) {
      throw new StoreException(
          encrypted
              ? "The file %s is encrypted; give the encryption key it was made with."
                  .formatted(path)
              : "The file %s is not encrypted; open it without an encryption key.".formatted(path));
    }
  }

  private StoreException damaged(Throwable cause) {
    return new StoreException(
        "The file %s cannot be opened: it is damaged, or not the file of a store, or encrypted with another key. Restore it from a backup or give another path. The engine says: %s"
            .formatted(path, cause.getMessage()),
        cause);
  }

  private static int cacheMebibytes() {
    return (int) Math.max(16, Math.min(256, Runtime.getRuntime().maxMemory() / MEBIBYTE / 16));
  }

  private static FileAttribute<?>[] permissions(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
