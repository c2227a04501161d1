package dev.pergola.internal.schema;

import dev.pergola.model.EnumType;
import dev.pergola.model.FilterKind;
import dev.pergola.model.ModelType;

/** The names of what a model generates (spec: schema 4). */
final class Names {

  static final String ATTRIBUTE_TYPES = "ModelAttributeTypes";
  static final String SIZE_INPUT = "ModelSizeInput";
  static final String SORT_DIRECTION = "ModelSortDirection";

  private Names() {}

  static String get(ModelType model) {
    return "get" + model.capitalName();
  }

  static String list(ModelType model) {
    return "list" + model.capitalPluralName();
  }

  static String create(ModelType model) {
    return "create" + model.capitalName();
  }

  static String update(ModelType model) {
    return "update" + model.capitalName();
  }

  static String delete(ModelType model) {
    return "delete" + model.capitalName();
  }

  static String connection(ModelType model) {
    return "Model" + model.capitalName() + "Connection";
  }

  static String filterInput(ModelType model) {
    return "Model" + model.capitalName() + "FilterInput";
  }

  static String conditionInput(ModelType model) {
    return "Model" + model.capitalName() + "ConditionInput";
  }

  static String createInput(ModelType model) {
    return "Create" + model.capitalName() + "Input";
  }

  static String updateInput(ModelType model) {
    return "Update" + model.capitalName() + "Input";
  }

  static String deleteInput(ModelType model) {
    return "Delete" + model.capitalName() + "Input";
  }

  static String filterInput(FilterKind kind) {
    return "Model" + kind.word() + "Input";
  }

  static String subscriptionFilterInput(FilterKind kind) {
    return "ModelSubscription" + kind.word() + "Input";
  }

  static String filterInput(EnumType type) {
    return "Model" + type.name() + "Input";
  }

  static String listFilterInput(EnumType type) {
    return "Model" + type.name() + "ListInput";
  }
}
