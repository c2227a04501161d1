package dev.pergola.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordingTest {

  private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);
  private static final Field OWNER =
      new Field("owner", 0, Scalar.STRING, Shape.NULLABLE, Field.Origin.IMPLICIT_OWNER);

  @Test
  void aRuleThatGrantsEverythingNamesNothing() {
    assertThat(new Rule.Authenticated(Mode.USER_POOL, ALL).wording())
        .isEqualTo(new Wording(null, null, null));
  }

  @Test
  void theFiveReadingOperationsAreOneWord() {
    Set<Operation> granted = EnumSet.complementOf(EnumSet.of(Operation.DELETE));

    assertThat(new Rule.PublicApiKey(granted).wording())
        .isEqualTo(new Wording("apiKey", List.of("create", "update", "read"), null));
  }

  @Test
  void someReadingOperationsAreNamedOneByOne() {
    Set<Operation> granted = Set.of(Operation.LIST, Operation.GET, Operation.DELETE);

    assertThat(new Rule.Guest(granted).wording())
        .isEqualTo(new Wording("identityPool", List.of("delete", "get", "list"), null));
  }

  @Test
  void aClaimIsNamedUnlessItIsTheDefaultPair() {
    assertThat(new Rule.Owner(Mode.OIDC, OWNER, List.of("sub", "email"), ALL).wording())
        .isEqualTo(new Wording("oidc", null, "sub::email"));
    assertThat(
            new Rule.Owner(Mode.USER_POOL, OWNER, Rule.Owner.DEFAULT_CLAIMS, ALL).wording().claim())
        .isNull();
  }
}
