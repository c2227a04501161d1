package dev.pergola.internal.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The directives of a schema's types and fields, beside the schema: in it, introspection would show
 * that they exist, which AppSync's does not. They say what the rules mean for AppSync; nothing here
 * judges by them.
 */
public final class Directives {

  private final Map<String, Map<String, List<AppliedDirective>>> ofFields;
  private final Map<String, List<AppliedDirective>> ofTypes;

  private Directives(Builder builder) {
    this.ofTypes = frozen(builder.ofTypes);
    this.ofFields = new HashMap<>();
    builder.ofFields.forEach((type, fields) -> ofFields.put(type, frozen(fields)));
  }

  /** Those of a type, in the order of their names; empty when it has none. */
  public List<AppliedDirective> ofType(String type) {
    return ofTypes.getOrDefault(type, List.of());
  }

  /** Those of a field, in the order of their names; empty when it has none. */
  public List<AppliedDirective> ofField(String type, String field) {
    return ofFields.getOrDefault(type, Map.of()).getOrDefault(field, List.of());
  }

  private static Map<String, List<AppliedDirective>> frozen(
      Map<String, Map<String, AppliedDirective>> places) {
    Map<String, List<AppliedDirective>> frozen = new HashMap<>();
    places.forEach(
        (place, directives) -> {
          List<AppliedDirective> sorted = new ArrayList<>(directives.values());
          sorted.sort(Comparator.comparing(AppliedDirective::name));
          frozen.put(place, List.copyOf(sorted));
        });
    return frozen;
  }

  /** Collects directives. Of two with one name at one place the first stays, as in the original. */
  static final class Builder {

    private final Map<String, Map<String, AppliedDirective>> ofTypes = new HashMap<>();
    private final Map<String, Map<String, Map<String, AppliedDirective>>> ofFields =
        new HashMap<>();

    void add(String type, AppliedDirective directive) {
      put(ofTypes, type, directive);
    }

    void add(String type, String field, AppliedDirective directive) {
      put(ofFields.computeIfAbsent(type, key -> new HashMap<>()), field, directive);
    }

    Directives build() {
      return new Directives(this);
    }

    private static void put(
        Map<String, Map<String, AppliedDirective>> places,
        String place,
        AppliedDirective directive) {
      places
          .computeIfAbsent(place, key -> new LinkedHashMap<>())
          .putIfAbsent(directive.name(), directive);
    }
  }
}
