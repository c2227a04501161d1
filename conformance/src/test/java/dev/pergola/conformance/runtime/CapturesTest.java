package dev.pergola.conformance.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CapturesTest {

  private final Captures captures = new Captures();

  @Test
  void putsAKeptValueWhereverItsNameStands() {
    captures.keep("id", "p-1");
    captures.keep("at", "$1\\");

    assertThat(captures.fill("{ getPost(id: \"${id}\") { id } } ${id} ${at}"))
        .isEqualTo("{ getPost(id: \"p-1\") { id } } p-1 $1\\");
  }

  @Test
  void reachesTextsInsideOfValuesAndNothingElse() {
    captures.keep("id", "p-1");

    assertThat(
            captures.fill(
                Json.read("{\"a\":[\"x${id}\",1,null,true],\"${id}\":{\"b\":\"${id}\"}}")))
        .isEqualTo(Json.read("{\"a\":[\"xp-1\",1,null,true],\"${id}\":{\"b\":\"p-1\"}}"));
  }

  @Test
  void leavesAnUnknownNameAsItIs() {
    assertThat(captures.fill("${jndi} $id {id} ${id}")).isEqualTo("${jndi} $id {id} ${id}");
  }

  @Test
  void aLaterValueReplacesAnEarlierOne() {
    captures.keep("t", "1");
    captures.keep("t", "2");

    assertThat(captures.fill("${t}")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    "data.getPost.id, '\"1\"'",
    "data.list.items.1.id, '\"b\"'",
    "data, '{\"getPost\":{\"id\":\"1\"},\"list\":{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}]}}'"
  })
  void findsTheValueAtAPath(String path, String value) {
    assertThat(Captures.at(answer(), path)).isEqualTo(Json.read(value));
  }

  @ParameterizedTest
  @CsvSource({
    "data.nope",
    "data.list.items.7.id",
    "data.getPost.id.x",
    "errors",
    "data.list.items.x"
  })
  void findsNothingAtAPathThatIsNotThere(String path) {
    assertThat(Captures.at(answer(), path).isMissingNode()).isTrue();
  }

  private static JsonNode answer() {
    return Json.read(
        "{\"data\":{\"getPost\":{\"id\":\"1\"},\"list\":{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}]}}}");
  }
}
