package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a process prints, read by a thread as it comes. */
final class KillTestOutput {

  private static final long PATIENCE_SECONDS = 60;

  private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
  private final CompletableFuture<List<String>> lines = new CompletableFuture<>();

  private KillTestOutput() {}

  static KillTestOutput of(Process process) {
    KillTestOutput output = new KillTestOutput();
    Thread reader = new Thread(() -> output.read(process.getInputStream()));
    reader.setDaemon(true);
    reader.start();
    return output;
  }

  void awaitOpen() throws Exception {
    assertThat(opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the writer opened").isTrue();
  }

  /** All lines but the first, once the process has ended. */
  List<String> lines() throws Exception {
    return lines.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void read(InputStream in) {
    List<String> whole = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    try (Reader characters =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (int c = characters.read(); c >= 0; c = characters.read()) {
        if (c != '\n') {
          line.append((char) c);
        } else {
          whole.add(line.toString());
          line.setLength(0);
          opened.complete(whole.get(0).equals(KillTestWriter.OPEN));
        }
      }
      // The last line may have been cut by the kill, and then counts for nothing.
      opened.complete(false);
      lines.complete(whole.isEmpty() ? whole : whole.subList(1, whole.size()));
    } catch (IOException e) {
      opened.completeExceptionally(e);
      lines.completeExceptionally(e);
    }
  }
}
