package dev.pergola.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClaimsTest {

  @Test
  void valuesAreThoseOfTheToken() {
    Map<String, @Nullable Object> token = new LinkedHashMap<>();
    token.put("sub", "alice");
    token.put("exp", 1L);
    token.put("rate", new BigDecimal("1.50"));
    token.put("admin", false);
    token.put("email", null);
    token.put("groups", Arrays.asList("a", null, List.of("b")));
    token.put("address", Map.of("country", "CH"));

    Claims claims = Claims.of(token);

    token.forEach((name, value) -> assertThat(claims.value(name)).isEqualTo(value));
    assertThat(claims.value("missing")).isNull();
    assertThat(claims.asMap()).isEqualTo(token);
    assertThat(claims.asMap().keySet()).containsExactlyElementsOf(token.keySet());
  }

  @Test
  void onlyATextWithCharactersIsAText() {
    Map<String, @Nullable Object> token = new HashMap<>();
    token.put("text", "alice");
    token.put("space", " ");
    token.put("empty", "");
    token.put("null", null);
    token.put("number", 7L);
    token.put("boolean", true);
    token.put("list", List.of("alice"));
    token.put("map", Map.of("a", "alice"));

    Claims claims = Claims.of(token);

    assertThat(claims.text("text")).hasValue("alice");
    assertThat(claims.text("space")).hasValue(" ");
    for (String name : List.of("empty", "null", "number", "boolean", "list", "map", "missing")) {
      assertThat(claims.text(name)).as(name).isEmpty();
    }
  }

  @Test
  void laterChangesOfTheGivenMapAreNotSeen() {
    Map<String, Object> address = new HashMap<>(Map.of("country", "CH"));
    List<Object> groups = new ArrayList<>(List.of("a", new ArrayList<>(List.of("inner")), address));
    Map<String, Object> token = new HashMap<>(Map.of("sub", "alice", "groups", groups));
    Claims claims = Claims.of(token);
    Claims same = Claims.of(token);

    token.put("sub", "bob");
    groups.add("admins");
    address.put("country", "LI");

    assertThat(claims.value("sub")).isEqualTo("alice");
    assertThat(claims.value("groups"))
        .isEqualTo(List.of("a", List.of("inner"), Map.of("country", "CH")));
    assertThat(claims).isEqualTo(same);
  }

  @Test
  void nothingInTheClaimsCanBeChanged() {
    Claims claims =
        Claims.of(Map.of("groups", new ArrayList<>(List.of("a")), "map", new HashMap<>()));

    assertThatThrownBy(() -> claims.asMap().put("sub", "bob"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> addAdmins(claims.value("groups")))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> putAdmins(claims.value("map")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @SuppressWarnings("unchecked")
  private static void addAdmins(@Nullable Object list) {
    ((List<Object>) list).add("admins");
  }

  @SuppressWarnings("unchecked")
  private static void putAdmins(@Nullable Object map) {
    ((Map<String, Object>) map).put("admins", true);
  }

  @Test
  void equalityIsThatOfTheValues() {
    Claims claims = Claims.of(Map.of("sub", "alice"));

    assertThat(claims)
        .isEqualTo(Claims.of(Map.of("sub", "alice")))
        .hasSameHashCodeAs(Claims.of(Map.of("sub", "alice")))
        .isNotEqualTo(Claims.of(Map.of("sub", "bob")))
        .isNotEqualTo(Map.of("sub", "alice"));
  }

  @Test
  void textShowsNamesAndNoValues() {
    Claims claims = Claims.of(Map.of("email", "alice@example.org"));

    assertThat(claims).hasToString("Claims[email]");
    assertThat(Identity.userPool(claims).toString()).doesNotContain("alice");
    assertThat(Identity.oidc(claims).toString()).doesNotContain("alice");
    assertThat(Authentication.accepted(Identity.userPool(claims), null).toString())
        .doesNotContain("alice");
  }
}
