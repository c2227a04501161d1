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
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import graphql.schema.GraphQLInputObjectType;
import java.util.HashSet;
import java.util.Set;

/**
 * What subscriptions can be narrowed by (spec: schema 4.3). Fields that decide who may listen are
 * no subject of filters: groups have none, and owners, as the original has it, that of queries.
 */
final class SubscriptionFilters {

  private static final String ID = "id";

  private final TypeRegistry types;
  private final Behavior behavior;

  SubscriptionFilters(TypeRegistry types, Behavior behavior) {
    this.types = types;
    this.behavior = behavior;
  }

  void add(ModelType model) {
    String name = Names.subscriptionFilterInput(model);
    GraphQLInputObjectType.Builder input = inputObject(name);
    Set<String> owners = new HashSet<>();
    Set<String> groups = new HashSet<>();
    for (Rule rule : ModelRules.all(model)) {
      if (rule instanceof Rule.Owner owner) {
        owners.add(owner.field().name());
      } else if (rule instanceof Rule.GroupsDefinedIn group) {
        groups.add(group.field().name());
      }
    }
    for (Field field : model.fields()) {
      if (owners.contains(field.name())) {
        input.field(inputField(field.name(), named(Names.filterInput(FilterKind.STRING))));
      } else if (!groups.contains(field.name()) && !(field.type() instanceof CustomType)) {
        input.field(inputField(field.name(), named(Names.subscriptionFilterInput(kind(field)))));
      }
    }
    if (behavior == Behavior.APPSYNC && model.field(ID).isEmpty()) {
      input.field(inputField(ID, named(Names.subscriptionFilterInput(FilterKind.ID))));
    }
    types.add(
        input
            .field(inputField("and", listOf(named(name))))
            .field(inputField("or", listOf(named(name))))
            .build());
  }

  private static FilterKind kind(Field field) {
    return field.type() instanceof Scalar scalar ? scalar.filterKind() : FilterKind.STRING;
  }
}
