package dev.pergola.internal.client;

/** The variables for arguments of relations. */
final class Related {

  private Related() {}

  /**
   * The variable for an argument of the relation at a path. Names have no dots, and a single
   * underscore in a name is doubled, so that no two arguments share one.
   */
  static String variable(String path, String argument) {
    return "at_" + path.replace("_", "__").replace('.', '_') + "_" + argument;
  }
}
