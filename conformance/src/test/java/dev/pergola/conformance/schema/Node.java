package dev.pergola.conformance.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the original's own TypeScript packages in Node, one process for all cases. */
public final class Node {

  /** Set to {@code required} where a run without Node is a failure and not an omission. */
  private static final String PROPERTY = "conformance.node";

  private static final Path HOME = Path.of("typescript");
  private static final int OLDEST = 20;
  private static final int MINUTES = 5;

  private Node() {}

  /** Whether a missing Node is a failure. */
  public static boolean required() {
    return "required".equals(System.getProperty(PROPERTY));
  }

  /** What is missing; empty when all is there. */
  static Optional<String> missing() throws IOException, InterruptedException {
    return missing(HOME.resolve("node_modules/typescript"), "conformance/typescript");
  }

  /**
   * What is missing for packages of another folder; empty when all is there.
   *
   * @param installed one of the packages
   * @param folder where to install them, as a reader would name it
   */
  public static Optional<String> missing(Path installed, String folder)
      throws IOException, InterruptedException {
    Optional<String> version = version();
    if (version.isEmpty()) {
      return Optional.of(
          "there is no 'node' on the path; install Node %d or later".formatted(OLDEST));
    }
    int major = Integer.parseInt(version.get().replaceFirst("^v(\\d+)\\..*$", "$1"));
    if (major < OLDEST) {
      return Optional.of(
          "'node' on the path is %s; install Node %d or later".formatted(version.get(), OLDEST));
    }
    return Files.isDirectory(installed)
        ? Optional.empty()
        : Optional.of("its packages are not installed; run 'npm ci' in " + folder);
  }

  /** An empty folder for the cases, from where the packages are found. */
  static Path workFolder() throws IOException {
    Path folder = HOME.resolve("build");
    if (Files.exists(folder)) {
      try (var all = Files.walk(folder)) {
        for (Path path : all.sorted((one, other) -> other.compareTo(one)).toList()) {
          Files.delete(path);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  /**
   * Transforms the schema of every folder in {@code cases} and compiles all their files.
   *
   * @return what went wrong, by the folder's name
   * @throws IOException if the script itself did not come to its end
   */
  static Map<String, List<String>> run(Path cases) throws IOException, InterruptedException {
    Path log = cases.resolve("node.log");
    Process node =
        new ProcessBuilder("node", "roundtrip.mjs", HOME.relativize(cases).toString())
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!node.waitFor(MINUTES, TimeUnit.MINUTES)) {
      node.destroyForcibly();
      throw new IOException("node did not end within %d minutes".formatted(MINUTES));
    }
    if (node.exitValue() != 0) {
      throw new IOException(
          "node ended with %d and said: %s".formatted(node.exitValue(), Files.readString(log)));
    }
    Map<String, List<String>> failures = new LinkedHashMap<>();
    JsonMapper.shared()
        .readTree(Files.readString(cases.resolve("failures.json")))
        .properties()
        .forEach(entry -> failures.put(entry.getKey(), texts(entry.getValue())));
    return failures;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asString()));
    return texts;
  }

  private static Optional<String> version() throws InterruptedException {
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String said = new String(node.getInputStream().readAllBytes()).strip();
      return node.waitFor() == 0 && said.startsWith("v") ? Optional.of(said) : Optional.empty();
    } catch (IOException notFound) {
      return Optional.empty();
    }
  }
}
