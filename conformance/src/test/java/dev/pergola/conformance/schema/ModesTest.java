package dev.pergola.conformance.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.model.Mode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModesTest {

  @Test
  void areReadFromTheOutputs() {
    Modes modes =
        Modes.ofOutputs(
            """
            {"data": {"default_authorization_type": "AMAZON_COGNITO_USER_POOLS",
              "authorization_types": ["API_KEY", "AWS_IAM"]}}
            """);

    assertThat(modes.first()).isEqualTo(Mode.USER_POOL);
    assertThat(modes.all()).isEqualTo(Set.of(Mode.USER_POOL, Mode.API_KEY, Mode.IAM));
  }

  @Test
  void anUnknownModeIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Modes.ofOutputs("{\"data\": {\"default_authorization_type\": \"MAGIC\"}}"));
  }

  @Test
  void areReadFromTypeScript() {
    Modes modes =
        Modes.ofTypeScript(
            """
            authorizationModes: { defaultAuthorizationMode: 'lambda',
              lambdaAuthorizationMode: { function: f }, oidcAuthorizationMode: { }, }
            """);

    assertThat(modes.first()).isEqualTo(Mode.LAMBDA);
    assertThat(modes.all()).isEqualTo(Set.of(Mode.LAMBDA, Mode.OIDC, Mode.IAM, Mode.USER_POOL));
  }

  @Test
  void aBackendWithoutAuthHasNoUserPool() {
    assertThat(Modes.ofTypeScript("export const oracle = { auth: 'none' };").all())
        .isEqualTo(Set.of(Mode.API_KEY, Mode.IAM));
    assertThat(Modes.ofTypeScript("").first()).isEqualTo(Mode.USER_POOL);
  }
}
