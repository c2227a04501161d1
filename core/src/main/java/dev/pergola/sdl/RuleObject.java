package dev.pergola.sdl;

import graphql.language.ArrayValue;
import graphql.language.EnumValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One rule of {@code @auth}, as an object of words and texts. Says so when a member is neither. */
final class RuleObject {

  private final String place;
  private final ObjectValue node;
  private final Findings findings;

  RuleObject(String place, ObjectValue node, Findings findings) {
    this.place = place;
    this.node = node;
    this.findings = findings;
  }

  /** The member as a word, as in {@code allow: owner}. */
  Optional<String> word(String name) {
    return value(name).flatMap(value -> asWord(name, value));
  }

  /** The member as a text, as in {@code ownerField: "owner"}. */
  Optional<String> text(String name) {
    return value(name).flatMap(value -> asText(name, value));
  }

  /** The member as words, as in {@code operations: [read, create]}. */
  Optional<List<String>> words(String name) {
    return value(name)
        .map(
            value ->
                elements(value).stream().flatMap(word -> asWord(name, word).stream()).toList());
  }

  /** The member as texts, as in {@code groups: ["Admins"]}. */
  Optional<List<String>> texts(String name) {
    return value(name)
        .map(
            value ->
                elements(value).stream().flatMap(text -> asText(name, text).stream()).toList());
  }

  /** Says what members have no meaning here, or stand here twice. */
  void allowOnly(Set<String> names) {
    Set<String> seen = new HashSet<>();
    for (ObjectField member : node.getObjectFields()) {
      if (!names.contains(member.getName())) {
        wrong(
            "'%s' has no meaning in this rule. It may have: %s."
                .formatted(member.getName(), String.join(", ", names.stream().sorted().toList())));
      } else if (!seen.add(member.getName())) {
        wrong("'%s' is given twice. Give it once.".formatted(member.getName()));
      }
    }
  }

  void wrong(String text) {
    findings.wrong(node, place + ": " + text);
  }

  private Optional<Value<?>> value(String name) {
    for (ObjectField member : node.getObjectFields()) {
      if (member.getName().equals(name)) {
        return Optional.of(member.getValue());
      }
    }
    return Optional.empty();
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
