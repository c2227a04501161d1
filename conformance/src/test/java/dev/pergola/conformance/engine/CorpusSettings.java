package dev.pergola.conformance.engine;

import dev.pergola.PergolaBuilder;
import dev.pergola.request.Introspection;
import dev.pergola.request.Limits;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Settings of the application, by the names that the corpora have for them. */
final class CorpusSettings {

  private static final Set<String> KNOWN =
      Set.of(
          "introspection",
          "limits.maxDepth",
          "limits.maxFields",
          "limits.maxFragments",
          "limits.maxRootFields",
          "limits.maxPageSize",
          "limits.pageSize");

  private CorpusSettings() {}

  /** Settings that nobody here would heed. */
  static List<String> unknown(JsonNode config) {
    return config.propertyNames().stream().filter(name -> !KNOWN.contains(name)).toList();
  }

  static UnaryOperator<PergolaBuilder> of(JsonNode config) {
    return builder -> {
      Limits.Builder limits = Limits.builder();
      PergolaBuilder set = builder;
      for (String name : config.propertyNames()) {
        if (name.equals("introspection")) {
          set = set.introspection(introspection(config.get(name)));
        } else {
          set(limits, name, config.get(name).asInt());
        }
      }
      return set.limits(limits.build());
    };
  }

  private static Introspection introspection(JsonNode choice) {
    boolean on = choice.isBoolean() ? choice.asBoolean() : choice.asString().equals("on");
    return on ? Introspection.on() : Introspection.off();
  }

  private static void set(Limits.Builder limits, String name, int value) {
    Limits.Builder unused =
        switch (name) {
          case "limits.maxDepth" -> limits.maxDepth(value);
          case "limits.maxFields" -> limits.maxFields(value);
          case "limits.maxFragments" -> limits.maxFragments(value);
          case "limits.maxRootFields" -> limits.maxRootFields(value);
          case "limits.maxPageSize" -> limits.maxPageSize(value);
          case "limits.pageSize" -> limits.pageSize(value);
          default -> throw new IllegalArgumentException(name);
        };
  }
}
