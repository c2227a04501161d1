package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** A field of a model or custom type, or an argument of an operation, as declared. */
record NamedField(String name, FieldSpec spec) {

  /** The fields with one more. */
  static List<NamedField> plus(List<NamedField> fields, String name, ModelFieldType type) {
    return plus(
        fields, new NamedField(requireNonNull(name, "name"), requireNonNull(type, "type").spec));
  }

  /** The list with one element more. */
  static <T> List<T> plus(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
