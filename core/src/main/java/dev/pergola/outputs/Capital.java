package dev.pergola.outputs;

/** Names with their first letter in upper case, as implicit names are made of. */
final class Capital {

  private Capital() {}

  static String of(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
