package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.examples.Options.BadOptionException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void listensOn8080AndKeepsPostsInMemoryUnlessTold() {
    assertThat(Options.parse(List.of(), Map.of()))
        .isEqualTo(new Options(8080, new Place.Memory(), Optional.empty(), Optional.empty()));
    assertThat(Options.parse(List.of(), Map.of("PORT", ""))).extracting("port").isEqualTo(8080);
  }

  @Test
  void takesThePortFromTheOptionBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("PORT", "9000");

    assertThat(Options.parse(List.of(), environment).port()).isEqualTo(9000);
    assertThat(Options.parse(List.of("--port=0"), environment).port()).isZero();
    assertThat(Options.parse(List.of("--port", "7000"), environment).port()).isEqualTo(7000);
  }

  @Test
  void takesAFile() {
    assertThat(Options.parse(List.of("--store=a=b.db"), Map.of()).store())
        .isEqualTo(new Place.InFile(Path.of("a=b.db")));
    assertThat(Options.parse(List.of("--store", "posts.db"), Map.of()).store())
        .isEqualTo(new Place.InFile(Path.of("posts.db")));
    assertThat(Options.parse(List.of("--outputs=web/o.json"), Map.of()).outputs())
        .contains(Path.of("web/o.json"));
  }

  @Test
  void takesDynamoDb() {
    URI local = URI.create("http://127.0.0.1:8000");

    assertThat(Options.parse(List.of("--store=dynamodb"), Map.of()).store())
        .isEqualTo(new Place.DynamoDb(Optional.empty()));
    assertThat(Options.parse(List.of("--endpoint=" + local, "--store=dynamodb"), Map.of()).store())
        .isEqualTo(new Place.DynamoDb(Optional.of(local)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          --port=x     | --port is 'x'; it must be a port from 0 to 65535.
          --port=-1    | --port is '-1'; it must be a port from 0 to 65535.
          --port=65536 | --port is '65536'; it must be a port from 0 to 65535.
          --port=      | --port is ''; it must be a port from 0 to 65535.
          --port       | Option '--port' needs a value.
          --store=     | --store is ''; it must name a file.
          --endpoint=x | --endpoint is 'x'; it must be an address that begins with http.
          --endpoint=http://x | --endpoint goes with --store=dynamodb only.
          --outputs=   | --outputs is ''; it must name a file.
          --nope       | Unknown option '--nope'.
          8080         | Unknown option '8080'.
          """)
  void saysWhatIsWrongWithAnArgument(String argument, String message) {
    assertThatExceptionOfType(BadOptionException.class)
        .isThrownBy(() -> Options.parse(List.of(argument), Map.of()))
        .withMessage(message);
  }

  @Test
  void saysWhatIsWrongWithTheEnvironment() {
    assertThatExceptionOfType(BadOptionException.class)
        .isThrownBy(() -> Options.parse(List.of(), Map.of("PORT", "http")))
        .withMessage("PORT is 'http'; it must be a port from 0 to 65535.");
  }
}
