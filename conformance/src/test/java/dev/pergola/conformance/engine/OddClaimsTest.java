package dev.pergola.conformance.engine;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens whose claims are missing or anything but what they should be open nothing. */
class OddClaimsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Note")
              .field("id", a.id().required())
              .field("text", a.string())
              .field("owner", a.string())
              .field("teams", a.string().array())
              .authorization(
                  allow.owner(), allow.groupsDefinedIn("teams"), allow.group("Admins").to(READ)));

  static Stream<@Nullable Object> oddities() {
    Object nested = "Admins";
    for (int i = 0; i < 200; i++) {
      nested = List.of(nested);
    }
    Map<String, @Nullable Object> nothing = new HashMap<>();
    nothing.put("Admins", null);
    return Stream.of(
        null,
        42,
        4.2e300,
        true,
        "",
        " Admins",
        "admins",
        "Admins\0",
        "Admin\u0455",
        "\ufeffAdmins",
        "NotAdmins",
        "Admins,Red",
        "[\"Admins\"",
        "[[\"Admins\"]]",
        "[\"Admins\", 7]",
        "{\"Admins\":true}",
        "x".repeat(1_000_000),
        "[".repeat(100_000),
        List.of(),
        List.of("NotAdmins", ""),
        List.of("Admins", 7),
        Collections.nCopies(10_000, "a"),
        Collections.singletonList(null),
        Map.of("Admins", "Admins"),
        nothing,
        nested);
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void openNothing(@Nullable Object odd) {
    for (Behavior behavior : Behavior.values()) {
      try (Bench bench = new Bench(SCHEMA, behavior)) {
        for (String owner : List.of("42", "true", "Admins", "sub-alice::alice", "null", "")) {
          assertThat(
                  bench
                      .run(
                          Callers.ADMIN,
                          "mutation{createNote(input:{id:\"%s\",text:\"s3cret\",owner:\"%s\",teams:[\"Admins\",\"42\",\"null\",\"\"]}){id}}"
                              .formatted("n" + owner, owner))
                      .errors())
              .isEmpty();
        }

        Answer answer = bench.run(caller(odd), everything());

        assertThat(answer.text()).doesNotContain("s3cret", "InternalFailure");
        assertThat(answer.errors())
            .isNotEmpty()
            .allSatisfy(error -> assertThat(error).startsWith("Unauthorized at "));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aCallerOfAModeThatIsNotConfiguredIsRefused(Behavior behavior) {
    try (Bench bench = new Bench(SCHEMA, behavior)) {
      Map<String, Object> claims =
          Map.of("sub", "sub-alice", "username", "alice", "cognito:groups", List.of("Admins"));
      for (Identity stranger :
          List.of(
              Identity.oidc(Claims.of(claims)),
              Identity.identityPool("any", true),
              Identity.lambda(claims, java.util.Set.of()),
              Identity.function("any"))) {
        Answer answer = bench.run(stranger, "{getNote(id:\"n\"){text} listNotes{items{text}}}");

        assertThat(answer.errors())
            .containsExactly(
                "Unauthorized at getNote: Not Authorized to access getNote on type Query",
                "Unauthorized at listNotes: Not Authorized to access listNotes on type Query");
      }
    }
  }

  private static Identity caller(@Nullable Object odd) {
    Map<String, @Nullable Object> claims = new HashMap<>();
    claims.put("sub", odd instanceof String ? null : odd);
    claims.put("username", odd instanceof String ? null : odd);
    claims.put("cognito:groups", odd);
    return Identity.userPool(Claims.of(claims));
  }

  private static String everything() {
    List<String> roots = new ArrayList<>();
    roots.add("listNotes{items{text}}");
    for (String owner : List.of("42", "true", "Admins", "sub-alice::alice", "null")) {
      roots.add("g%d:getNote(id:\"n%s\"){text}".formatted(roots.size(), owner));
    }
    return "{" + String.join(" ", roots) + "}";
  }
}
