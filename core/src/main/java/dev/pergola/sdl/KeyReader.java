package dev.pergola.sdl;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.ModelIndex;
import dev.pergola.internal.text.Plurals;
import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code @primaryKey} and {@code @index} of one model. */
final class KeyReader {

  static final Set<String> WORDS = Set.of("primaryKey", "index");

  private final String typePlace;
  private final ObjectTypeDefinition type;
  private final Findings findings;

  KeyReader(String typePlace, ObjectTypeDefinition type, Findings findings) {
    this.typePlace = typePlace;
    this.type = type;
    this.findings = findings;
  }

  /** The fields of the key; empty when the document names none. */
  Optional<String[]> identifier() {
    List<String[]> found = new ArrayList<>();
    for (FieldDefinition field : type.getFieldDefinitions()) {
      for (Directive directive : field.getDirectives("primaryKey")) {
        Members members = Members.of(place(field), directive, findings);
        members.allowOnly(Set.of("sortKeyFields"));
        if (!found.isEmpty()) {
          members.wrong("the type has a primary key already. Name all its fields in one.");
        }
        found.add(withSort(field.getName(), sortKeys(members)));
      }
    }
    return found.stream().findFirst();
  }

  /** The indexes, in the order of the document. */
  ModelIndex[] indexes() {
    return type.getFieldDefinitions().stream()
        .flatMap(
            field ->
                field.getDirectives("index").stream().map(directive -> index(field, directive)))
        .toArray(ModelIndex[]::new);
  }

  private ModelIndex index(FieldDefinition field, Directive directive) {
    Members members = Members.of(place(field), directive, findings);
    members.allowOnly(Set.of("name", "sortKeyFields", "queryField", "projection"));
    String[] sort = sortKeys(members);
    ModelIndex index = a.index(field.getName());
    if (sort.length > 0) {
      index = index.sortKeys(sort);
    }
    Optional<String> name = members.text("name");
    if (name.isPresent()) {
      index = index.name(name.get());
    }
    index =
        members.isNull("queryField")
            ? index.noQueryField()
            : index.queryField(
                (members.has("queryField") ? members.text("queryField") : Optional.<String>empty())
                    .orElseGet(() -> queryField(field.getName(), sort)));
    return members.object("projection").map(projection(index)).orElse(index);
  }

  private static Function<Members, ModelIndex> projection(ModelIndex index) {
    return projection -> {
      projection.allowOnly(Set.of("type", "nonKeyAttributes"));
      String[] names =
          projection.texts("nonKeyAttributes").orElse(List.of()).toArray(String[]::new);
      return switch (projection.word("type").orElse("ALL")) {
        case "ALL" -> index;
        case "KEYS_ONLY" -> index.keysOnly();
        case "INCLUDE" -> index.include(names);
        default -> {
          projection.wrong("'type' has to be ALL, KEYS_ONLY or INCLUDE.");
          yield index;
        }
      };
    };
  }

  /** What the original calls the query of an index that says nothing of it. */
  private String queryField(String partition, String[] sort) {
    String plural = Plurals.of(type.getName());
    String fields =
        Stream.concat(Stream.of(partition), Stream.of(sort))
            .map(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1))
            .collect(Collectors.joining("And"));
    return Character.toLowerCase(plural.charAt(0)) + plural.substring(1) + "By" + fields;
  }

  private static String[] sortKeys(Members members) {
    return members.texts("sortKeyFields").orElse(List.of()).toArray(String[]::new);
  }

  private static String[] withSort(String partition, String[] sort) {
    return Stream.concat(Stream.of(partition), Stream.of(sort)).toArray(String[]::new);
  }

  private String place(FieldDefinition field) {
    return "%s, field '%s'".formatted(typePlace, field.getName());
  }
}
