package dev.pergola.conformance.schema;

import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaException;
import dev.pergola.model.Behavior;
import dev.pergola.sdl.SdlException;
import dev.pergola.sdl.SdlReader;
import dev.pergola.sdl.UnsupportedSdlException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Holds our refusal of a case to the original's: it has to come, in both behaviors, and to name the
 * culprit.
 */
final class InvalidRunner {

  /** The project's own copy; tests run in the folder of their module. */
  static final Path OWN = Path.of("schema-invalid");

  private final List<String> culprits;

  /** A runner with the list of the culprits of the own cases. */
  InvalidRunner(List<String> culprits) {
    this.culprits = culprits;
  }

  /** What became of the case. */
  Result run(CaseFolder folder) {
    Optional<Supplier<Schema>> schema = schema(folder);
    if (schema.isEmpty()) {
      return new Result(
          folder.name(),
          Status.NOT_SUPPORTED,
          "it has neither schema.graphql nor intermediate.graphql");
    }
    for (Behavior behavior : Behavior.values()) {
      Result result = judge(folder, behavior, schema.get());
      if (result.status() != Status.PASSED) {
        return result;
      }
    }
    return new Result(folder.name(), Status.PASSED, "");
  }

  private static Optional<Supplier<Schema>> schema(CaseFolder folder) {
    return document(folder)
        .or(() -> twin(folder).flatMap(InvalidRunner::document))
        .<Supplier<Schema>>map(sdl -> () -> SdlReader.read(sdl))
        .or(
            () ->
                twin(folder)
                    .map(own -> WrittenInJava.CASES.get(own.name()))
                    .map(schema -> () -> schema));
  }

  private static Optional<String> document(CaseFolder folder) {
    return folder.text("schema.graphql").or(() -> folder.text("intermediate.graphql"));
  }

  /** The case of the project's own copy whose TypeScript is the same. */
  private static Optional<CaseFolder> twin(CaseFolder folder) {
    CaseFolder own = new CaseFolder(OWN.resolve(folder.name()));
    Optional<String> typeScript = folder.text("schema.ts");
    return typeScript.isPresent() && typeScript.equals(own.text("schema.ts"))
        ? Optional.of(own)
        : Optional.empty();
  }

  private Result judge(CaseFolder folder, Behavior behavior, Supplier<Schema> schema) {
    try {
      var unused = schema.get().resolve(folder.modes().all(), behavior);
      return new Result(folder.name(), Status.FAILED, behavior + " takes it");
    } catch (UnsupportedSdlException notYet) {
      return new Result(folder.name(), Status.NOT_SUPPORTED, notYet.problems().get(0).toString());
    } catch (SdlException | SchemaException refusal) {
      return named(folder, String.valueOf(refusal.getMessage()));
    } catch (RuntimeException e) {
      return new Result(folder.name(), Status.FAILED, behavior + ": " + e);
    }
  }

  private Result named(CaseFolder folder, String message) {
    Set<String> known =
        twin(folder).map(own -> Culprits.ofList(culprits, own.name())).orElse(Set.of());
    Set<String> names =
        known.isEmpty()
            ? Culprits.of(folder.text("schema.ts").orElse(""), folder.text("error.txt").orElse(""))
            : known;
    // A schema of nothing has no name to tell.
    return names.isEmpty() || names.stream().anyMatch(message::contains)
        ? new Result(folder.name(), Status.PASSED, "")
        : new Result(
            folder.name(),
            Status.FAILED,
            "it is refused without a word of %s: %s".formatted(names, message));
  }
}
