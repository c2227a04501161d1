package dev.pergola.dsl;

import dev.pergola.model.Shape;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What custom types must be to be sent: their values have an end, and no two inputs of different
 * fields have one name (spec: schema 2.5).
 */
final class InputChecks {

  private final TypeCollector types;
  private final Problems problems;
  private final Set<TypeDraft> known = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<TypeDraft> open = Collections.newSetFromMap(new IdentityHashMap<>());

  InputChecks(TypeCollector types, Problems problems) {
    this.types = types;
    this.problems = problems;
  }

  /**
   * Checks the inputs of operations and of models.
   *
   * @param ofModels the custom types that records hold
   */
  void check(Collection<TypeDraft> ofModels) {
    ofModels.forEach(this::checkFinite);
    ofModels.forEach(this::checkSame);
    // An input made of a custom type is told of under the name of that.
    for (TypeDraft input : types.inputs.values()) {
      checkFinite(input.derived() ? types.customTypes.getOrDefault(input.base(), input) : input);
    }
  }

  /** A value that needs itself has no end, so nobody could give one. */
  private void checkFinite(TypeDraft first) {
    Deque<Step> path = new ArrayDeque<>();
    enter(first, path);
    while (!path.isEmpty()) {
      Step step = path.element();
      if (step.fields.hasNext()) {
        NamedField field = step.fields.next();
        needed(step.type, field).ifPresent(needed -> checkNeeded(step.type, field, needed, path));
      } else {
        open.remove(path.remove().type);
      }
    }
  }

  private void checkNeeded(TypeDraft type, NamedField field, TypeDraft needed, Deque<Step> path) {
    if (open.contains(needed)) {
      problems.add(
          type.place().field(field.name()),
          field.spec().text(),
          "needs the whole of which it is a part, so that no value has an end",
          "Make one of the fields on the way optional, or a list.");
    } else {
      enter(needed, path);
    }
  }

  private void enter(TypeDraft type, Deque<Step> path) {
    if (known.add(type)) {
      open.add(type);
      path.push(new Step(type, type.fields().iterator()));
    }
  }

  private Optional<TypeDraft> needed(TypeDraft type, NamedField field) {
    Shape shape = field.spec().shape();
    String name = "";
    if (!shape.required() || shape.list()) {
      return Optional.empty();
    }
    if (field.spec().type() instanceof TypeSpec.Ref ref) {
      name = ref.name();
    } else if (field.spec().type() instanceof TypeSpec.Members) {
      name = TypeDraft.implicitName(type.base(), field.name());
    }
    TypeDraft custom = types.customTypes.get(name);
    return Optional.ofNullable(custom == null ? types.inputs.get(name) : custom);
  }

  /** A declared input may have the name of one that a model makes, if it is the same. */
  private void checkSame(TypeDraft custom) {
    String name = TypeDraft.inputName(Texts.capital(custom.base()));
    TypeDraft input = types.inputs.get(name);
    if (input != null && !signature(custom, true).equals(signature(input, false))) {
      problems.add(
          custom.place(),
          "type '" + name + "'",
          "is also made, with other fields, for " + input.place().text(),
          "Rename one of the two, or give both the same fields.");
    }
  }

  private Set<String> signature(TypeDraft type, boolean ofModel) {
    Set<String> lines = new TreeSet<>();
    for (NamedField field : type.fields()) {
      String name = typeName(type, field, ofModel);
      lines.add(field.name() + ": " + field.spec().shape().around(name));
    }
    return lines;
  }

  private String typeName(TypeDraft type, NamedField field, boolean ofModel) {
    String implicit = TypeDraft.implicitName(type.base(), field.name());
    if (field.spec().type() instanceof TypeSpec.OfScalar scalar) {
      return scalar.scalar().graphqlName();
    }
    if (field.spec().type() instanceof TypeSpec.Members) {
      return TypeDraft.inputName(implicit);
    }
    if (field.spec().type() instanceof TypeSpec.Ref ref) {
      boolean custom = types.customTypes.containsKey(ref.name());
      return custom
          ? TypeDraft.inputName(ofModel ? Texts.capital(ref.name()) : ref.name())
          : ref.name();
    }
    return implicit;
  }

  private record Step(TypeDraft type, Iterator<NamedField> fields) {}
}
