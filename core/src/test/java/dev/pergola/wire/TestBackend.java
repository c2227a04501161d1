package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.auth.Refusal;
import dev.pergola.internal.json.Json;
import dev.pergola.request.Backend;
import dev.pergola.request.DataError;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.request.EventStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets in whoever brings the key {@code good} or a token, until these are taken away, and keeps
 * what it was asked to run.
 */
final class TestBackend implements Backend {

  final List<DataRequest> ran = new ArrayList<>();
  final List<ScriptedStream> streams = new ArrayList<>();
  final Set<String> takenAway = new HashSet<>();
  final List<CompletableFuture<Void>> held = new ArrayList<>();
  boolean hold;
  boolean broken;
  private final Function<DataRequest, CompletableFuture<DataResponse>> execution;

  TestBackend(Function<DataRequest, CompletableFuture<DataResponse>> execution) {
    this.execution = execution;
  }

  static TestBackend answering(String json, DataError... errors) {
    Map<String, Object> map = new LinkedHashMap<>(Map.of("raw", json));
    return new TestBackend(
        request -> CompletableFuture.completedFuture(new Answer(map, List.of(errors))));
  }

  @Override
  public CompletableFuture<Authentication> authenticate(Credentials credentials) {
    Authentication verdict = verdict(credentials);
    if (!hold) {
      return CompletableFuture.completedFuture(verdict);
    }
    CompletableFuture<Void> go = new CompletableFuture<>();
    held.add(go);
    return go.thenApply(gone -> verdict);
  }

  private Authentication verdict(Credentials credentials) {
    String shown =
        Stream.concat(credentials.authorization().stream(), credentials.apiKeys().stream())
            .collect(Collectors.joining(" "));
    if (takenAway.contains(shown)) {
      return Authentication.refused(Refusal.DENIED, "not good any more");
    }
    if (credentials.equals(Credentials.apiKey("good"))) {
      return Authentication.accepted(Identity.apiKey("test"), null);
    }
    return shown.startsWith("token-")
        ? Authentication.accepted(
            Identity.lambda(Map.of("for", String.valueOf(streams.size())), Set.of()), null)
        : Authentication.refused(Refusal.DENIED, "not good");
  }

  @Override
  public CompletableFuture<DataResponse> execute(DataRequest request, Identity identity) {
    ran.add(request);
    return execution.apply(request);
  }

  @Override
  public EventStream subscribe(DataRequest request, Authentication.Accepted caller) {
    if (broken) {
      throw new IllegalStateException("No subscription today");
    }
    ScriptedStream stream = new ScriptedStream(request, caller);
    streams.add(stream);
    return stream;
  }

  private record Answer(Map<String, Object> data, List<DataError> errors) implements DataResponse {

    @Override
    public byte[] toJson() {
      return Json.writeBytes(toMap());
    }

    @Override
    public Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("data", errors.stream().anyMatch(DataError::requestLevel) ? null : data);
      if (!errors.isEmpty()) {
        map.put("errors", errors.stream().map(DataError::toMap).toList());
      }
      return map;
    }
  }
}
