package dev.pergola.conformance.schema;

import dev.pergola.conformance.report.Result;
import dev.pergola.conformance.report.Result.Status;
import dev.pergola.model.SchemaModel;
import dev.pergola.sdl.SdlPrinter;
import dev.pergola.sdl.SdlProblem;
import dev.pergola.sdl.UnsupportedSdlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes of a case's schema what the original makes of it, and compares. */
final class SchemaRunner {

  private SchemaRunner() {}

  /** What became of the case. */
  static Result run(CaseFolder folder) {
    Optional<String> sdl = folder.text("intermediate.graphql");
    if (sdl.isEmpty()) {
      return new Result(folder.name(), Status.NOT_SUPPORTED, "it has no intermediate.graphql");
    }
    try {
      return compare(folder, Product.read(sdl.get(), folder.modes()));
    } catch (UnsupportedSdlException notYet) {
      return new Result(folder.name(), Status.NOT_SUPPORTED, reason(notYet.problems()));
    } catch (RuntimeException e) {
      return new Result(folder.name(), Status.FAILED, String.valueOf(e));
    }
  }

  private static Result compare(CaseFolder folder, SchemaModel model) {
    SchemaModel printed = Product.read(SdlPrinter.print(model), folder.modes());
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (Product product : Product.ALL) {
      Optional<String> original = folder.text(product.file());
      if (original.isPresent()) {
        compared++;
        Set<String> theirs = product.lines().apply(original.get());
        Set<String> ours = product.lines().apply(product.ours().apply(model, folder.modes()));
        Set<String> again = product.lines().apply(product.ours().apply(printed, folder.modes()));
        add(differences, product.file() + " lacks:  ", without(theirs, ours));
        add(differences, product.file() + " beside: ", without(ours, theirs));
        add(differences, product.file() + " lacks when printed and read:  ", without(ours, again));
        add(differences, product.file() + " beside when printed and read: ", without(again, ours));
      }
    }
    if (compared == 0) {
      return new Result(folder.name(), Status.NOT_SUPPORTED, "it has nothing to compare with");
    }
    return differences.isEmpty()
        ? new Result(folder.name(), Status.PASSED, "")
        : new Result(
            folder.name(), Status.FAILED, differences.size() + " differences", differences);
  }

  private static void add(List<String> differences, String what, Set<String> lines) {
    lines.forEach(line -> differences.add(what + line));
  }

  private static Set<String> without(Set<String> lines, Set<String> others) {
    Set<String> rest = new TreeSet<>(lines);
    rest.removeAll(others);
    return rest;
  }

  private static String reason(List<SdlProblem> problems) {
    int more = problems.size() - 1;
    return problems.get(0) + (more == 0 ? "" : " (and " + more + " more)");
  }
}
