package dev.pergola.conformance.authorization;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as stored: what is not in the map is absent, which is not the same as null. */
record Doc(String id, Map<String, @Nullable Object> values) {

  Doc {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  @Nullable Object value(String field) {
    return field.equals("id") ? id : values.get(field);
  }

  boolean has(String field) {
    return values.containsKey(field);
  }

  Doc with(String field, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
    changed.put(field, value);
    return new Doc(id, changed);
  }

  Doc without(String field) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(values);
    changed.remove(field);
    return new Doc(id, changed);
  }
}
