package dev.pergola.internal.execute;

import dev.pergola.internal.plan.Arguments;
import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.ValueSelection;
import dev.pergola.internal.plan.ValueSelection.Content;
import dev.pergola.internal.plan.ValueSelection.NestedField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns an answer by response keys into a payload by the names of the schema, in which subscribers
 * with aliases of their own find what they ask for (spec: runtime D). Of the same field under two
 * keys the first counts, and of objects both, alone or in a list; but of pages only those that were
 * asked for with the same arguments, since others hold other records.
 */
final class ByMember {

  private ByMember() {}

  /** The payload of one root field's answer. */
  static @Nullable Object of(RootField.Shape shape, @Nullable Object answer) {
    if (shape instanceof RootField.Shape.OneRecord one) {
      return record(one.selection(), answer);
    }
    if (shape instanceof RootField.Shape.Records records) {
      return each(answer, element -> record(records.selection(), element));
    }
    return shape instanceof RootField.Shape.Value value ? value(value.value(), answer) : answer;
  }

  private static @Nullable Object record(ObjectSelection selection, @Nullable Object answer) {
    if (!(answer instanceof Map<?, ?> entries)) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    Map<String, Arguments> pages = new HashMap<>();
    for (ObjectField field : selection.fields()) {
      Object value = entries.get(field.name().text());
      if (field instanceof ObjectField.Stored stored) {
        add(members, stored.member(), value(stored.value(), value));
      } else if (field instanceof ObjectField.ToOne one) {
        add(members, one.member(), record(one.selection(), value));
      } else if (field instanceof ObjectField.ToMany many
          && pages
              .computeIfAbsent(many.member(), first -> many.arguments())
              .areSameAs(many.arguments())) {
        add(members, many.member(), connection(many.selection(), value));
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object connection(
      ConnectionSelection selection, @Nullable Object answer) {
    if (!(answer instanceof Map<?, ?> entries)) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (ConnectionField field : selection.fields()) {
      Object value = entries.get(field.name().text());
      if (field instanceof ConnectionField.Items items) {
        add(members, "items", each(value, element -> record(items.selection(), element)));
      } else if (field instanceof ConnectionField.NextToken) {
        add(members, "nextToken", value);
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object value(ValueSelection asked, @Nullable Object answer) {
    return asked.content() instanceof Content.Nested nested
        ? each(answer, element -> nested(nested, element))
        : answer;
  }

  private static @Nullable Object nested(Content.Nested asked, @Nullable Object answer) {
    if (!(answer instanceof Map<?, ?> entries)) {
      return null;
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (NestedField field : asked.fields()) {
      if (field instanceof NestedField.Member member) {
        add(members, member.member(), value(member.value(), entries.get(member.name().text())));
      }
    }
    return Collections.unmodifiableMap(members);
  }

  private static @Nullable Object each(@Nullable Object answer, Each change) {
    if (!(answer instanceof List<?> elements)) {
      return change.of(answer);
    }
    List<@Nullable Object> changed = new ArrayList<>(elements.size());
    elements.forEach(element -> changed.add(change.of(element)));
    return Collections.unmodifiableList(changed);
  }

  private static void add(
      Map<String, @Nullable Object> members, String name, @Nullable Object value) {
    members.put(name, both(members.get(name), value));
  }

  private static @Nullable Object both(@Nullable Object first, @Nullable Object second) {
    if (first instanceof Map<?, ?> some && second instanceof Map<?, ?> more) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      some.forEach((name, member) -> members.put(String.valueOf(name), member));
      more.forEach((name, member) -> add(members, String.valueOf(name), member));
      return Collections.unmodifiableMap(members);
    }
    if (first instanceof List<?> some
        && second instanceof List<?> more
        && some.size() == more.size()) {
      List<@Nullable Object> elements = new ArrayList<>(some.size());
      for (int i = 0; i < some.size(); i++) {
        elements.add(both(some.get(i), more.get(i)));
      }
      return Collections.unmodifiableList(elements);
    }
    return first == null ? second : first;
  }

  @FunctionalInterface
  private interface Each {
    @Nullable Object of(@Nullable Object element);
  }
}
