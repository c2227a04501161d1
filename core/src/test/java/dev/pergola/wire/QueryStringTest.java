package dev.pergola.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.internal.json.JsonLimits;
import dev.pergola.request.DataRequest;
import dev.pergola.wire.Envelope.UnreadableException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

  @Test
  void allFourParametersAreRead() throws Exception {
    DataRequest request =
        read(
            "query=query%20A%7B+a%7d&variables=%7B%22n%22:1,%22none%22:null%7D&operationName=A"
                + "&extensions=%7B%7D&other=%5B&other=2");

    assertThat(request.query()).isEqualTo("query A{ a}");
    assertThat(request.variables()).containsEntry("n", 1L).containsEntry("none", null).hasSize(2);
    assertThat(request.operationName()).contains("A");
    assertThat(request.queriesOnly()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"query={a}", "&query={a}&", "query={a}&operationName=", "query={a}&&"})
  void theOthersMayBeMissing(String raw) throws Exception {
    DataRequest request = read(raw);

    assertThat(request.query()).isEqualTo("{a}");
    assertThat(request.variables()).isEmpty();
    assertThat(request.operationName()).isEmpty();
  }

  @Test
  void whatIsEncodedComesBack() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      String text =
          random
              .ints(random.nextInt(20), 0, 0x11_0000)
              .filter(c -> c < 0xd800 || c > 0xdfff)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);

      assertThat(read("query=" + encoded).query()).as("seed %d", seed).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "`` ~ 'query' is missing",
        "variables={} ~ 'query' is missing",
        "Query={a} ~ 'query' is missing",
        "query={a}&query={a} ~ 'query' is there twice",
        "query={a}&%71uery={b} ~ 'query' is there twice",
        "query={a}&operationName=A&operationName= ~ 'operationName' is there twice",
        "query={a}&variables={}&variables={} ~ 'variables' is there twice",
        "query={a}&variables=[] ~ 'variables' must be a JSON object",
        "query={a}&variables=null ~ 'variables' must be a JSON object",
        "query={a}&variables=\"{}\" ~ 'variables' must be a JSON object",
        "query={a}&variables= ~ 'variables': The text is empty",
        "query={a}&variables={}{} ~ 'variables': ",
        "query={a}&variables={\"a\":1,\"a\":2} ~ there twice",
        "query={a}&variables={\"a\":1e99999999} ~ exponent",
        "query={a}&extensions=1 ~ 'extensions' must be a JSON object",
        "query=% ~ percent-encoded",
        "query=%4 ~ percent-encoded",
        "query=%zz ~ percent-encoded",
        "query=%-1 ~ percent-encoded",
        "query=%+1 ~ percent-encoded",
        "query=%u0041 ~ percent-encoded",
        "query=%FF ~ percent-encoded",
        "query=%C0%AF ~ percent-encoded",
        "query=%ED%A0%80 ~ percent-encoded",
        "query=%D9%A1é ~ percent-encoded",
        "query=%١١ ~ percent-encoded",
        "query=a b ~ percent-encoded",
        "query={a}&other=%zz ~ percent-encoded",
        "query={a}&%zz ~ percent-encoded",
      })
  void whatIsNotQuiteARequestIsRefusedWithTheReason(String raw, String reason) {
    assertThatThrownBy(() -> read(raw))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.told()).contains(reason));
  }

  @Test
  void nothingIsNoRequestEither() {
    assertThatThrownBy(() -> QueryString.read(null, JsonLimits.defaults()))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void theLimitsOfJsonHold() throws Exception {
    assertThat(read(withLevels(64)).variables()).hasSize(1);
    assertThatThrownBy(() -> read(withLevels(65)))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.told()).contains("levels deep"));
    assertThatThrownBy(() -> read(withLevels(100_000))).isInstanceOf(UnreadableException.class);
  }

  @Test
  void whatOthersSetIsKept() throws Exception {
    DataRequest request =
        read("query={a}").withHeaders(Map.of("A", List.of("b"))).withVariables(Map.of("c", 1));

    assertThat(request.withOperationName("D").queriesOnly()).isTrue();
    assertThat(DataRequest.of("{a}").queriesOnly()).isFalse();
  }

  private static DataRequest read(String raw) throws UnreadableException {
    return QueryString.read(raw, JsonLimits.defaults());
  }

  private static String withLevels(int levels) {
    return "query={a}&variables=" + "{\"v\":".repeat(levels) + "0" + "}".repeat(levels);
  }
}
