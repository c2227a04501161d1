package dev.pergola.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.AuthorizationMatrix.Cell;
import dev.pergola.auth.AuthorizationMatrix.Right;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overview as people and tests read it; see also where schemas are asked for theirs. */
class AuthorizationMatrixTest {

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\u2028", "\u0085", "\u001b["})
  void noNameOfAGroupLooksLikeALineOfItsOwn(String breaks) {
    String forged = "userPool, group A%s  admin  yes".formatted(breaks);
    AuthorizationMatrix matrix =
        AuthorizationMatrix.of(
            List.of(
                new Cell(forged, "Post", null, "get", Right.NO, List.of()),
                new Cell("admin", "Post", null, "get", Right.YES, List.of())));

    assertThat(matrix.toText().split("\\R")).hasSize(4);
    assertThat(matrix.toText()).doesNotContain("A" + breaks).contains("A\uFFFD");
  }
}
