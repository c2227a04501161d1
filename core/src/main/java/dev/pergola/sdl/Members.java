package dev.pergola.sdl;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.EnumValue;
import graphql.language.Node;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The arguments of a directive, or the members of an object in one, as words, texts and lists of
 * these. Says so when a member is of another kind, is given twice or has no meaning.
 */
final class Members {

  private final String place;
  private final Node<?> node;
  private final Findings findings;
  private final Map<String, Value<?>> values = new LinkedHashMap<>();

  private Members(String place, Node<?> node, Findings findings) {
    this.place = place;
    this.node = node;
    this.findings = findings;
  }

  /** The arguments of a directive; its place is named after it. */
  static Members of(String place, Directive directive, Findings findings) {
    Members members =
        new Members("%s, @%s".formatted(place, directive.getName()), directive, findings);
    for (Argument argument : directive.getArguments()) {
      members.put(argument.getName(), argument.getValue());
    }
    return members;
  }

  /** The members of an object. */
  static Members of(String place, ObjectValue object, Findings findings) {
    Members members = new Members(place, object, findings);
    for (ObjectField field : object.getObjectFields()) {
      members.put(field.getName(), field.getValue());
    }
    return members;
  }

  /** The member as a word, as in {@code allow: owner}. */
  Optional<String> word(String name) {
    return value(name).flatMap(value -> asWord(name, value));
  }

  /** The member as a text, as in {@code ownerField: "owner"}. */
  Optional<String> text(String name) {
    return value(name).flatMap(value -> asText(name, value));
  }

  /** The member as words, as in {@code operations: [read, create]}; one may stand alone. */
  Optional<List<String>> words(String name) {
    return list(name, this::asWord);
  }

  /** The member as texts, as in {@code groups: ["Admins"]}; one may stand alone. */
  Optional<List<String>> texts(String name) {
    return list(name, this::asText);
  }

  /** The member as an object, as in {@code projection: {type: ALL}}. */
  Optional<Members> object(String name) {
    return value(name)
        .flatMap(
            value -> {
              if (value instanceof ObjectValue object) {
                return Optional.of(of("%s, %s".formatted(place, name), object, findings));
              }
              wrong("'%s' takes an object in braces.".formatted(name));
              return Optional.empty();
            });
  }

  /** The member as it stands. */
  Optional<Value<?>> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether the member is there, be it null. */
  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Whether the member is {@code null}. */
  boolean isNull(String name) {
    return values.get(name) instanceof NullValue;
  }

  /** The names of what is there, in its order. */
  Set<String> names() {
    return values.keySet();
  }

  /** Says what members have no meaning here. */
  void allowOnly(Set<String> names) {
    for (String given : values.keySet()) {
      if (!names.contains(given)) {
        wrong(
            "'%s' has no meaning here. It may have: %s."
                .formatted(given, String.join(", ", names.stream().sorted().toList())));
      }
    }
  }

  void wrong(String text) {
    findings.wrong(node, place + ": " + text);
  }

  void notSupported(String what) {
    findings.notSupported(node, place + ": " + what);
  }

  private void put(String name, Value<?> value) {
    if (values.put(name, value) != null) {
      wrong("'%s' is given twice. Give it once.".formatted(name));
    }
  }

  private Optional<List<String>> list(
      String name, BiFunction<String, Value<?>, Optional<String>> one) {
    return value(name)
        .map(
            value ->
                elements(value).stream()
                    .flatMap(element -> one.apply(name, element).stream())
                    .toList());
  }

  /** GraphQL takes a single value where a list is meant. */
  static List<Value<?>> elements(Value<?> value) {
    List<Value<?>> elements = new ArrayList<>();
    if (value instanceof ArrayValue array) {
      array.getValues().forEach(elements::add);
    } else {
      elements.add(value);
    }
    return elements;
  }

  private Optional<String> asWord(String name, Value<?> value) {
    if (value instanceof EnumValue word) {
      return Optional.of(word.getName());
    }
    wrong("'%s' takes words without quotes.".formatted(name));
    return Optional.empty();
  }

  private Optional<String> asText(String name, Value<?> value) {
    if (value instanceof StringValue text) {
      return Optional.ofNullable(text.getValue());
    }
    wrong("'%s' takes texts in quotes.".formatted(name));
    return Optional.empty();
  }
}
