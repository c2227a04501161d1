package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Field;
import dev.pergola.model.Relation;
import dev.pergola.model.Relation.Kind;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The relations of a whole schema: both sides of each have to be there, with the same references,
 * and these have to fit the parent's key (spec: schema 6).
 */
final class Relations {

  private static final Set<ValueType> TEXT = Set.of(Scalar.ID, Scalar.STRING);

  private final Map<String, ModelDraft> models;
  private final Problems problems;
  private final Map<Pair, List<Relation>> parentSides = new HashMap<>();
  private final Map<Pair, List<Relation>> childSides = new HashMap<>();

  Relations(Map<String, ModelDraft> models, Problems problems) {
    this.models = models;
    this.problems = problems;
  }

  /** Checks the relations, and gives the children's tables the indexes of their parents. */
  void resolve() {
    List<Relation> all =
        models.values().stream().flatMap(draft -> draft.relations.stream()).toList();
    all.forEach(
        relation ->
            (relation.parentSide() ? parentSides : childSides)
                .computeIfAbsent(Pair.of(relation), pair -> new ArrayList<>())
                .add(relation));
    all.forEach(this::resolve);
  }

  private void resolve(Relation relation) {
    if (!models.containsKey(relation.target())) {
      problem(relation, "names no model", "Known models: " + Texts.sorted(models.keySet()) + ".");
    } else if (relation.references().isEmpty()) {
      problem(
          relation,
          "names no reference",
          "Name the fields of the child that hold the parent's key, as in %s."
              .formatted(text(relation, List.of("parentId"))));
    } else if (checkCounterpart(relation)) {
      List<Field> references = references(relation);
      if (references.size() == relation.references().size()) {
        fit(relation, references);
      }
    }
  }

  private boolean checkCounterpart(Relation relation) {
    List<Relation> others =
        (relation.parentSide() ? childSides : parentSides)
            .getOrDefault(Pair.of(relation), List.of());
    if (others.size() == 1) {
      return true;
    }
    if (others.isEmpty()) {
      problem(
          relation,
          "has no counterpart in " + relation.target(),
          "Add %s to %s, or use the references of the one that is there."
              .formatted(
                  relation.parentSide()
                      ? text(Kind.BELONGS_TO, relation.model(), relation.references())
                      : text(Kind.HAS_MANY, relation.model(), relation.references()),
                  relation.target()));
    } else {
      problem(
          relation,
          "has several counterparts: "
              + others.stream()
                  .map(other -> other.model() + "." + other.name())
                  .collect(Collectors.joining(", ")),
          "Keep one of them, or give each relation references of its own.");
    }
    return false;
  }

  /** The child's fields; problems are reported from the child's side, and once. */
  private List<Field> references(Relation relation) {
    ModelDraft child = model(Pair.of(relation).child());
    List<Field> fields = new ArrayList<>();
    for (String name : relation.references()) {
      Optional<Field> field = child.field(name).filter(Field::declared);
      field.ifPresent(fields::add);
      if (field.isEmpty() && !relation.parentSide() && !unresolved(child, name)) {
        problem(
            relation,
            "refers to " + Texts.quoted(name) + ", which is no declared field of " + child.name(),
            "Declare the field with the type of the key of " + relation.target() + ".");
      }
    }
    return fields;
  }

  /** A declared field that could not be resolved has its problem already. */
  private static boolean unresolved(ModelDraft child, String name) {
    return child.model.spec.fields().stream()
        .anyMatch(
            field ->
                field.name().equals(name)
                    && !(field.spec().type() instanceof TypeSpec.ToModel)
                    && child.field(name).isEmpty());
  }

  private void fit(Relation relation, List<Field> references) {
    ModelDraft parent = model(Pair.of(relation).parent());
    if (relation.parentSide()) {
      addIndex(relation, references);
      return;
    }
    if (references.size() != parent.key.size()) {
      problem(
          relation,
          "refers by %s, and the key of %s is %s"
              .formatted(described(references), parent.name(), described(parent.key)),
          "Refer to all of the key, in its order.");
      return;
    }
    for (int i = 0; i < references.size(); i++) {
      checkType(relation, references.get(i), parent.key.get(i), parent);
    }
    if (references.stream().map(Field::required).distinct().count() > 1) {
      problem(
          relation,
          "has references of which some may be null and some not: " + described(references),
          "Make all of them required, or none.");
    }
  }

  private void addIndex(Relation relation, List<Field> references) {
    ModelDraft child = model(relation.target());
    String name = relation.indexName();
    if (child.indexes.stream().anyMatch(index -> index.name().equals(name))) {
      problem(
          relation,
          "needs the index '%s', and %s has declared one of that name"
              .formatted(name, child.name()),
          "Give the declared index another name.");
    }
    child.addRelationIndex(name, references);
  }

  private void checkType(Relation relation, Field reference, Field key, ModelDraft parent) {
    if (!same(reference.type(), key.type()) || reference.list()) {
      problem(
          relation,
          "refers to %s, and the key of %s is %s"
              .formatted(described(List.of(reference)), parent.name(), described(List.of(key))),
          "Give both the same type.");
    }
  }

  private static boolean same(ValueType reference, ValueType key) {
    return reference.equals(key) || (TEXT.contains(reference) && TEXT.contains(key));
  }

  private static String described(List<Field> fields) {
    return fields.stream()
        .map(field -> field.name() + ": " + field.shape().around(field.type().graphqlName()))
        .collect(Collectors.joining(", "));
  }

  private ModelDraft model(String name) {
    return requireNonNull(models.get(name), name);
  }

  private void problem(Relation relation, String fault, String remedy) {
    problems.add(
        Place.field(relation.model(), relation.name()),
        text(relation, relation.references()),
        fault,
        remedy);
  }

  private static String text(Relation relation, List<String> references) {
    return text(relation.kind(), relation.target(), references);
  }

  private static String text(Kind kind, String target, List<String> references) {
    return new TypeSpec.ToModel(kind, target, references).text();
  }

  /** The models and references that both sides of a relation have in common. */
  private record Pair(String parent, String child, List<String> references) {

    static Pair of(Relation relation) {
      return relation.parentSide()
          ? new Pair(relation.model(), relation.target(), relation.references())
          : new Pair(relation.target(), relation.model(), relation.references());
    }
  }
}
