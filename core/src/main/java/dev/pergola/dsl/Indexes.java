package dev.pergola.dsl;

import dev.pergola.model.Field;
import dev.pergola.model.Projection;
import dev.pergola.model.SecondaryIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The secondary indexes of one model (spec: schema 5). */
final class Indexes {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

  private final ModelDraft draft;
  private final Set<String> declared;
  private final Scope scope;
  private final Map<String, ModelIndex> seen = new HashMap<>();

  Indexes(ModelDraft draft, Set<String> declared, Scope scope) {
    this.draft = draft;
    this.declared = declared;
    this.scope = scope;
  }

  /** The indexes that could be resolved; a problem was added for each other. */
  List<SecondaryIndex> resolve() {
    List<List<ModelIndex>> calls = draft.model.spec.indexes();
    scope
        .problems()
        .checkCalls(
            draft.place(), ".secondaryIndexes(...)", calls, "Give all indexes in one call.");
    return calls.stream()
        .flatMap(List::stream)
        .map(this::resolve)
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<SecondaryIndex> resolve(ModelIndex index) {
    // The original takes no notice of a partition field that is not there.
    if (!scope.safe() && !declared(index.partition)) {
      return Optional.empty();
    }
    String name = name(index);
    Place place = draft.place().index(name);
    checkName(place, index, name);
    List<Field> key = keyFields(place, index);
    if (index.queried) {
      KeyArguments.check(scope.problems(), place, index.text(), key);
    }
    String query = queryField(place, index);
    Projection projection = projection(place, index);
    return key.size() == index.fields().size()
        ? Optional.of(new SecondaryIndex(name, key, query, projection))
        : Optional.empty();
  }

  private void checkName(Place place, ModelIndex index, String name) {
    ModelIndex other = seen.putIfAbsent(name, index);
    if (other != null) {
      problem(
          place,
          index.text(),
          "has the name of " + other.text(),
          "Give one of them another with .name(...), or keep one of them only.");
    } else if (!NAME.matcher(name).matches()) {
      problem(
          place,
          index.text(),
          "has the name " + Texts.quoted(name) + ", which no table takes",
          "Use 3 to 255 letters, digits, underscores, hyphens and full stops.");
    }
  }

  private List<Field> keyFields(Place place, ModelIndex index) {
    if (new HashSet<>(index.fields()).size() < index.fields().size()) {
      problem(place, index.text(), "names a field twice", "Name each field of the key once.");
    }
    List<Field> fields = new ArrayList<>();
    for (String name : index.fields()) {
      Optional<Field> field = draft.field(name).filter(Field::declared);
      if (field.isEmpty()) {
        unknown(place, index, name);
      } else if (!Keys.fits(field.get().type(), field.get().list(), true)) {
        problem(
            place,
            index.text(),
            "has the field %s in its key, which holds %s"
                .formatted(
                    Texts.quoted(name),
                    field.get().shape().around(field.get().type().graphqlName())),
            "Use fields of single strings, numbers, dates and enums.");
      } else {
        fields.add(field.get());
      }
    }
    return fields;
  }

  private void unknown(Place place, ModelIndex index, String name) {
    // A field that could not be resolved has its problem already.
    boolean relation = draft.relations.stream().anyMatch(one -> one.name().equals(name));
    if (!declared(name) || relation) {
      problem(
          place,
          index.text(),
          "names no stored field with " + Texts.quoted(name),
          "Declare the field, or name one of: " + Texts.sorted(declared) + ".");
    }
  }

  private boolean declared(String name) {
    return declared.contains(name);
  }

  /** A second index of the same name has its problem, which is about the query field too. */
  private @Nullable String queryField(Place place, ModelIndex index) {
    if (!index.queried) {
      return null;
    }
    String query =
        index.queryField != null
            ? index.queryField
            : "list" + Texts.capital(draft.name()) + "By" + joined(index);
    if (NameChecks.check(scope.problems(), place, query)) {
      scope.names().indexQuery(place, query);
    }
    return query;
  }

  private Projection projection(Place place, ModelIndex index) {
    Projection projection = index.projection;
    if (projection.kind() != Projection.Kind.INCLUDE) {
      return projection;
    }
    if (projection.columns().isEmpty()) {
      if (scope.safe()) {
        problem(
            place,
            index.text() + ".include()",
            "includes nothing",
            "Name the fields, or use .keysOnly().");
      }
      return Projection.ALL;
    }
    projection.columns().stream()
        .filter(column -> draft.field(column).isEmpty())
        .forEach(
            column ->
                problem(
                    place,
                    index.text() + ".include(...)",
                    "names no stored field with " + Texts.quoted(column),
                    "Name fields of the model: " + Texts.sorted(declared) + "."));
    return projection;
  }

  private String name(ModelIndex index) {
    return index.name != null ? index.name : Texts.decapital(draft.plural) + "By" + joined(index);
  }

  private static String joined(ModelIndex index) {
    return index.fields().stream().map(Texts::capital).collect(Collectors.joining("And"));
  }

  private void problem(Place place, String given, String fault, String remedy) {
    scope.problems().add(place, given, fault, remedy);
  }
}
