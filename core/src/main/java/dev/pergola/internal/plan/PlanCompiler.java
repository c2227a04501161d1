package dev.pergola.internal.plan;

import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelResult;
import dev.pergola.model.ModelType;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.ValueType;
import dev.pergola.request.Limits;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles valid operations of one schema into plans. Immutable and safe to share. */
final class PlanCompiler {

  private final SchemaModel model;
  private final GeneratedSchema generated;
  private final Limits limits;

  PlanCompiler(SchemaModel model, GeneratedSchema generated, Limits limits) {
    this.model = model;
    this.generated = generated;
    this.limits = limits;
  }

  /**
   * Compiles one operation for these values of the variables that its conditional directives use.
   */
  Plan compile(
      OperationDefinition operation,
      Map<String, FragmentDefinition> fragments,
      Map<String, Boolean> conditions) {
    OperationDefinition.Operation kind = operation.getOperation();
    GraphQLObjectType type =
        Objects.requireNonNull(
            root(kind), "A valid document has no operation on a root that the schema lacks");
    Map<String, RootOperation> meanings = meanings(kind);
    FieldCollector collector = new FieldCollector(fragments, conditions);
    Map<String, List<Field>> merged =
        collector.collect(type.getName(), List.of(operation.getSelectionSet()));
    if (merged.size() > limits.maxRootFields()) {
      throw new RequestRefusedException(
          "The operation has more than %d root fields.".formatted(limits.maxRootFields()));
    }
    SelectionCompiler selections =
        new SelectionCompiler(generated.schema(), model, collector, kind);
    List<RootField> roots = new ArrayList<>(merged.size());
    merged.forEach(
        (key, fields) ->
            roots.add(
                root(
                    new ResponseName(key),
                    type,
                    fields,
                    meanings.get(fields.get(0).getName()),
                    selections)));
    return new Plan(
        kind == OperationDefinition.Operation.MUTATION, roots, selections.withVariables());
  }

  private @Nullable GraphQLObjectType root(OperationDefinition.Operation kind) {
    return switch (kind) {
      case QUERY -> generated.schema().getQueryType();
      case MUTATION -> generated.schema().getMutationType();
      case SUBSCRIPTION -> generated.schema().getSubscriptionType();
    };
  }

  private Map<String, RootOperation> meanings(OperationDefinition.Operation kind) {
    return switch (kind) {
      case QUERY -> generated.queries();
      case MUTATION -> generated.mutations();
      case SUBSCRIPTION -> generated.subscriptions();
    };
  }

  private RootField root(
      ResponseName name,
      GraphQLObjectType type,
      List<Field> merged,
      @Nullable RootOperation meaning,
      SelectionCompiler selections) {
    Field field = merged.get(0);
    if (field.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
      return new RootField.TypeName(name, type.getName());
    }
    if (meaning == null) {
      return new RootField.Introspection(name, merged);
    }
    GraphQLFieldDefinition definition = type.getFieldDefinition(field.getName());
    Arguments arguments = Arguments.of(generated.schema(), definition, field.getArguments());
    List<SelectionSet> below = FieldCollector.below(merged);
    if (meaning instanceof RootOperation.Custom custom) {
      return new RootField.Custom(
          name,
          custom.operation(),
          field.getName(),
          type.getName(),
          arguments,
          answer(custom.operation(), below, selections),
          SelectionCompiler.location(field));
    }
    if (meaning instanceof RootOperation.OnChange change) {
      return new RootField.OnChange(
          name,
          change.model(),
          change.change(),
          field.getName(),
          type.getName(),
          arguments,
          new RootField.Shape.OneRecord(selections.record(change.model(), below)),
          SelectionCompiler.location(field));
    }
    ModelType on = modelOf(meaning);
    return new RootField.OnModel(
        name,
        on,
        meaning,
        field.getName(),
        type.getName(),
        arguments,
        lists(meaning)
            ? new RootField.Shape.Connection(selections.connection(on, definition, below))
            : new RootField.Shape.OneRecord(selections.record(on, below)),
        SelectionCompiler.location(field));
  }

  private static ModelType modelOf(RootOperation meaning) {
    if (meaning instanceof RootOperation.OnModel onModel) {
      return onModel.model();
    }
    if (meaning instanceof RootOperation.OnIndex onIndex) {
      return onIndex.model();
    }
    throw new IllegalStateException("No query and no mutation: " + meaning);
  }

  private static boolean lists(RootOperation meaning) {
    return meaning instanceof RootOperation.OnIndex
        || (meaning instanceof RootOperation.OnModel onModel
            && onModel.kind() == RootOperation.OnModel.Kind.LIST);
  }

  private RootField.Shape answer(
      CustomOperation operation, List<SelectionSet> below, SelectionCompiler selections) {
    if (operation.result() instanceof ModelResult result) {
      ModelType answered = model.model(result.model()).orElseThrow();
      return new RootField.Shape.Records(
          answered, operation.shape(), selections.record(answered, below));
    }
    return new RootField.Shape.Value(
        selections.value((ValueType) operation.result(), operation.shape(), below));
  }
}
