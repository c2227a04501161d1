package dev.pergola.internal.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.request.Introspection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask for the schema itself. */
class IntrospectionTest {

  private static final Introspection STAFF = Introspection.forGroups("Staff", "Chiefs");

  static Stream<Arguments> callers() {
    return Stream.of(
        Arguments.of(Introspection.on(), Identity.apiKey("k"), true),
        Arguments.of(Introspection.off(), Identity.apiKey("k"), false),
        Arguments.of(Introspection.off(), member(List.of("Staff")), false),
        Arguments.of(Introspection.off(), Identity.admin(), true),
        Arguments.of(STAFF, Identity.admin(), true),
        Arguments.of(STAFF, Identity.apiKey("k"), false),
        Arguments.of(STAFF, Identity.lambda(Map.of(), Set.of()), false),
        Arguments.of(STAFF, Identity.function("f"), false),
        Arguments.of(STAFF, member(List.of("Others", "Staff")), true),
        Arguments.of(STAFF, member("[\"Chiefs\"]"), true),
        Arguments.of(STAFF, member("Staffers"), false),
        Arguments.of(STAFF, member(List.of("Staff", 7)), false),
        Arguments.of(STAFF, Identity.userPool(Claims.of(Map.of("groups", "Staff"))), false),
        Arguments.of(
            STAFF, Identity.oidc(Claims.of(Map.of("cognito:groups", List.of("Chiefs")))), true));
  }

  @ParameterizedTest
  @MethodSource("callers")
  void theSchemaIsToldToThoseItIsMeantFor(
      Introspection introspection, Identity caller, boolean may) {
    Authorizer authorizer = new Authorizer(Behavior.SAFE, List.of());

    assertThat(authorizer.mayIntrospect(caller, introspection)).isEqualTo(may);
  }

  private static Identity member(Object groups) {
    return Identity.userPool(Claims.of(Map.of("cognito:groups", groups)));
  }
}
