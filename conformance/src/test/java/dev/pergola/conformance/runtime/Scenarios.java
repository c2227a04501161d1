package dev.pergola.conformance.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Finds the scenarios of a folder: those of every {@code .json} file in it. */
final class Scenarios {

  private static final String FORMAT = "runtime-scenarios/1";

  private Scenarios() {}

  /**
   * All scenarios, by file name and then in the order of the file.
   *
   * @throws IllegalArgumentException if there is none, or a file is of another format
   */
  static List<JsonNode> in(Path folder) {
    List<JsonNode> scenarios = new ArrayList<>();
    for (Path file : files(folder)) {
      JsonNode suite = read(file);
      if (!FORMAT.equals(suite.path("format").asString("")) || !suite.path("scenarios").isArray()) {
        throw new IllegalArgumentException(
            "%s: \"format\" is %s; this runner reads %s with an array \"scenarios\"."
                .formatted(file, Json.show(suite.path("format")), FORMAT));
      }
      suite.path("scenarios").forEach(scenarios::add);
    }
    if (scenarios.isEmpty()) {
      throw new IllegalArgumentException(
          "%s holds no scenarios; give a folder with .json files of format %s."
              .formatted(folder, FORMAT));
    }
    return scenarios;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is no folder that can be read; give one with scenarios.".formatted(folder), e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Json.read(Files.readString(file));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "%s is not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
