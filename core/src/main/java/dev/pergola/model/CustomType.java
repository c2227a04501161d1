package dev.pergola.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type that lives inside records, arguments and answers and has no table: TypeScript {@code
 * a.customType({...})}. It may hold itself, so types are made together by {@link #family}.
 * Immutable; instances are compared by identity.
 *
 * <p>As the type of an argument it stands for the GraphQL input of the same name.
 */
public final class CustomType implements ValueType {

  private final String name;
  private @Nullable List<NamedValue> fields;

  private CustomType(String name) {
    this.name = name;
  }

  /**
   * Types that may refer to each other, by name.
   *
   * @param names the names of the types
   * @param fields gives the fields of the type of this name; finds the types of the family with the
   *     function it is given, and must not read their fields
   */
  public static Map<String, CustomType> family(
      Collection<String> names,
      BiFunction<String, Function<String, Optional<CustomType>>, List<NamedValue>> fields) {
    Map<String, CustomType> family = new LinkedHashMap<>();
    names.forEach(name -> family.put(name, new CustomType(name)));
    family.forEach(
        (name, type) ->
            type.fields =
                List.copyOf(fields.apply(name, other -> Optional.ofNullable(family.get(other)))));
    return family;
  }

  /** The GraphQL name. */
  public String name() {
    return name;
  }

  /** The fields, in the order of their declaration. */
  public List<NamedValue> fields() {
    return Objects.requireNonNull(fields, "a family is read only when it is whole");
  }

  /** The field of this name, or empty. */
  public Optional<NamedValue> field(String fieldName) {
    return fields().stream().filter(field -> field.name().equals(fieldName)).findFirst();
  }

  @Override
  public String graphqlName() {
    return name;
  }

  @Override
  public ColumnType columnType() {
    return ColumnType.DOCUMENT;
  }

  @Override
  public <R> R accept(Visitor<R> visitor) {
    return visitor.custom(this);
  }

  @Override
  public String toString() {
    return "CustomType[" + name + "]";
  }
}
