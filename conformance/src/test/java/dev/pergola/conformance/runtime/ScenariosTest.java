package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosTest {

  @TempDir private Path folder;

  @Test
  void readsEveryFileInTheOrderOfNames() throws IOException {
    write("b.json", suite("{\"id\":\"3\"}"));
    write("a.json", suite("{\"id\":\"1\"},{\"id\":\"2\"}"));
    write("README.md", "no JSON");

    assertThat(Scenarios.in(folder))
        .extracting(scenario -> scenario.path("id").asString())
        .containsExactly("1", "2", "3");
  }

  @Test
  void aFolderWithoutScenariosIsNoSuccess() throws IOException {
    write("a.json", suite(""));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenarios.in(folder))
        .withMessageContaining("holds no scenarios");
  }

  @Test
  void aFolderThatIsNotThereIsNoSuccess() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenarios.in(folder.resolve("nope")))
        .withMessageContaining("nope");
  }

  @Test
  void aFileOfAnotherFormatIsRefusedByName() throws IOException {
    write("a.json", "{\"format\":\"runtime-scenarios/2\",\"scenarios\":[]}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenarios.in(folder))
        .withMessageContaining("a.json")
        .withMessageContaining("runtime-scenarios/2");
  }

  @Test
  void aFileThatIsNotJsonIsRefusedByName() throws IOException {
    write("a.json", "{");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scenarios.in(folder))
        .withMessageContaining("a.json is not JSON");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String suite(String scenarios) {
    return "{\"suite\":\"s\",\"format\":\"runtime-scenarios/1\",\"scenarios\":[%s]}"
        .formatted(scenarios);
  }
}
