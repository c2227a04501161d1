package dev.pergola.conformance.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.request.DataError;
import dev.pergola.request.DataResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a request, as a client sees it. Whoever asks for one has its two faces held against
 * each other: the maps for callers in process, and the bytes for a wire.
 *
 * @param json the whole answer
 */
record Answer(DataResponse response, JsonNode json) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static Answer of(DataResponse response) {
    JsonNode json = MAPPER.readTree(response.toJson());
    assertThat(json).isEqualTo(MAPPER.readTree(MAPPER.writeValueAsString(response.toMap())));
    assertThat(json.has("data")).isTrue();
    assertThat(json.has("errors")).isEqualTo(!response.errors().isEmpty());
    return new Answer(response, json);
  }

  /** {@code data} as text with single quotes, which read better in Java. */
  String data() {
    assertThat(errors()).as("errors of the answer").isEmpty();
    return json.get("data").toString().replace('"', '\'');
  }

  /** {@code data} of an answer that has errors as well. */
  String dataBesideErrors() {
    assertThat(errors()).as("errors of the answer").isNotEmpty();
    return json.get("data").toString().replace('"', '\'');
  }

  /** Each error as {@code type at path: message}, without what is null. */
  List<String> errors() {
    List<String> errors = new ArrayList<>();
    for (DataError error : response.errors()) {
      String type = error.errorType() == null ? "" : error.errorType() + " ";
      String path =
          error.path() == null
              ? ""
              : error.path().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining("/", "at ", ""));
      errors.add((type + path).strip() + ": " + error.message());
    }
    return errors;
  }

  /** The only error. */
  String error() {
    assertThat(errors()).hasSize(1);
    return errors().get(0);
  }

  /** The value at a path of {@code data}, such as {@code /listTodos/nextToken}. */
  JsonNode at(String pointer) {
    return json.get("data").at(pointer);
  }

  /** The texts of a field of a list's items. */
  List<String> items(String listing, String field) {
    List<String> values = new ArrayList<>();
    at("/" + listing + "/items").forEach(item -> values.add(item.get(field).asString()));
    return values;
  }

  String text() {
    return new String(response.toJson(), UTF_8);
  }
}
