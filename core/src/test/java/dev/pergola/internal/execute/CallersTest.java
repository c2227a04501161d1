package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallersTest {

  @Test
  void noTwoCallersHaveOneName() {
    List<Identity> callers =
        List.of(
            Identity.admin(),
            Identity.apiKey("a"),
            Identity.apiKey("b"),
            user(Map.of("sub", "a", "iss", "pool")),
            user(Map.of("sub", "b", "iss", "pool")),
            user(Map.of("sub", "a", "iss", "other")),
            user(Map.of("iss", "pool")),
            Identity.oidc(Claims.of(Map.of("sub", "a", "iss", "pool"))),
            Identity.identityPool("a", true),
            Identity.identityPool("a", false),
            Identity.identityPool("b", true),
            Identity.lambda(Map.of("k", "v"), Set.of()),
            Identity.lambda(Map.of("k", "w"), Set.of()),
            Identity.lambda(Map.of("k", "v"), Set.of("Todo.title")));

    assertThat(callers).extracting(Callers::name).doesNotHaveDuplicates();
  }

  @Test
  void aCallerHasOneNameWhateverTheToken() {
    assertThat(Callers.name(user(Map.of("sub", "a", "iss", "p", "exp", 1L))))
        .isEqualTo(Callers.name(user(Map.of("sub", "a", "iss", "p", "exp", 2L))));
  }

  @Test
  void theOrderOfMapsDoesNotMatter() {
    Map<String, Object> context = new LinkedHashMap<>();
    Map<String, Object> reversed = new LinkedHashMap<>();
    Set<String> denied = new LinkedHashSet<>();
    for (int i = 0; i < 50; i++) {
      context.put("k" + i, i);
      reversed.put("k" + (49 - i), 49 - i);
      denied.add("T.f" + i);
    }

    String name = Callers.name(Identity.lambda(context, denied));

    assertThat(Callers.name(Identity.lambda(reversed, denied))).isEqualTo(name);
    assertThat(name).contains("{k0=0, k1=1, k10=10,").contains("[T.f0, T.f1, T.f10,");
  }

  private static Identity user(Map<String, Object> claims) {
    return Identity.userPool(Claims.of(claims));
  }
}
