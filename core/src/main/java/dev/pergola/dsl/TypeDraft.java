package dev.pergola.dsl;

import java.util.List;

/**
 * A custom type or input under its GraphQL name, before its fields are looked up.
 *
 * @param place where it is declared
 * @param base what the implicit names of types in its fields begin with
 * @param fields its fields, each name once
 * @param derived whether it is an input made of a custom type, whose mistakes are reported there
 */
record TypeDraft(Place place, String base, List<NamedField> fields, boolean derived) {

  /** The name of a type that stands in a field of the type {@code base} (spec: schema 2.5). */
  static String implicitName(String base, String field) {
    return Texts.capital(base) + Texts.capital(field);
  }

  /** The name of the input that a custom type becomes in an argument. */
  static String inputName(String type) {
    return type + "Input";
  }

  /** The name of the type that an operation answers when it stands there inline. */
  static String answerName(String operation) {
    return Texts.capital(operation) + "ReturnType";
  }
}
