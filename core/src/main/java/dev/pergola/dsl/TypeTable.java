package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.ModelResult;
import dev.pergola.model.NamedValue;
import dev.pergola.model.ResultType;
import dev.pergola.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what a field, argument or answer holds, by the name that the collector gave it. */
final class TypeTable {

  private final Map<String, SchemaPart> parts;
  private final Map<String, EnumType> enums;
  private final Map<String, CustomType> customTypes;
  private final Map<String, CustomType> inputs;
  private final Problems problems;

  TypeTable(TypeCollector found, Problems problems) {
    this.parts = found.parts;
    this.enums = found.enums;
    this.problems = problems;
    this.customTypes = family(found.customTypes, false);
    this.inputs = family(found.inputs, true);
  }

  List<EnumType> enums() {
    return List.copyOf(enums.values());
  }

  List<CustomType> customTypes() {
    return List.copyOf(customTypes.values());
  }

  List<CustomType> inputs() {
    return List.copyOf(inputs.values());
  }

  /** The part of this name, or empty. */
  Optional<SchemaPart> part(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  /** The custom type of this name, or empty. */
  Optional<CustomType> customType(String name) {
    return Optional.ofNullable(customTypes.get(name));
  }

  /** The type of a field of a model; empty after adding a problem. */
  Optional<ValueType> ofField(Place place, String model, NamedField field) {
    return new Search(place, TypeDraft.implicitName(model, field.name()), false, true)
        .find(field.spec(), this::customType);
  }

  /** The type of an argument, its custom types turned into inputs; empty after a problem. */
  Optional<ValueType> ofArgument(Place place, String operation, NamedField argument) {
    return new Search(place, TypeDraft.implicitName(operation, argument.name()), true, true)
        .find(argument.spec(), name -> Optional.ofNullable(inputs.get(name)));
  }

  /** The type of an answer, which alone may be a model; empty after adding a problem. */
  Optional<ResultType> ofAnswer(Place place, String operation, FieldSpec answer) {
    if (answer.type() instanceof TypeSpec.Ref ref && parts.get(ref.name()) instanceof Model) {
      return Optional.of(new ModelResult(ref.name()));
    }
    return new Search(place, TypeDraft.answerName(operation), false, true)
        .find(answer, this::customType)
        .map(type -> type);
  }

  private Map<String, CustomType> family(Map<String, TypeDraft> drafts, boolean input) {
    return CustomType.family(
        drafts.keySet(), (name, others) -> fields(requireNonNull(drafts.get(name)), input, others));
  }

  private List<NamedValue> fields(
      TypeDraft draft, boolean input, Function<String, Optional<CustomType>> others) {
    List<NamedValue> fields = new ArrayList<>();
    for (NamedField field : draft.fields()) {
      String implicit = TypeDraft.implicitName(draft.base(), field.name());
      new Search(draft.place().field(field.name()), implicit, input, !draft.derived())
          .find(field.spec(), others)
          .ifPresent(type -> fields.add(new NamedValue(field.name(), type, field.spec().shape())));
    }
    return fields;
  }

  /** A search for the type of one place. */
  private final class Search {

    private final Place place;
    private final String implicit;
    private final boolean input;
    private final boolean reports;

    /**
     * A search for the type of one place.
     *
     * @param implicit the name of a type that stands there inline
     * @param input whether custom types are inputs there
     * @param reports whether a failure is news
     */
    Search(Place place, String implicit, boolean input, boolean reports) {
      this.place = place;
      this.implicit = implicit;
      this.input = input;
      this.reports = reports;
    }

    Optional<ValueType> find(FieldSpec spec, Function<String, Optional<CustomType>> types) {
      TypeSpec type = spec.type();
      if (type instanceof TypeSpec.OfScalar scalar) {
        return Optional.of(scalar.scalar());
      }
      if (type instanceof TypeSpec.Values) {
        return Optional.ofNullable(enums.get(implicit));
      }
      if (type instanceof TypeSpec.Ref ref) {
        return named(ref, types);
      }
      return custom(implicit, types);
    }

    private Optional<ValueType> named(
        TypeSpec.Ref ref, Function<String, Optional<CustomType>> types) {
      SchemaPart part = parts.get(ref.name());
      if (part instanceof NamedEnum) {
        return Optional.ofNullable(enums.get(ref.name()));
      }
      if (part instanceof NamedCustomType) {
        return custom(ref.name(), types);
      }
      if (part instanceof NamedInput && input) {
        return types.apply(ref.name()).map(type -> type);
      }
      if (reports) {
        problems.add(place, ref.text(), "names " + described(part), remedy());
      }
      return Optional.empty();
    }

    private Optional<ValueType> custom(String name, Function<String, Optional<CustomType>> types) {
      return types.apply(input ? TypeDraft.inputName(name) : name).map(type -> type);
    }

    private String described(@Nullable SchemaPart part) {
      if (part == null) {
        return "nothing in the schema";
      }
      return part instanceof Model
          ? "a model, whose records cannot stand here"
          : part.place().text() + ", which cannot stand here";
    }

    private String remedy() {
      List<String> known =
          parts.values().stream()
              .filter(
                  part ->
                      part instanceof NamedEnum
                          || part instanceof NamedCustomType
                          || (input && part instanceof NamedInput))
              .map(part -> part.name)
              .toList();
      return "Known enums and custom types: " + Texts.sorted(known) + ".";
    }
  }
}
