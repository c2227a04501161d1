package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host may set, and what it is told when it sets something else. */
class CognitoUserPoolSettingsTest {

  private static final String ISSUER = "https://issuer.example";
  private static final URI KEYS = URI.create("https://issuer.example/keys");

  @Test
  void poolIsNamedByRegionAndId() {
    try (CognitoUserPool pool =
        CognitoUserPool.builder()
            .region("eu-west-1")
            .userPoolId("eu-west-1_AbC")
            .clientIds("c")
            .build()) {
      assertThat(pool)
          .hasToString(
              "CognitoUserPool[https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC]");
    }
  }

  @Test
  void poolInChinaHasItsOwnDomain() {
    try (CognitoUserPool pool =
        CognitoUserPool.builder()
            .region("cn-north-1")
            .userPoolId("cn-north-1_AbC")
            .clientIds("c")
            .build()) {
      assertThat(pool)
          .hasToString(
              "CognitoUserPool[https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC]");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://issuer.example/keys",
        "HTTPS://issuer.example:8443/keys",
        "http://localhost:1/keys",
        "http://127.0.0.1/keys",
        "http://127.9.9.9:80/keys",
        "http://[::1]:80/keys"
      })
  void keysMayComeOverHttpsOrFromThisMachine(String address) {
    assertThatCode(() -> issuer().jwksUri(URI.create(address)).build().close())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example/keys",
        "http://localhost.example/keys",
        "http://127.0.0.1.example/keys",
        "http://10.0.0.1/keys",
        "http://0.0.0.0/keys",
        "http://[::]/keys",
        "http:///keys",
        "ftp://issuer.example/keys",
        "file:///etc/keys.json",
        "jar:file:/x.jar!/keys",
        "classpath:keys.json",
        "//issuer.example/keys",
        "keys.json",
        "https:keys",
        "https:///keys",
        "https://user:s3cr3t@issuer.example/keys",
        "https://127.0.0.1@issuer.example/keys"
      })
  void keysMayComeNoOtherWay(String address) {
    assertThat(problem(settings -> settings.jwksUri(URI.create(address))))
        .startsWith("jwksUri is '")
        .contains("https")
        .doesNotContain("s3cr3t");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void badSettingIsToldWithItsValueAndARemedy(
      Consumer<CognitoUserPool.Builder> change, String problem) {
    assertThat(problem(change)).isEqualTo(problem);
  }

  static Stream<Arguments> badSettingIsToldWithItsValueAndARemedy() {
    String skew = "Give a duration from PT0S to PT10M.";
    String ttl = "Give a duration from PT1S to PT24H.";
    String clients = "Name every app client whose tokens are to be taken: .clientIds(\"...\").";
    String length = "Give a number of characters from 256 to 1048576.";
    return Stream.of(
        bad(s -> s.clientIds(), "clientIds is []. " + clients),
        bad(s -> s.clientIds("a", " "), "clientIds is [a,  ]. " + clients),
        bad(s -> s.tokenUse(), "tokenUse is []. Take at least one of ACCESS and ID."),
        bad(s -> s.clockSkew(Duration.ofSeconds(-1)), "clockSkew is PT-1S. " + skew),
        bad(s -> s.clockSkew(Duration.ofSeconds(601)), "clockSkew is PT10M1S. " + skew),
        bad(s -> s.jwksTtl(Duration.ZERO), "jwksTtl is PT0S. " + ttl),
        bad(
            s -> s.jwksTtl(Duration.ofHours(25)).outageTtl(Duration.ofHours(25)),
            "jwksTtl is PT25H. " + ttl),
        bad(
            s -> s.outageTtl(Duration.ofMinutes(4)),
            "outageTtl is PT4M. Give a duration from PT5M to PT720H."),
        bad(
            s -> s.outageTtl(Duration.ofDays(31)),
            "outageTtl is PT744H. Give a duration from PT5M to PT720H."),
        bad(s -> s.maxLength(255), "maxLength is 255. " + length),
        bad(s -> s.maxLength(-1), "maxLength is -1. " + length),
        bad(s -> s.maxLength(1_048_577), "maxLength is 1048577. " + length),
        bad(s -> s.maxGroups(-1), "maxGroups is -1. Give 0 or more."),
        bad(s -> s.issuer(" "), "issuer is ' '. It belongs to jwksUri."),
        bad(
            s -> s.region("eu-west-1"),
            "The pool is named twice. Give either region and userPoolId, or issuer and jwksUri."));
  }

  private static Arguments bad(Consumer<CognitoUserPool.Builder> change, String problem) {
    return arguments(change, problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "eu", "eu-west-1 ", "EU-WEST-1", "eu-west-1.evil.example/", "../"})
  void regionIsAnAwsRegion(String region) {
    SettingsException refused =
        refused(CognitoUserPool.builder().region(region).userPoolId("x_1").clientIds("c"));

    assertThat(refused.problems())
        .anySatisfy(problem -> assertThat(problem).startsWith("region is '" + region + "'."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AbC",
        "eu-west-1",
        "eu-west-1_",
        "us-east-1_AbC",
        "eu-west-1_A/../b",
        "eu-west-1_A.b",
        "eu-west-1_A b",
        "eu-west-1_Ab_C"
      })
  void poolIdBelongsToItsRegion(String userPoolId) {
    SettingsException refused =
        refused(
            CognitoUserPool.builder().region("eu-west-1").userPoolId(userPoolId).clientIds("c"));

    assertThat(refused.problems())
        .anySatisfy(
            problem -> assertThat(problem).startsWith("userPoolId is '" + userPoolId + "'."));
  }

  @Test
  void halfANameIsNoName() {
    assertThat(refused(CognitoUserPool.builder().region("eu-west-1").clientIds("c")).problems())
        .containsExactly("userPoolId is not set. It belongs to region.");
    assertThat(refused(CognitoUserPool.builder().issuer(ISSUER).clientIds("c")).problems())
        .containsExactly("jwksUri is not set. It belongs to issuer.");
    assertThat(refused(CognitoUserPool.builder().jwksUri(KEYS).clientIds("c")).problems())
        .containsExactly("issuer is not set. It belongs to jwksUri.");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    SettingsException refused =
        refused(CognitoUserPool.builder().maxGroups(-2).clockSkew(Duration.ofDays(1)));

    assertThat(refused.problems())
        .containsExactly(
            "The pool is named by nothing. Give either region and userPoolId, or issuer and jwksUri.",
            "clientIds is []. Name every app client whose tokens are to be taken: .clientIds(\"...\").",
            "clockSkew is PT24H. Give a duration from PT0S to PT10M.",
            "maxGroups is -2. Give 0 or more.");
    assertThat(refused).hasMessageStartingWith("CognitoUserPool: 4 settings cannot be used.");
    assertThat(refused.getMessage().lines()).hasSize(5);
  }

  private static CognitoUserPool.Builder issuer() {
    return CognitoUserPool.builder().issuer(ISSUER).jwksUri(KEYS).clientIds("c");
  }

  /** The one problem that this change makes of good settings. */
  private static String problem(Consumer<CognitoUserPool.Builder> change) {
    CognitoUserPool.Builder builder = issuer();
    change.accept(builder);
    SettingsException refused = refused(builder);
    assertThat(refused.problems()).hasSize(1);
    return refused.problems().get(0);
  }

  private static SettingsException refused(CognitoUserPool.Builder builder) {
    return catchThrowableOfType(SettingsException.class, builder::build);
  }
}
