package dev.pergola.conformance.engine;

import dev.pergola.model.Field;
import dev.pergola.model.ModelType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A random valid query on {@link Things}: aliases, merged fields, fragments in fragments,
 * conditions by literals and variables, type names and introspection in every place.
 *
 * <p>A response key always stands for one field with the same arguments, so that whatever comes
 * together may be merged.
 */
final class RandomDocument {

  private static final String QUERY = "Query";
  private static final List<String> CONDITIONS = List.of("c0", "c1", "c2");

  private final Random random;
  private final List<String> ids;
  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final Map<String, String> declarations = new LinkedHashMap<>();
  private final Map<String, List<String>> fragmentsByType = new LinkedHashMap<>();
  private final StringBuilder fragments = new StringBuilder();
  private final String text;
  private int fragmentCount;
  private boolean introspected;

  /** A query for records of these ids, and for some that are not there. */
  RandomDocument(Random random, List<String> ids) {
    this.random = random;
    this.ids = ids;
    String selection = selection(QUERY, 3);
    String declared =
        declarations.entrySet().stream()
            .map(declaration -> "$" + declaration.getKey() + ":" + declaration.getValue())
            .collect(Collectors.joining(" ", "(", ")"));
    this.text =
        "query Q%s%s%s".formatted(declarations.isEmpty() ? "" : declared, selection, fragments);
  }

  String text() {
    return text;
  }

  Map<String, Object> variables() {
    return variables;
  }

  private String selection(String type, int depth) {
    int size = 1 + random.nextInt(type.equals(QUERY) ? 4 : 6);
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(entry(type, depth));
    }
    return entries.stream().collect(Collectors.joining(" ", "{", "}"));
  }

  private String entry(String type, int depth) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    if (kind == 0) {
      return "..." + condition() + selection(type, depth - 1);
    }
    if (kind == 1) {
      return "...on " + type + condition() + selection(type, depth - 1);
    }
    if (kind == 2) {
      return "..." + fragment(type, depth) + condition();
    }
    return type.equals(QUERY) ? rootField(depth) : field(type, depth);
  }

  /**
   * An old fragment or a new one; none is inside itself, since it is known only when it is done.
   */
  private String fragment(String type, int depth) {
    List<String> known = fragmentsByType.computeIfAbsent(type, same -> new ArrayList<>());
    if (!known.isEmpty() && random.nextBoolean()) {
      return Things.pick(known, random);
    }
    String name = "F" + fragmentCount++;
    fragments.append(" fragment %s on %s%s".formatted(name, type, selection(type, depth - 1)));
    known.add(name);
    return name;
  }

  private String rootField(int depth) {
    return switch (random.nextInt(12)) {
      case 0 -> key("__typename") + "__typename" + condition();
      case 1 -> introspection();
      case 2, 3, 4, 5, 6 -> get(random.nextBoolean() ? "Thing" : "Bag", depth);
      default -> list(random.nextBoolean() ? "Thing" : "Bag", depth);
    };
  }

  private String get(String model, int depth) {
    int which = random.nextInt(ids.size() + 1);
    String id = which == ids.size() ? "nowhere" : ids.get(which);
    String argument = "\"" + id + "\"";
    if (which % 2 == 0) {
      // Always the same form for the same id, or the two could not be merged.
      declarations.put("id" + which, "ID!");
      variables.put("id" + which, id);
      argument = "$id" + which;
    }
    return "g%s%d:get%s(id:%s)%s%s"
        .formatted(model, which, model, argument, condition(), selection(model, depth));
  }

  private String list(String model, int depth) {
    String arguments =
        switch (random.nextInt(4)) {
          case 0 -> variable("limit", "Int", () -> 50 + random.nextInt(50), "b", "limit:$limit");
          case 1 -> "c(limit:0)";
          case 2 -> "d(limit:1000,filter:{})";
          default -> "a";
        };
    String key = "l" + model + arguments.charAt(0);
    return "%s:list%s%s%s%s"
        .formatted(
            key,
            model + "s",
            arguments.substring(1),
            condition(),
            selection("Model" + model + "Connection", depth));
  }

  private String variable(
      String name, String type, Supplier<Object> value, String key, String arguments) {
    declarations.put(name, type);
    variables.computeIfAbsent(name, absent -> value.get());
    return key + "(" + arguments + ")";
  }

  private String field(String type, int depth) {
    if (random.nextInt(8) == 0) {
      return key("__typename") + "__typename" + condition();
    }
    if (type.endsWith("Connection")) {
      String model = type.substring("Model".length(), type.length() - "Connection".length());
      return random.nextInt(5) == 0
          ? key("nextToken") + "nextToken" + condition()
          : key("items") + "items" + condition() + selection(model, depth == 0 ? 0 : depth - 1);
    }
    ModelType model = type.equals("Thing") ? Things.THING : Things.BAG;
    Field field = Things.pick(model.fields(), random);
    return key(field.name()) + field.name() + condition();
  }

  private String introspection() {
    if (introspected) {
      // Asked for twice, it would not be in good faith.
      return "__typename";
    }
    introspected = true;
    return Things.pick(
        List.of(
            "__schema{queryType{name} types{kind name}}",
            "i:__type(name:\"Thing\"){kind name fields{n:name type{kind ofType{name}}}}",
            "__type(name:\"Mood\"){enumValues{name} __typename}",
            "__type(name:\"Nope\"){name}"),
        random);
  }

  /** An alias, or none; each alias is for one field only. */
  private String key(String field) {
    return switch (random.nextInt(4)) {
      case 0 -> "a_" + field.replace("__", "") + ":";
      case 1 -> "b_" + field.replace("__", "") + ":";
      default -> "";
    };
  }

  private String condition() {
    return switch (random.nextInt(14)) {
      case 0 -> " @skip(if:" + bool() + ")";
      case 1 -> " @include(if:" + bool() + ")";
      case 2 -> " @include(if:" + bool() + ") @skip(if:" + bool() + ")";
      default -> "";
    };
  }

  private String bool() {
    if (random.nextInt(3) == 0) {
      return String.valueOf(random.nextBoolean());
    }
    String name = Things.pick(CONDITIONS, random);
    declarations.put(name, "Boolean!");
    variables.computeIfAbsent(name, absent -> random.nextBoolean());
    return "$" + name;
  }
}
