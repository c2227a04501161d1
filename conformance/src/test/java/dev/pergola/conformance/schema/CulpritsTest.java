package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CulpritsTest {

  private static final String TYPE_SCRIPT =
      """
      import { a } from '@aws-amplify/backend';
      const schema = a.schema({
        Plain: a.model({ 'first-name': a.string(), u: a.string() })
          .identifier(['u']).authorization((allow) => [allow.publicApiKey()]),
      });
      export const data = defineData({ schema, authorizationModes: { x: 'apiKey' } });
      """;

  @Test
  void areTheNamesThatTheErrorRepeats() {
    assertThat(Culprits.of(TYPE_SCRIPT, "layer: Plain\nError: field u is wrong"))
        .as("the first line is no message")
        .containsExactly("u");
    assertThat(Culprits.of(TYPE_SCRIPT, "layer: x\nError: first-name"))
        .containsExactly("first-name");
  }

  @Test
  void areAllNamesWhenTheErrorRepeatsNone() {
    assertThat(Culprits.of(TYPE_SCRIPT, "layer: x\nSyntax Error: Unexpected <EOF>."))
        .containsExactlyInAnyOrder("Plain", "first-name", "u");
  }

  @Test
  void areThoseOfAListWhereThereIsOne() {
    assertThat(Culprits.ofList(List.of("# names", "one: \"t\"", "other: x"), "one"))
        .containsExactly("\"t\"");
    assertThat(Culprits.ofList(List.of("one-more: x"), "one")).isEmpty();
  }
}
