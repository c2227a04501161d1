package dev.pergola.dsl;

import io.github.encryptorcode.pluralize.Pluralize;

/** The plural of a model's name, as npm's {@code pluralize} makes it (spec: schema 10). */
final class Plurals {

  private Plurals() {}

  static String of(String name) {
    return Pluralize.plural(name);
  }
}
