package dev.pergola.model;

import java.util.List;
import java.util.Optional;

/**
 * A whole schema, checked: the root of what the engine reads.
 *
 * @param models the models, in the order of their declaration
 * @param enums the enums, inline ones under their implicit names
 */
public record SchemaModel(List<ModelType> models, List<EnumType> enums) {

  public SchemaModel {
    models = List.copyOf(models);
    enums = List.copyOf(enums);
  }

  /** The model of this name, or empty. */
  public Optional<ModelType> model(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /** The tables of all models. */
  public List<Table> tables() {
    return models.stream().map(ModelType::table).toList();
  }
}
