package dev.pergola.storage.memory;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the members of a stored map, each of the type that the format gives it. */
record Document(Map<?, ?> members) {

  static Document of(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Document(map);
    }
    throw new IllegalStateException("A map was expected, not " + value);
  }

  String text(String name) {
    return member(name, String.class);
  }

  int number(String name) {
    return Math.toIntExact(member(name, Long.class));
  }

  boolean flag(String name) {
    return member(name, Boolean.class);
  }

  List<String> texts(String name) {
    List<?> elements = member(name, List.class);
    return elements.stream().map(String.class::cast).toList();
  }

  List<Document> list(String name) {
    List<?> elements = member(name, List.class);
    return elements.stream().map(Document::of).toList();
  }

  private <T> T member(String name, Class<T> type) {
    Object value = members.get(name);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw new IllegalStateException("Member '%s' is %s".formatted(name, value));
  }
}
