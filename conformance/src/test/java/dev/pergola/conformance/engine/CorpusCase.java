package dev.pergola.conformance.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pergola.request.DataRequest;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One case of the GraphQL corpus, a line of JSON. */
record CorpusCase(String id, String as, JsonNode request, JsonNode config, JsonNode expect) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static CorpusCase of(String line) {
    JsonNode json = MAPPER.readTree(line);
    return new CorpusCase(
        json.path("id").asString("(no id)"),
        json.path("as").asString(""),
        json.path("request"),
        json.path("config"),
        json.path("expect"));
  }

  String query() {
    return request.has("queryGen") ? generated("queryGen") : request.path("query").asString("");
  }

  /** The variables as JSON text, not read: a number of the corpus may be no number to a reader. */
  String variables() {
    if (request.has("variablesRaw")) {
      return request.get("variablesRaw").asString();
    }
    if (request.has("variablesGen")) {
      return generated("variablesGen");
    }
    return request.has("variables") ? request.get("variables").toString() : "{}";
  }

  /** Whether there is a map for callers in process; on a wire the text may be anything. */
  boolean hasMapOfVariables() {
    try {
      JsonNode read = MAPPER.readTree(variables());
      return read.isObject() || read.isNull();
    } catch (JacksonException | NumberFormatException noneHere) {
      return false;
    }
  }

  DataRequest inProcess() {
    Map<String, Object> read =
        MAPPER.readValue(variables(), new TypeReference<Map<String, Object>>() {});
    Map<String, Object> variables = read == null ? Map.of() : read;
    return DataRequest.of(query()).withVariables(variables).withOperationName(operationName());
  }

  byte[] body() {
    String name =
        operationName() == null
            ? ""
            : ",\"operationName\":" + MAPPER.writeValueAsString(operationName());
    return "{\"query\":%s,\"variables\":%s%s}"
        .formatted(MAPPER.writeValueAsString(query()), variables(), name)
        .getBytes(UTF_8);
  }

  private String operationName() {
    return request.has("operationName") ? request.get("operationName").asString() : null;
  }

  private String generated(String member) {
    JsonNode text = request.get(member);
    return text.get("prefix").asString()
        + text.get("repeat").asString().repeat(text.get("times").asInt())
        + text.get("suffix").asString();
  }

  @Override
  public String toString() {
    return id;
  }
}
