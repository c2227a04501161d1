package dev.pergola.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.cognito.CognitoUserPool;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontEndFilesTest {

  private static final CognitoUserPool USER_POOL =
      CognitoUserPool.builder()
          .region("eu-west-1")
          .userPoolId("eu-west-1_AbCd12345")
          .clientIds("1h57kf5cpq17m0eml12EXAMPLE")
          .build();

  @TempDir private Path web;

  @Test
  void aFrontEndGetsItsOutputsAndItsTypes() throws IOException {
    try (Pergola backend = Posts.backend(EmbeddedStore.inMemory(), USER_POOL)) {
      write(backend, web);
    }

    assertThat(web.resolve("amplify_outputs.json"))
        .content()
        .contains("\"url\": \"HTTP://localhost:8080/graphql\"")
        .contains("\"user_pool_client_id\": \"1h57kf5cpq17m0eml12EXAMPLE\"")
        .contains("\"default_authorization_type\": \"AMAZON_COGNITO_USER_POOLS\"")
        .contains("\"pluralName\": \"Posts\"");
    assertThat(web.resolve("schema.ts"))
        .content()
        .contains("caption: a.string(),")
        .contains("export type Schema = ClientSchema<typeof schema>;");
  }

  // snippet: front-end
  static void write(Pergola backend, Path web) throws IOException {
    backend
        .outputs()
        .amplify(URI.create("http://localhost:8080/graphql"))
        .writeTo(web.resolve("amplify_outputs.json"));
    Files.writeString(web.resolve("schema.ts"), backend.outputs().typeScript());
  }
  // end: front-end
}
