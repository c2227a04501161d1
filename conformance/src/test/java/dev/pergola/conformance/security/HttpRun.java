package dev.pergola.conformance.security;

import dev.pergola.conformance.report.Report;
import dev.pergola.transport.servlet.Container;
import dev.pergola.wire.HttpOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs cases in one container. */
final class HttpRun implements AutoCloseable {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final HttpCase CONTROL =
      new HttpCase(
          MAPPER.readTree(
              """
              {"headers": [["x-api-key", "{API_KEY}"], ["content-type", "application/json"]],
               "body": "{\\"query\\":\\"{getPost(id:\\\\\\"seed-1\\\\\\"){id}}\\"}",
               "expect": {"http": [200], "outcome": "ok", "maxMs": 1000}}
              """));

  private final Map<String, HttpTarget> targets = new LinkedHashMap<>();
  private final Container container;

  private HttpRun(Container container) {
    this.container = container;
  }

  static Report of(Container container, List<JsonNode> cases) {
    try (HttpRun run = new HttpRun(container)) {
      // The classes are loaded before anything is timed.
      run.mismatch(CONTROL);
      return Cases.run("http", cases, run::check);
    }
  }

  @Override
  public void close() {
    targets.values().forEach(HttpTarget::close);
  }

  private Optional<String> check(JsonNode json) {
    return mismatch(new HttpCase(json))
        .or(() -> mismatch(CONTROL).map(other -> "an ordinary request afterwards: " + other));
  }

  private Optional<String> mismatch(HttpCase one) {
    HttpExpectation expectation = new HttpExpectation(one.expect());
    HttpTarget target =
        targets.computeIfAbsent(one.config().toString(), same -> start(one.config()));
    String before = expectation.forbidsSideEffects() ? target.stored() : "";
    Heap heap = expectation.heapMb().isPresent() ? Heap.now() : null;
    long start = System.nanoTime();
    HttpReply reply;
    try {
      reply = HttpReply.to(one, target);
    } catch (IOException e) {
      return Optional.of("expected an answer, but " + e.getMessage());
    }
    long nanos = System.nanoTime() - start;
    return expectation
        .mismatch(reply)
        .or(() -> expectation.mismatch(nanos))
        .or(() -> expectation.heapMb().flatMap(most -> heap.grownBeyond(most)))
        .or(
            () ->
                expectation.forbidsSideEffects() && !before.equals(target.stored())
                    ? Optional.of("expected the store unchanged, came a change")
                    : Optional.empty());
  }

  private HttpTarget start(JsonNode config) {
    HttpOptions.Builder options = HttpOptions.builder();
    config.properties().forEach(setting -> set(options, setting.getKey(), setting.getValue()));
    return new HttpTarget(container, options.build());
  }

  private static void set(HttpOptions.Builder options, String name, JsonNode value) {
    switch (name) {
      case "cors.allowedOrigins" ->
          options.allowedOrigins(
              StreamSupport.stream(value.spliterator(), false).map(JsonNode::stringValue).toList());
      case "http.maxBodyBytes" -> options.maxBodyBytes(value.intValue());
      case "json.maxDepth" -> options.jsonMaxDepth(value.intValue());
      case "json.maxStringLength" -> options.jsonMaxStringLength(value.intValue());
      case "json.maxNumberLength" -> options.jsonMaxNumberLength(value.intValue());
      case "json.maxExponent" -> options.jsonMaxExponent(value.intValue());
      default -> throw new NotSupportedException("config." + name);
    }
  }

  /** How much is in use, and how much was at most since: garbage included, so a high estimate. */
  private record Heap(long used) {

    private static final long MB = 1 << 20;

    static Heap now() {
      System.gc();
      pools().forEach(MemoryPoolMXBean::resetPeakUsage);
      return new Heap(pools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum());
    }

    Optional<String> grownBeyond(long most) {
      long peak = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      return peak - used <= most * MB
          ? Optional.empty()
          : Optional.of(
              "expected the heap to grow by %d MB, came %d".formatted(most, (peak - used) / MB));
    }

    private static List<MemoryPoolMXBean> pools() {
      return ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();
    }
  }
}
