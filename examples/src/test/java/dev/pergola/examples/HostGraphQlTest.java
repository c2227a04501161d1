package dev.pergola.examples;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.graphql.HostGraphQl;
import dev.pergola.model.Mode;
import dev.pergola.storage.memory.EmbeddedStore;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A backend in a GraphQL stack that is there already. */
class HostGraphQlTest {

  private static final Schema SCHEMA =
      a.schema(a.model("Post").field("caption", a.string()).authorization(allow.publicApiKey()));

  private final Pergola backend =
      Pergola.builder(SCHEMA)
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY))
          .build();

  @Test
  void theEngineOfTheHostRunsThePlansOfTheBackend() {
    Identity identity = Identity.apiKey("site");
    // snippet: host-graphql
    GraphQL engine = backend.graphQl().builder().build();

    ExecutionResult result =
        engine.execute(
            ExecutionInput.newExecutionInput("{ listPosts { items { caption } } }")
                .graphQLContext(Map.of(HostGraphQl.CALLER, identity))
                .build());
    // end: host-graphql

    assertThat(result.getErrors()).isEmpty();
    assertThat(result.<Object>getData()).isEqualTo(Map.of("listPosts", Map.of("items", List.of())));
  }

  @AfterEach
  void close() {
    backend.close();
  }
}
