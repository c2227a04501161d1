package dev.pergola.auth.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys of a JWKS document may verify tokens. */
class KeySetTest {

  private static final TestKey KEY = TestKey.create("k");
  private static final TestKey OTHER = TestKey.create("other");

  @Test
  void keyIsFoundByItsExactId() throws Exception {
    KeySet keys = parse(TestKey.jwks(KEY, OTHER));

    assertThat(keys.size()).isEqualTo(2);
    assertThat(keys.find("k")).isEqualTo(KEY.verificationKey());
    assertThat(keys.find("other")).isEqualTo(OTHER.verificationKey());
    for (String absent : new String[] {"", "K", "k ", " k", "ot", "othe", "others"}) {
      assertThat(keys.find(absent)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"use\":\"sig\"",
        "\"alg\":\"RS256\"",
        "\"use\":\"sig\",\"alg\":\"RS256\"",
        "\"x5c\":[\"none\"],\"x5t\":\"none\",\"x5u\":\"https://attacker.example\"",
        "\"d\":\"AQAB\",\"oth\":7"
      })
  void keyForSignaturesIsUsable(String members) throws Exception {
    assertThat(parse(set(KEY.jwk(members))).find("k")).isEqualTo(KEY.verificationKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"use\":\"enc\"",
        "\"use\":\"SIG\"",
        "\"use\":null",
        "\"use\":\"\"",
        "\"use\":[\"sig\"]",
        "\"alg\":\"RS512\"",
        "\"alg\":\"rs256\"",
        "\"alg\":\"RSA-OAEP\"",
        "\"alg\":\"PS256\"",
        "\"alg\":null",
        "\"alg\":\"\"",
        "\"alg\":[\"RS256\"]"
      })
  void keyForSomethingElseIsLeftOut(String members) throws Exception {
    KeySet keys = parse(set(KEY.jwk(members), OTHER.jwk()));

    assertThat(keys.find("k")).isNull();
    assertThat(keys.find("other")).isNotNull();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void brokenKeyIsLeftOutAndSpoilsNoOther(String name, String jwk) throws Exception {
    KeySet keys = parse(set(jwk, OTHER.jwk()));

    assertThat(keys.size()).isEqualTo(1);
    assertThat(keys.find("other")).isNotNull();
  }

  static Stream<Arguments> brokenKeyIsLeftOutAndSpoilsNoOther() {
    String good = KEY.jwk();
    return Stream.of(
        arguments("no object", "7"),
        arguments("null", "null"),
        arguments("empty", "{}"),
        arguments("no kty", good.replace("\"kty\":\"RSA\",", "")),
        arguments("kty in small letters", good.replace("\"RSA\"", "\"rsa\"")),
        arguments("secret", "{\"kty\":\"oct\",\"kid\":\"k\",\"k\":\"AAAA\"}"),
        arguments(
            "curve", "{\"kty\":\"EC\",\"kid\":\"k\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}"),
        arguments("no kid", good.replace("\"kid\":\"k\",", "")),
        arguments("kid null", good.replace("\"kid\":\"k\"", "\"kid\":null")),
        arguments("kid number", good.replace("\"kid\":\"k\"", "\"kid\":1")),
        arguments("no n", good.replace("\"n\":", "\"m\":")),
        arguments("no e", good.replace("\"e\":", "\"f\":")),
        arguments("n number", good.replace("\"n\":\"", "\"n\":1,\"z\":\"")),
        arguments("n empty", good.replace("\"n\":\"", "\"n\":\"\",\"z\":\"")),
        arguments("n not base64url", good.replace("\"n\":\"", "\"n\":\"+/")),
        arguments("e one", good.replace("\"e\":\"AQAB\"", "\"e\":\"AQ\"")),
        arguments("e zero", good.replace("\"e\":\"AQAB\"", "\"e\":\"AA\"")),
        arguments("e empty", good.replace("\"e\":\"AQAB\"", "\"e\":\"\"")),
        arguments("1,024 bits", TestKey.create("k", 1024).jwk()),
        arguments("2,047 bits", TestKey.create("k", 2047).jwk()));
  }

  @Test
  void largerKeyIsUsable() throws Exception {
    assertThat(parse(TestKey.jwks(TestKey.create("big", 3072))).find("big")).isNotNull();
  }

  @Test
  void idThatNamesTwoKeysNamesNone() throws Exception {
    KeySet keys = parse(TestKey.jwks(KEY, OTHER.named("k"), OTHER));

    assertThat(keys.find("k")).isNull();
    assertThat(keys.find("other")).isNotNull();
  }

  @Test
  void idMayNameOneKeyTwiceAndAnUnusableOne() throws Exception {
    String unusable = OTHER.named("k").jwk("\"use\":\"enc\"");

    assertThat(parse(set(KEY.jwk(), unusable, KEY.jwk(""))).find("k"))
        .isEqualTo(KEY.verificationKey());
  }

  @Test
  void setMayBeEmpty() throws Exception {
    assertThat(parse("{\"keys\":[]}").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "<html></html>",
        "{\"keys\":null}",
        "{\"keys\":{}}",
        "{\"keys\":[]",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[]}{}",
        "{\"Keys\":[]}"
      })
  void documentOfAnotherFormIsNoKeySet(String document) {
    assertThatThrownBy(() -> parse(document)).isInstanceOf(MalformedJsonException.class);
  }

  private static KeySet parse(String document) throws MalformedJsonException {
    return KeySet.parse(document.getBytes(StandardCharsets.UTF_8));
  }

  private static String set(String... jwks) {
    return "{\"keys\":[" + String.join(",", jwks) + "]}";
  }
}
