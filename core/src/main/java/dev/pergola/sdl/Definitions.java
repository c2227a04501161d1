package dev.pergola.sdl;

import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;

/** What GraphQL allows on definitions, and Amplify's schemas do not have. */
final class Definitions {

  private Definitions() {}

  static void refuseInterfaces(String place, ObjectTypeDefinition type, Findings findings) {
    if (!type.getImplements().isEmpty()) {
      findings.wrong(type, place + ": a type implements no interface here. Remove it.");
    }
  }

  static void refuseDefault(String place, InputValueDefinition value, Findings findings) {
    if (value.getDefaultValue() != null) {
      findings.wrong(
          value.getDefaultValue(),
          place
              + ": a default of an argument is not kept. Remove it, and let the handler fill it in.");
    }
    value
        .getDirectives()
        .forEach(directive -> Advice.give(place, directive, "an argument", findings));
  }
}
