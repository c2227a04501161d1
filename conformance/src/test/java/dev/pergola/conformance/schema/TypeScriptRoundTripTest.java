package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import dev.pergola.outputs.ApiSettings;
import dev.pergola.outputs.Outputs;
import dev.pergola.outputs.TypeScriptException;
import dev.pergola.sdl.SdlException;
import dev.pergola.sdl.SdlPrinter;
import dev.pergola.sdl.UnsupportedSdlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What we write in TypeScript, run by the original's own builder, has to be the schema that we
 * started from; and the compiler has to take it, with a front end on top of its types.
 */
class TypeScriptRoundTripTest {

  private static final Map<String, SchemaModel> MODELS = new LinkedHashMap<>();
  private static final Map<String, List<String>> DIFFERENCES = new LinkedHashMap<>();
  private static final Map<String, String> REFUSED = new TreeMap<>();
  private static Map<String, List<String>> failures = Map.of();

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    Optional<String> missing = Node.missing();
    if (Node.required()) {
      assertThat(missing).as("Node is required, and it cannot run").isEmpty();
    }
    assumeThat(missing).as("The TypeScript round trip is skipped, since Node cannot run").isEmpty();

    Path folder = Node.workFolder();
    for (CaseFolder each : CaseFolder.in("conformance.schema", "schema")) {
      write(each, folder);
    }
    Modes modes = new Modes(Mode.USER_POOL, EnumSet.allOf(Mode.class));
    write(
        "written-in-java",
        FrontEnd.SCHEMA.resolve(modes.all(), Behavior.APPSYNC),
        modes,
        folder,
        FrontEnd.PROGRAM);
    failures = Node.run(folder);
    for (String name : MODELS.keySet()) {
      Path written = folder.resolve(name).resolve("intermediate.graphql");
      if (Files.exists(written)) {
        compare(name, Files.readString(written));
      }
    }
    report();
  }

  @Test
  void everySchemaThatCanBeReadIsWritten() {
    assertThat(REFUSED).isEmpty();
  }

  @Test
  void theOriginalTakesEverySchema() {
    assertThat(failures).isEmpty();
  }

  @Test
  void everySchemaComesBackAsItWas() {
    assertThat(DIFFERENCES).isEmpty();
  }

  private static void write(CaseFolder each, Path folder) throws IOException {
    Optional<String> sdl = each.text("intermediate.graphql");
    if (sdl.isEmpty()) {
      return;
    }
    SchemaModel model;
    try {
      model = Product.read(sdl.get(), each.modes());
    } catch (UnsupportedSdlException notYet) {
      return;
    }
    try {
      write(each.name(), model, each.modes(), folder, ClientProgram.of(model));
    } catch (TypeScriptException refused) {
      REFUSED.put(each.name(), refused.getMessage());
    }
  }

  private static void write(String name, SchemaModel model, Modes modes, Path folder, String client)
      throws IOException {
    ApiSettings settings = new ApiSettings(Behavior.APPSYNC, modes.all(), modes.first(), null);
    String schema = Outputs.of(model, settings).typeScript();
    Path own = Files.createDirectory(folder.resolve(name));
    Files.writeString(own.resolve("schema.ts"), schema);
    Files.writeString(own.resolve("client.ts"), client);
    MODELS.put(name, model);
  }

  private static void compare(String name, String intermediate) {
    List<String> differences = new ArrayList<>();
    try {
      Modes modes = new Modes(Mode.USER_POOL, EnumSet.allOf(Mode.class));
      SchemaModel returned = Product.read(intermediate, modes);
      SchemaModel model = MODELS.get(name);
      add(differences, "SDL", lines(model), lines(returned));
      for (Product product : Product.ALL) {
        if (!product.file().equals("outputs.json")) {
          add(
              differences,
              product.file(),
              product.lines().apply(product.ours().apply(model, modes)),
              product.lines().apply(product.ours().apply(returned, modes)));
        }
      }
    } catch (SdlException | IllegalArgumentException unreadable) {
      differences.add(unreadable.toString());
    }
    if (!differences.isEmpty()) {
      DIFFERENCES.put(name, differences);
    }
  }

  private static Set<String> lines(SchemaModel model) {
    return SdlLines.of(SdlPrinter.print(model));
  }

  private static void add(
      List<String> differences, String file, Set<String> before, Set<String> after) {
    before.stream()
        .filter(line -> !after.contains(line))
        .forEach(line -> differences.add(file + " lost:   " + line));
    after.stream()
        .filter(line -> !before.contains(line))
        .forEach(line -> differences.add(file + " gained: " + line));
  }

  private static void report() {
    Set<String> failed = failed();
    failed.forEach(
        name -> {
          System.out.println("typescript: failed " + name);
          failures.getOrDefault(name, List.of()).forEach(line -> System.out.println("  " + line));
          DIFFERENCES
              .getOrDefault(name, List.of())
              .forEach(line -> System.out.println("  " + line));
        });
    REFUSED.forEach((name, why) -> System.out.printf("typescript: refused %s: %s%n", name, why));
    System.out.printf(
        "typescript: %d passed, %d failed, %d refused%n",
        MODELS.size() - failed.size(), failed.size(), REFUSED.size());
  }

  private static Set<String> failed() {
    Set<String> failed = new TreeSet<>(failures.keySet());
    failed.addAll(DIFFERENCES.keySet());
    return failed;
  }
}
