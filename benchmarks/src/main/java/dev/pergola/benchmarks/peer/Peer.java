package dev.pergola.benchmarks.peer;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Query text and variables in, JSON bytes out, the way a hand-written endpoint does it. */
public final class Peer {

  private final GraphQL api;
  private final JsonFactory json = new JsonFactory();

  /** An endpoint over these records. */
  public Peer(Repository repository, Clock clock, Supplier<String> ids) {
    this.api = PeerApi.over(repository, clock, ids);
  }

  /** The answer to one request. */
  public byte[] answer(String query, Map<String, Object> variables) {
    ExecutionResult result =
        api.execute(ExecutionInput.newExecutionInput().query(query).variables(variables).build());
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = json.createGenerator(ObjectWriteContext.empty(), out)) {
      generator.writeStartObject();
      generator.writeName("data");
      write(generator, result.getData());
      if (!result.getErrors().isEmpty()) {
        generator.writeName("errors");
        write(generator, result.toSpecification().get("errors"));
      }
      generator.writeEndObject();
    }
    return out.toByteArray();
  }

  /** By hand: a mapper would look a serializer up for every value. */
  private static void write(JsonGenerator generator, @Nullable Object value) {
    if (value == null) {
      generator.writeNull();
    } else if (value instanceof String text) {
      generator.writeString(text);
    } else if (value instanceof Map<?, ?> map) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        generator.writeName((String) entry.getKey());
        write(generator, entry.getValue());
      }
      generator.writeEndObject();
    } else if (value instanceof List<?> list) {
      generator.writeStartArray();
      for (Object element : list) {
        write(generator, element);
      }
      generator.writeEndArray();
    } else {
      throw new IllegalStateException("No field of ours answers with " + value);
    }
  }
}
