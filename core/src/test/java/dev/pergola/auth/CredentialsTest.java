package dev.pergola.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {

  @Test
  void tokenAndKeyStandWhereTheyCameFrom() {
    assertThat(Credentials.token("t")).isEqualTo(new Credentials(List.of("t"), List.of()));
    assertThat(Credentials.apiKey("k")).isEqualTo(new Credentials(List.of(), List.of("k")));
  }

  @Test
  void laterChangesOfTheGivenListsAreNotSeen() {
    List<String> tokens = new ArrayList<>(List.of("t"));
    List<String> keys = new ArrayList<>(List.of("k"));
    Credentials credentials = new Credentials(tokens, keys);

    tokens.add("other");
    keys.clear();

    assertThat(credentials).isEqualTo(new Credentials(List.of("t"), List.of("k")));
    assertThatThrownBy(() -> credentials.authorization().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void textSaysHowManyAndNotWhich() {
    Credentials credentials = new Credentials(List.of("s3cr3t", "s3cr3t"), List.of("s3cr3t"));

    assertThat(credentials).hasToString("Credentials[2 authorization, 1 x-api-key]");
  }
}
