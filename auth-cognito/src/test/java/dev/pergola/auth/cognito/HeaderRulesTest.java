package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pergola.auth.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a header may say, and which key and signature it must come with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeaderRulesTest {

  private final TestKey key = TestKey.create("k");
  private final TestKey stranger = TestKey.create("k");
  private TestPool pool;

  @BeforeAll
  void startPool() {
    pool = new TestPool(key);
  }

  @AfterAll
  void stopPool() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"RS256\",\"kid\":\"k\"}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"typ\":\"JWT\"}",
        " {\"kid\" : \"k\",\n\"alg\":\"RS256\"} ",
        "{\"\\u006bid\":\"\\u006b\",\"alg\":\"RS256\"}",
        "{\"kid\":\"k\",\"alg\":\"RS256\",\"unknown\":{\"a\":[1,2.5,null,true]}}"
      })
  void headerWithTheKeyAndTheAlgorithmIsTaken(String header) {
    pool.assertAccepts(signed(header));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void headerThatChangesTheReadingIsDenied(String header) {
    pool.assertRefuses(signed(header), Refusal.DENIED);
  }

  static Stream<String> headerThatChangesTheReadingIsDenied() {
    Stream<String> algorithms =
        Stream.of(
                "null",
                "1",
                "true",
                "{}",
                "[\"RS256\"]",
                "\"\"",
                "\"none\"",
                "\"None\"",
                "\"rs256\"",
                "\"Rs256\"",
                "\"RS256 \"",
                "\"RS384\"",
                "\"RS512\"",
                "\"PS256\"",
                "\"ES256\"",
                "\"HS256\"",
                "\"EdDSA\"",
                "\"RSA-OAEP\"",
                "\"RS256\\u0000\"")
            .map(alg -> "{\"kid\":\"k\",\"alg\":" + alg + "}");
    Stream<String> forbidden =
        Stream.of("crit", "b64", "zip", "cty", "enc", "\\u0063rit")
            .flatMap(
                name ->
                    Stream.of(
                            "null",
                            "[]",
                            "[\"exp\"]",
                            "true",
                            "false",
                            "\"\"",
                            "\"JWT\"",
                            "\"DEF\"",
                            "{}")
                        .map(
                            value ->
                                "{\"kid\":\"k\",\"alg\":\"RS256\",\""
                                    + name
                                    + "\":"
                                    + value
                                    + "}"));
    Stream<String> keyIds =
        Stream.of(
                "null",
                "1",
                "true",
                "[\"k\"]",
                "{}",
                "\"\"",
                "\"K\"",
                "\"k \"",
                "\"k\\u0000\"",
                "\"other\"")
            .map(kid -> "{\"alg\":\"RS256\",\"kid\":" + kid + "}");
    return Stream.of(
            algorithms,
            forbidden,
            keyIds,
            Stream.of("{}", "{\"alg\":\"RS256\"}", "{\"kid\":\"k\"}"))
        .flatMap(headers -> headers);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void keyInTheHeaderIsNeverUsed(String member, String value) {
    String header = "{\"kid\":\"k\",\"alg\":\"RS256\",\"%s\":%s}".formatted(member, value);

    pool.assertRefuses(stranger.token(header, payload()), Refusal.DENIED);
    pool.assertAccepts(signed(header));
  }

  Stream<Arguments> keyInTheHeaderIsNeverUsed() {
    String address = "\"https://attacker.example/keys\"";
    return Stream.of(
        arguments("jwk", stranger.jwk()),
        arguments("jku", address),
        arguments("x5u", address),
        arguments("x5c", "[\"MIIB\"]"));
  }

  @Test
  void unsignedTokenIsDenied() {
    String body =
        TestKey.encode("{\"alg\":\"none\",\"kid\":\"k\"}") + "." + TestKey.encode(payload());

    pool.assertRefuses(body + ".", Refusal.DENIED);
    pool.assertRefuses(signingInput() + ".", Refusal.DENIED);
  }

  @Test
  void publicKeyAsSharedSecretIsDenied() throws GeneralSecurityException {
    String body =
        TestKey.encode("{\"alg\":\"HS256\",\"kid\":\"k\"}") + "." + TestKey.encode(payload());
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.publicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";

    for (byte[] secret :
        new byte[][] {pem.getBytes(StandardCharsets.US_ASCII), key.publicKey().getEncoded()}) {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] tag = mac.doFinal(body.getBytes(StandardCharsets.US_ASCII));
      pool.assertRefuses(body + "." + Base64Url.encode(tag), Refusal.DENIED);
    }
  }

  @Test
  void signatureOfAnotherKeyIsDenied() {
    pool.assertRefuses(stranger.token(payload()), Refusal.DENIED);
  }

  @Test
  void signatureOfAnotherHashIsDenied() {
    String input = signingInput();

    for (String algorithm : new String[] {"SHA1withRSA", "SHA384withRSA", "SHA512withRSA"}) {
      String token = input + "." + Base64Url.encode(key.signature(input, algorithm));
      pool.assertRefuses(token, Refusal.DENIED);
    }
  }

  @Test
  void signatureCoversHeaderAndPayload() {
    String[] parts = pool.token().split("\\.");
    String otherPayload = TestKey.encode(payload().replace("dora", "adam"));
    String otherHeader = TestKey.encode(key.header() + " ");

    pool.assertRefuses(parts[0] + "." + otherPayload + "." + parts[2], Refusal.DENIED);
    pool.assertRefuses(otherHeader + "." + parts[1] + "." + parts[2], Refusal.DENIED);
  }

  @Test
  void signatureOfAnotherLengthIsDenied() {
    String token = pool.token();
    int start = token.lastIndexOf('.') + 1;
    byte[] signature = Base64.getUrlDecoder().decode(token.substring(start));

    for (int length : new int[] {1, 128, 255, 257, 512}) {
      byte[] other = Arrays.copyOf(signature, length);
      pool.assertRefuses(token.substring(0, start) + Base64Url.encode(other), Refusal.DENIED);
    }
  }

  @Test
  void payloadIsNotReadBeforeTheSignature() {
    String unreadable = "{";

    pool.assertRefuses(stranger.token(unreadable), Refusal.DENIED);
    pool.assertRefuses(key.token(unreadable), Refusal.UNREADABLE);
  }

  @Test
  void detailShowsAKeyIdOnOneShortLine() {
    String keyId = "a\\nINFO forged line\\u2028\\u202e" + "z".repeat(200);

    String detail =
        pool.assertRefuses(signed("{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}"), Refusal.DENIED)
            .detail();

    assertThat(detail).contains("'a?INFO forged line??zzz").hasSizeLessThan(120);
    assertThat(detail.lines()).hasSize(1);
  }

  private String signed(String header) {
    return key.token(header, payload());
  }

  private String signingInput() {
    return TestKey.encode(key.header()) + "." + TestKey.encode(payload());
  }

  private String payload() {
    return TestPool.json(pool.access());
  }
}
