package dev.pergola.conformance.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON document as a set of lines: one for each value, with the path that leads to it. The order
 * of members leaves no trace, nor that of objects in a list (indexes, attributes, rules) and of the
 * few lists that are sets; all others, as the fields of a key, keep theirs.
 */
final class JsonLines {

  private static final Set<String> SETS =
      Set.of("operations", "nonKeyAttributes", "authorization_types");

  // A repeated member would hide a wrong one behind a right one.
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonLines() {}

  static Set<String> of(String json) {
    Set<String> lines = new TreeSet<>();
    add(lines, "", "", MAPPER.readTree(json));
    return lines;
  }

  private static void add(Set<String> lines, String path, String name, JsonNode value) {
    if (value.isObject() && !value.isEmpty()) {
      value
          .properties()
          .forEach(
              member ->
                  add(
                      lines,
                      path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                      member.getKey(),
                      member.getValue()));
    } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
      // Equal objects must not become one line.
      Map<String, Long> counts =
          value
              .valueStream()
              .collect(Collectors.groupingBy(JsonLines::text, TreeMap::new, Collectors.counting()));
      counts.forEach(
          (text, count) -> lines.add(path + "[]" + (count > 1 ? " x" + count : "") + " = " + text));
    } else {
      lines.add(path + " = " + (SETS.contains(name) ? sorted(value) : text(value)));
    }
  }

  private static String text(JsonNode value) {
    if (value.isObject()) {
      Map<String, String> members = new TreeMap<>();
      value
          .properties()
          .forEach(
              member ->
                  members.put(
                      member.getKey(),
                      SETS.contains(member.getKey())
                          ? sorted(member.getValue())
                          : text(member.getValue())));
      return members.toString();
    }
    if (value.isArray()) {
      List<String> elements = value.valueStream().map(JsonLines::text).toList();
      boolean objects = !value.isEmpty() && value.get(0).isObject();
      return (objects ? elements.stream().sorted().toList() : elements).toString();
    }
    return value.toString();
  }

  private static String sorted(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(JsonLines::text).sorted().toList().toString()
        : text(value);
  }
}
