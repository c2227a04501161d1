package dev.pergola.benchmarks;

import dev.pergola.Pergola;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.nio.charset.StandardCharsets;

/** A process that builds a backend, answers one request and ends. */
final class FirstAnswer {

  private FirstAnswer() {}

  public static void main(String[] none) {
    try (Pergola backend = ManyModels.backend(ManyModels.of(StartBenchmark.MODELS))) {
      DataResponse response =
          backend
              .execute(
                  DataRequest.of("query { listThing0s { items { id title } } }"), ManyModels.CALLER)
              .join();
      System.out.println(new String(response.toJson(), StandardCharsets.UTF_8));
    }
  }
}
