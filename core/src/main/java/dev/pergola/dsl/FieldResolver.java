package dev.pergola.dsl;

import dev.pergola.dsl.SchemaProblem.Place;
import dev.pergola.model.EnumType;
import dev.pergola.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a field holds: scalars as they are, enums by name or made for the field. */
final class FieldResolver {

  private final Problems problems;
  private final GeneratedNames names;
  private final Map<String, EnumType> namedEnums;
  private final List<EnumType> enums;

  /**
   * A resolver that finds enums in {@code namedEnums} and adds the ones it makes to {@code enums}.
   */
  FieldResolver(
      Problems problems,
      GeneratedNames names,
      Map<String, EnumType> namedEnums,
      List<EnumType> enums) {
    this.problems = problems;
    this.names = names;
    this.namedEnums = namedEnums;
    this.enums = enums;
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
      problems.add(
          place,
          ref.text(),
          "names no enum of the schema",
          "Known enums: " + Texts.sorted(namedEnums.keySet()) + ".");
      return Optional.empty();
    }
    // A required list is filtered with the input of a single value, as in the original.
    names.enumFilter(Place.enumType(found.name()), found.name(), spec.list() && !spec.required());
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
