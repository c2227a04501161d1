package dev.pergola.benchmarks;

import dev.pergola.request.DataResponse;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** What a host does that takes the answer as a map and writes it with the JSON library it has. */
final class HostJackson {

  private final ObjectWriter writer = JsonMapper.builder().build().writer();

  byte[] bytes(DataResponse response) {
    return writer.writeValueAsBytes(response.toMap());
  }
}
