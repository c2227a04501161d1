package dev.pergola.dsl;

import dev.pergola.dsl.SchemaProblem.Place;
import dev.pergola.model.Behavior;
import dev.pergola.model.EnumType;
import dev.pergola.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what a field holds: scalars as they are, enums by name or made for the field. */
final class FieldResolver {

  private final Behavior behavior;
  private final Problems problems;
  private final GeneratedNames names;
  private final Map<String, EnumType> namedEnums;
  private final List<EnumType> enums;
  private final Set<String> modelNames;

  /**
   * A resolver that finds enums in {@code namedEnums} and adds the ones it makes to {@code enums}.
   */
  FieldResolver(
      Behavior behavior,
      Problems problems,
      GeneratedNames names,
      Map<String, EnumType> namedEnums,
      List<EnumType> enums,
      Set<String> modelNames) {
    this.behavior = behavior;
    this.problems = problems;
    this.names = names;
    this.namedEnums = namedEnums;
    this.enums = enums;
    this.modelNames = modelNames;
  }

  /** The type of the field; empty after adding a problem. */
  Optional<ValueType> type(String model, Model.NamedField field) {
    Place place = Place.field(model, field.name());
    TypeSpec type = field.spec().type();
    if (type instanceof TypeSpec.OfScalar scalar) {
      return Optional.of(scalar.scalar());
    }
    if (type instanceof TypeSpec.Ref ref) {
      return named(place, ref, field.spec());
    }
    return Optional.of(inline(place, model, field.name(), ((TypeSpec.Values) type).values()));
  }

  private Optional<ValueType> named(Place place, TypeSpec.Ref ref, FieldSpec spec) {
    EnumType found = namedEnums.get(ref.name());
    if (found == null) {
      boolean model = modelNames.contains(ref.name());
      problems.add(
          place,
          ref.text(),
          model ? "names a model, and a field can hold an enum only" : "names no enum",
          "Known enums: " + Texts.sorted(namedEnums.keySet()) + ".");
      return Optional.empty();
    }
    // The original filters a required list with the input of a single value.
    boolean list = spec.list() && !(behavior == Behavior.APPSYNC && spec.required());
    names.enumFilter(Place.enumType(found.name()), found.name(), list);
    return Optional.of(found);
  }

  private EnumType inline(Place place, String model, String field, List<String> values) {
    EnumChecks.check(problems, place, values);
    String name = Texts.capital(model) + Texts.capital(field);
    names.inlineEnum(place, name);
    names.enumFilter(place, name, false);
    EnumType type = new EnumType(name, values);
    enums.add(type);
    return type;
  }
}
