package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.Scalar;
import dev.pergola.model.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key of one model: what {@code identifier} names, else a declared or implicit {@code id}. */
final class Keys {

  static final String ID = "id";

  private final Model model;
  private final Map<String, FieldSpec> declared;
  private final Scope scope;
  private final List<String> names;

  Keys(Model model, Map<String, FieldSpec> declared, Scope scope) {
    this.model = model;
    this.declared = declared;
    this.scope = scope;
    this.names = names();
  }

  /** Whether the model gets an {@code id} that nobody declared. */
  boolean implicitId() {
    return names.equals(List.of(ID)) && !declared.containsKey(ID);
  }

  /** Whether records are found by this field, which then is never null. */
  boolean isPartition(String field) {
    return names.get(0).equals(field);
  }

  /** The fields of the key; problems are added for those that cannot be in one. */
  List<Field> fields(ModelDraft draft) {
    List<Field> fields = new ArrayList<>();
    for (String name : names) {
      Optional<Field> field = draft.field(name).filter(found -> found.declared() || implicitId());
      if (field.isPresent()) {
        check(field.get());
        fields.add(field.get());
      } else {
        unknown(name);
      }
    }
    if (!implicitId() && ModelOperation.LIST.offered(draft.disabled)) {
      KeyArguments.check(scope.problems(), model.place(), keyText(), fields);
    }
    return fields;
  }

  /** Whether a key may hold values of this type; in an index, an enum too. */
  static boolean fits(ValueType type, boolean list, boolean index) {
    boolean scalar = type instanceof Scalar && type != Scalar.BOOLEAN && type != Scalar.JSON;
    return !list && (scalar || (index && type instanceof EnumType));
  }

  private List<String> names() {
    List<List<String>> calls = model.spec.identifiers();
    scope
        .problems()
        .checkCalls(
            model.place(), ".identifier(...)", calls, "Name all fields of the key in one call.");
    if (calls.isEmpty()) {
      return List.of(ID);
    }
    List<String> given = calls.get(0);
    if (given.isEmpty()) {
      problem(model.place(), ".identifier()", "names no field", "Name at least one.");
      return List.of(ID);
    }
    if (new HashSet<>(given).size() < given.size()) {
      problem(
          model.place(), text(given), "names a field twice", "Name each field of the key once.");
    }
    // The original takes no notice of a partition field that is not there.
    boolean ignored =
        !scope.safe() && !declared.containsKey(given.get(0)) && !ID.equals(given.get(0));
    return ignored ? List.of(ID) : List.copyOf(new LinkedHashSet<>(given));
  }

  private void check(Field field) {
    if (!field.declared()) {
      return;
    }
    Place place = model.place().field(field.name());
    FieldSpec spec = requireNonNull(declared.get(field.name()));
    boolean named = !model.spec.identifiers().isEmpty();
    if (!fits(field.type(), field.list(), false)) {
      problem(
          place,
          spec.text(),
          named
              ? "cannot be a part of the key, as .identifier(...) has it"
              : "cannot be a key, which a field named id is",
          named
              ? "Use a single a.id(), a.string(), a number or a date, or another field for the key."
              : "Use a single a.id(), a.string(), a number or a date, or another name for the field.");
    } else if (named && !spec.shape().required() && !optionalId(field)) {
      problem(
          place,
          spec.text(),
          "may be null, and is a part of the key",
          "Add .required(), or name another field in .identifier(...).");
    }
  }

  /** A partition field that is an ID need not say that it is required. */
  private boolean optionalId(Field field) {
    return isPartition(field.name()) && field.type() == Scalar.ID;
  }

  private void unknown(String name) {
    // A field that could not be resolved has its problem already.
    if (!stored().contains(name)) {
      problem(
          model.place(),
          text(model.spec.identifiers().get(0)),
          "names no stored field with " + Texts.quoted(name),
          "Declare the field, or name one of: " + Texts.sorted(stored()) + ".");
    }
  }

  private List<String> stored() {
    return declared.entrySet().stream()
        .filter(field -> !(field.getValue().type() instanceof TypeSpec.ToModel))
        .map(Map.Entry::getKey)
        .toList();
  }

  private void problem(Place place, String given, String fault, String remedy) {
    scope.problems().add(place, given, fault, remedy);
  }

  /** What made the key: the call, or the field that is a key by its name. */
  private String keyText() {
    List<List<String>> calls = model.spec.identifiers();
    return calls.isEmpty() || calls.get(0).isEmpty() ? Texts.quoted(ID) : text(calls.get(0));
  }

  private static String text(List<String> names) {
    return ".identifier(" + String.join(", ", names.stream().map(Texts::quoted).toList()) + ")";
  }
}
