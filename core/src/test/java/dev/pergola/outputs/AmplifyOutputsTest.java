package dev.pergola.outputs;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pergola.auth.UserPool;
import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmplifyOutputsTest {

  private static final SchemaModel SCHEMA =
      a.schema(a.model("Note").field("text", a.string()).authorization(allow.publicApiKey()))
          .resolve(Set.of(Mode.API_KEY), Behavior.SAFE);

  private static final URI URL = URI.create("https://api.example.com/graphql");
  private static final UserPool POOL = new UserPool("eu-west-1", "eu-west-1_AbC", List.of("web"));

  @Test
  void theFileHasWhatTheClientReads() throws Exception {
    Map<String, @Nullable Object> file =
        outputs(Set.of(Mode.USER_POOL, Mode.API_KEY), Mode.USER_POOL, POOL)
            .amplify(URL)
            .apiKey("da2-0123456789012345")
            .toMap();

    assertThat(file)
        .containsOnlyKeys("version", "auth", "data")
        .containsEntry("version", "1.5")
        .containsEntry(
            "auth",
            Map.of(
                "aws_region", "eu-west-1",
                "user_pool_id", "eu-west-1_AbC",
                "user_pool_client_id", "web"));
    assertThat(file.get("data"))
        .isEqualTo(
            Map.of(
                "url", "https://api.example.com/graphql",
                "aws_region", "eu-west-1",
                "api_key", "da2-0123456789012345",
                "default_authorization_type", "AMAZON_COGNITO_USER_POOLS",
                "authorization_types", List.of("API_KEY"),
                "model_introspection", ModelIntrospection.of(SCHEMA).toMap()));
  }

  @Test
  void theTextIsTheFileAndIndented() throws Exception {
    AmplifyOutputs outputs = outputs(Set.of(Mode.API_KEY), Mode.API_KEY, null).amplify(URL);

    assertThat(outputs.toJson())
        .startsWith("{\n  \"version\": \"1.5\",\n  \"data\": {\n    \"url\": \"https:")
        .endsWith("}\n");
    assertThat(Json.parse(outputs.toJson(), JsonLimits.defaults()))
        .usingRecursiveComparison()
        .withEqualsForType((one, other) -> one.longValue() == other.longValue(), Number.class)
        .isEqualTo(outputs.toMap());
  }

  @Test
  void aFileIsWrittenOverTheOneThatWasThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("amplify_outputs.json");
    Files.writeString(file, "old and longer than anything".repeat(1000));
    AmplifyOutputs outputs = outputs(Set.of(Mode.API_KEY), Mode.API_KEY, null).amplify(URL);

    outputs.writeTo(file);

    assertThat(file).hasContent(outputs.toJson());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/graphql, true, HTTP://localhost:8080/graphql",
    "http://localhost:8080/graphql, false, http://localhost:8080/graphql",
    "HTTP://localhost:8080/graphql, false, http://localhost:8080/graphql",
    "https://localhost/graphql, true, https://localhost/graphql",
    "HTTPS://localhost/graphql, true, https://localhost/graphql"
  })
  void aPlainAddressIsWrittenInCapitalsUnlessToldOtherwise(
      URI url, boolean capitals, String written) {
    AmplifyOutputs outputs =
        outputs(Set.of(Mode.API_KEY), Mode.API_KEY, null).amplify(url).capitalScheme(capitals);

    assertThat(data(outputs)).containsEntry("url", written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/graphql", "ws://host/graphql", "https:host", "https://h/g?x=1", "https://h/g#f"})
  void anAddressThatNoClientCouldUseIsRefused(URI url) {
    Outputs outputs = outputs(Set.of(Mode.API_KEY), Mode.API_KEY, null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outputs.amplify(url))
        .withMessageContaining("'" + url + "'");
  }

  @Test
  void aKeyIsInTheFileOnlyWhenGiven() {
    assertThat(data(outputs(Set.of(Mode.API_KEY), Mode.API_KEY, null).amplify(URL)))
        .doesNotContainKey("api_key")
        .containsEntry("aws_region", "us-east-1")
        .containsEntry("authorization_types", List.of());
  }

  @Test
  void aKeyForAnApiWithoutKeysIsRefused() {
    AmplifyOutputs outputs = outputs(Set.of(Mode.OIDC), Mode.OIDC, null).amplify(URL);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> outputs.apiKey("da2-0123456789012345"))
        .withMessageContaining("[OIDC]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> outputs.userPool("eu-west-1", "eu-west-1_AbC", "web"))
        .withMessageContaining("[OIDC]");
  }

  @Test
  void oneOfSeveralAppClientsHasToBeNamed() {
    UserPool several = new UserPool("eu-west-1", "eu-west-1_AbC", List.of("web", "mobile"));
    AmplifyOutputs outputs =
        outputs(Set.of(Mode.USER_POOL), Mode.USER_POOL, several).amplify(URL).region("eu-north-1");

    assertThatIllegalStateException()
        .isThrownBy(outputs::toMap)
        .withMessageContaining("[web, mobile]");
    AmplifyOutputs named = outputs.userPool("eu-west-1", "eu-west-1_AbC", "mobile");
    assertThat(named.toMap().get("auth")).asString().contains("user_pool_client_id=mobile");
    assertThat(data(named)).containsEntry("aws_region", "eu-north-1");
  }

  @ParameterizedTest
  @CsvSource({
    "SAFE, API_KEY, API_KEY, ''",
    "APPSYNC, API_KEY, API_KEY, AWS_IAM",
    "APPSYNC, IAM, IAM, ''",
    "SAFE, USER_POOL, USER_POOL;OIDC, OPENID_CONNECT",
    "APPSYNC, USER_POOL, USER_POOL;OIDC, OPENID_CONNECT;AWS_IAM",
    "APPSYNC, IAM, IAM;USER_POOL, AMAZON_COGNITO_USER_POOLS"
  })
  void onlyTheOriginalCountsIamInEveryApi(
      Behavior behavior, Mode defaultMode, String modes, String further) {
    Set<Mode> all =
        List.of(modes.split(";")).stream().map(Mode::valueOf).collect(Collectors.toSet());
    AmplifyOutputs outputs =
        Outputs.of(SCHEMA, new ApiSettings(behavior, all, defaultMode, null)).amplify(URL);

    assertThat(data(outputs))
        .containsEntry(
            "authorization_types", further.isEmpty() ? List.of() : List.of(further.split(";")))
        .containsEntry("default_authorization_type", defaultMode.outputsName());
  }

  @Test
  void aDefaultModeIsOneOfTheModes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ApiSettings(Behavior.SAFE, Set.of(Mode.OIDC), Mode.API_KEY, null))
        .withMessageContaining("API_KEY")
        .withMessageContaining("[OIDC]");
  }

  private static Outputs outputs(Set<Mode> modes, Mode defaultMode, @Nullable UserPool pool) {
    return Outputs.of(SCHEMA, new ApiSettings(Behavior.SAFE, modes, defaultMode, pool));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> data(AmplifyOutputs outputs) {
    return (Map<String, Object>) outputs.toMap().get("data");
  }
}
