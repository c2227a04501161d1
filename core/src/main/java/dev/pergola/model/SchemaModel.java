package dev.pergola.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole schema, checked: the root of what the engine reads. Immutable; everything stands in the
 * order of its declaration.
 */
public final class SchemaModel {

  private final List<ModelType> models;
  private final List<CustomType> customTypes;
  private final List<CustomType> inputs;
  private final List<EnumType> enums;
  private final List<CustomOperation> operations;
  private final List<ResourceGrant> resources;
  private final Map<String, ModelType> byName = new HashMap<>();

  private SchemaModel(Builder builder) {
    this.models = builder.models;
    this.customTypes = builder.customTypes;
    this.inputs = builder.inputs;
    this.enums = builder.enums;
    this.operations = builder.operations;
    this.resources = builder.resources;
    models.forEach(model -> byName.put(model.name(), model));
  }

  /** A schema of nothing yet. */
  public static Builder builder() {
    return new Builder();
  }

  /** The models. */
  public List<ModelType> models() {
    return models;
  }

  /** The custom types of fields and answers, inline ones under their implicit names. */
  public List<CustomType> customTypes() {
    return customTypes;
  }

  /** The inputs of custom operations' arguments, under their GraphQL names. */
  public List<CustomType> inputs() {
    return inputs;
  }

  /** The enums, inline ones under their implicit names. */
  public List<EnumType> enums() {
    return enums;
  }

  /** The custom queries, mutations and subscriptions. */
  public List<CustomOperation> operations() {
    return operations;
  }

  /** The custom operations of one kind. */
  public List<CustomOperation> operations(CustomOperation.Kind kind) {
    return operations.stream().filter(operation -> operation.kind() == kind).toList();
  }

  /** What functions of the host may do in their own name. */
  public List<ResourceGrant> resources() {
    return resources;
  }

  /** The model of this name, or empty. */
  public Optional<ModelType> model(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The model that a relation of this schema leads to. */
  public ModelType target(Relation relation) {
    return model(relation.target())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s.%s leads to '%s', which is no model of this schema."
                        .formatted(relation.model(), relation.name(), relation.target())));
  }

  /** The tables of all models. */
  public List<Table> tables() {
    return models.stream().map(ModelType::table).toList();
  }

  /** Collects a schema. Not safe for several threads. */
  public static final class Builder {

    private List<ModelType> models = List.of();
    private List<CustomType> customTypes = List.of();
    private List<CustomType> inputs = List.of();
    private List<EnumType> enums = List.of();
    private List<CustomOperation> operations = List.of();
    private List<ResourceGrant> resources = List.of();

    private Builder() {}

    /** See {@link SchemaModel#models()}. */
    public Builder models(List<ModelType> all) {
      models = List.copyOf(all);
      return this;
    }

    /** See {@link SchemaModel#customTypes()}. */
    public Builder customTypes(List<CustomType> all) {
      customTypes = List.copyOf(all);
      return this;
    }

    /** See {@link SchemaModel#inputs()}. */
    public Builder inputs(List<CustomType> all) {
      inputs = List.copyOf(all);
      return this;
    }

    /** See {@link SchemaModel#enums()}. */
    public Builder enums(List<EnumType> all) {
      enums = List.copyOf(all);
      return this;
    }

    /** See {@link SchemaModel#operations()}. */
    public Builder operations(List<CustomOperation> all) {
      operations = List.copyOf(all);
      return this;
    }

    /** See {@link SchemaModel#resources()}. */
    public Builder resources(List<ResourceGrant> all) {
      resources = List.copyOf(all);
      return this;
    }

    /** The schema. */
    public SchemaModel build() {
      return new SchemaModel(this);
    }
  }
}
