package dev.pergola.sdl;

import graphql.language.Directive;
import java.util.Map;
import java.util.Set;

/**
 * What to say of a directive that is not read where it stands: Amplify's older words with the
 * modern form, its other words as not supported yet, and all else as unknown.
 */
final class Advice {

  private static final Map<String, String> OLDER =
      Map.of(
          "key",
          "is the older form. Use @primaryKey(sortKeyFields: [...]) on the key's first field, and @index(name: \"...\", sortKeyFields: [...], queryField: \"...\") for other keys.",
          "connection",
          "is the older form. Use @hasMany(references: [\"postId\"]), @hasOne or @belongsTo, with the child's fields that hold the parent's key.",
          "versioned",
          "is the older form, and has no modern one. Add a version field and check it in the condition of an update.",
          "manyToMany",
          "is the older form. Write the join model: two reference fields with @belongsTo(references: [...]) each, and @hasMany(references: [...]) to it in both models.");

  private static final Set<String> LATER =
      Set.of(
          "refersTo",
          "mapsTo",
          "sql",
          "searchable",
          "http",
          "predictions",
          "generation",
          "conversation");

  private static final String OUTPUT = "aws_";

  private Advice() {}

  /** Whether the directive is one that AppSync reads, and the original writes into its output. */
  static boolean ofOutput(Directive directive) {
    return directive.getName().startsWith(OUTPUT);
  }

  /** Whether the directive is an older form of others. */
  static boolean isOlder(Directive directive) {
    return OLDER.containsKey(directive.getName());
  }

  /**
   * Says why the directive cannot stand here.
   *
   * @param place where it stands, as "Type 'Post'"
   * @param kind what it stands on, as "a model"
   */
  static void give(String place, Directive directive, String kind, Findings findings) {
    String name = directive.getName();
    if (OLDER.containsKey(name)) {
      findings.wrong(directive, "%s: @%s %s".formatted(place, name, OLDER.get(name)));
    } else if (LATER.contains(name)) {
      findings.notSupported(directive, "%s: @%s".formatted(place, name));
    } else if (ofOutput(directive)) {
      findings.wrong(
          directive,
          "%s: @%s would only show in the schema's text here, and protect nothing. Use @auth."
              .formatted(place, name));
    } else {
      findings.wrong(
          directive, "%s: @%s is no directive of %s. Remove it.".formatted(place, name, kind));
    }
  }
}
