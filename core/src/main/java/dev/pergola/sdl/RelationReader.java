package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.ModelFieldType;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.StringValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code @hasOne}, {@code @hasMany} and {@code @belongsTo}. */
final class RelationReader {

  static final Set<String> WORDS = Set.of("hasOne", "hasMany", "belongsTo");

  private static final Set<String> OLDER = Set.of("fields", "indexName");

  private final Findings findings;

  RelationReader(Findings findings) {
    this.findings = findings;
  }

  boolean isRelation(FieldDefinition field) {
    return field.getDirectives().stream()
        .anyMatch(directive -> WORDS.contains(directive.getName()));
  }

  /** The relation; empty when it cannot be read, after saying so. */
  Optional<ModelFieldType> read(String place, FieldDefinition field) {
    List<Directive> all =
        field.getDirectives().stream()
            .filter(directive -> WORDS.contains(directive.getName()))
            .toList();
    if (all.size() > 1) {
      findings.wrong(all.get(1), place + ": a relation has one directive. Keep one.");
    }
    field.getDirectives().stream()
        .filter(directive -> !WORDS.contains(directive.getName()))
        .filter(directive -> !directive.getName().equals("auth"))
        .forEach(
            directive ->
                findings.wrong(
                    directive,
                    "%s: @%s has no meaning beside @%s, since nothing is stored in a relation. Remove it."
                        .formatted(place, directive.getName(), all.get(0).getName())));
    TypeShape shape = TypeShape.of(field.getType());
    Optional<String[]> references = references(place, all.get(0));
    return checkShape(place, field, all.get(0).getName(), shape)
        ? references.map(names -> relation(all.get(0).getName(), shape.name(), names))
        : Optional.empty();
  }

  /** The texts in a value, whether it is one or a list; what is neither is told of elsewhere. */
  static List<String> names(Object references) {
    List<?> values = references instanceof ArrayValue list ? list.getValues() : List.of(references);
    return values.stream()
        .filter(StringValue.class::isInstance)
        .map(value -> ((StringValue) value).getValue())
        .toList();
  }

  private static ModelFieldType relation(String word, String model, String[] references) {
    return switch (word) {
      case "hasOne" -> a.hasOne(model, references);
      case "hasMany" -> a.hasMany(model, references);
      default -> a.belongsTo(model, references);
    };
  }

  private Optional<String[]> references(String place, Directive directive) {
    Members members = Members.of(place, directive, findings);
    boolean older = OLDER.stream().anyMatch(members::has);
    if (older || !members.has("references")) {
      members.wrong(
          "%s. Name the child's fields that hold the parent's key, as in @%s(references: [\"postId\"]), and declare them in the child."
              .formatted(
                  older
                      ? "'fields' and 'indexName' are the older form"
                      : "'references' is missing, and fields are never added in silence",
                  directive.getName()));
      return Optional.empty();
    }
    if (members.has("limit")) {
      members.notSupported("'limit'");
    } else {
      members.allowOnly(Set.of("references"));
    }
    return members.texts("references").map(names -> names.toArray(String[]::new));
  }

  private boolean checkShape(String place, FieldDefinition field, String word, TypeShape shape) {
    boolean many = word.equals("hasMany");
    if (shape.nested()
        || shape.list() != many
        || shape.required()
        || (shape.list() && shape.elementRequired())) {
      findings.wrong(
          field,
          "%s: a relation is never required, and @hasMany alone is a list. Write %s."
              .formatted(place, many ? "[" + nameOf(shape) + "]" : nameOf(shape)));
      return false;
    }
    return true;
  }

  private static String nameOf(TypeShape shape) {
    return shape.name().isEmpty() ? "Model" : shape.name();
  }
}
