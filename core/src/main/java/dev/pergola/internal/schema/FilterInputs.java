package dev.pergola.internal.schema;

import static dev.pergola.internal.schema.Types.inputField;
import static dev.pergola.internal.schema.Types.inputObject;
import static dev.pergola.internal.schema.Types.listOf;
import static dev.pergola.internal.schema.Types.named;

import dev.pergola.model.Behavior;
import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.FilterKind;
import dev.pergola.model.ModelType;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLInputObjectType;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What listings can be narrowed by and mutations made to depend on (spec: schema 4.3). */
final class FilterInputs {

  private static final String ID = "id";

  private final TypeRegistry types;
  private final EnumFilters enums;
  private final Behavior behavior;

  FilterInputs(TypeRegistry types, Behavior behavior) {
    this.types = types;
    this.enums = new EnumFilters(types, behavior);
    this.behavior = behavior;
  }

  /** Adds the filter of {@code list}. */
  void addFilter(ModelType model) {
    String name = Names.filterInput(model);
    GraphQLInputObjectType.Builder input = inputObject(name);
    fields(model, field -> true)
        .forEach(field -> input.field(inputField(field.name(), named(operators(field)))));
    if (behavior == Behavior.APPSYNC && model.field(ID).isEmpty()) {
      input.field(inputField(ID, named(Names.filterInput(FilterKind.ID))));
    }
    types.add(withCombinators(input, name));
  }

  /**
   * The name of the filter of index queries and relations. Where it is not that of {@code list}, it
   * knows the declared fields only; the original adds owners by the capital name.
   */
  String related(ModelType model) {
    String name = Names.relatedFilterInput(model, behavior);
    boolean capital = name.equals(Names.filterInput(model));
    types.addOnce(
        name,
        () -> {
          GraphQLInputObjectType.Builder input = inputObject(name);
          fields(
                  model,
                  field ->
                      field.declared()
                          || (capital && field.origin() == Field.Origin.IMPLICIT_OWNER))
              .forEach(field -> input.field(inputField(field.name(), named(plain(field)))));
          return withCombinators(input, name);
        });
    return name;
  }

  /** Adds the condition of mutations. */
  void addCondition(ModelType model) {
    String name = Names.conditionInput(model);
    GraphQLInputObjectType.Builder input = inputObject(name);
    fields(model, field -> !leftOutOfConditions(model, field))
        .forEach(field -> input.field(inputField(field.name(), named(operators(field)))));
    if (behavior == Behavior.APPSYNC) {
      // The original puts owners in afterwards, whatever they are.
      ModelRules.owners(model).stream()
          .filter(owner -> leftOutOfConditions(model, owner))
          .forEach(
              owner ->
                  input.field(
                      inputField(owner.name(), named(Names.filterInput(FilterKind.STRING)))));
    }
    types.add(withCombinators(input, name));
  }

  /** A condition is about the record that the key found: the key says nothing more. */
  private boolean leftOutOfConditions(ModelType model, Field field) {
    if (behavior == Behavior.APPSYNC && !model.name().equals(model.capitalName())) {
      // The original looks for the key under the capital name, and does not find it.
      return field.name().equals(ID) && field.type() == Scalar.ID;
    }
    return field.name().equals(ID) || model.keyFields().contains(field);
  }

  private static GraphQLInputObjectType withCombinators(
      GraphQLInputObjectType.Builder input, String name) {
    return input
        .field(inputField("and", listOf(named(name))))
        .field(inputField("or", listOf(named(name))))
        .field(inputField("not", named(name)))
        .build();
  }

  private static Stream<Field> fields(ModelType model, Predicate<Field> which) {
    return model.fields().stream()
        .filter(field -> !(field.type() instanceof CustomType))
        .filter(which);
  }

  private String operators(Field field) {
    return field.type() instanceof Scalar scalar
        ? Names.filterInput(scalar.filterKind())
        : enums.of(field);
  }

  /** As {@link #operators}, without the original's slip about required lists. */
  private String plain(Field field) {
    return field.type() instanceof Scalar scalar
        ? Names.filterInput(scalar.filterKind())
        : enums.plain(field);
  }
}
