package dev.pergola.internal.plan;

import dev.pergola.internal.schema.GeneratedSchema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import dev.pergola.request.DataError;
import dev.pergola.request.Limits;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compiles valid operations of one schema into plans. Immutable and safe to share. */
final class PlanCompiler {

  private final GeneratedSchema generated;
  private final Limits limits;

  PlanCompiler(GeneratedSchema generated, Limits limits) {
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
    boolean mutation = operation.getOperation() == OperationDefinition.Operation.MUTATION;
    GraphQLObjectType type =
        Objects.requireNonNull(
            mutation ? generated.schema().getMutationType() : generated.schema().getQueryType(),
            "A valid document has no operation on a root that the schema lacks");
    FieldCollector collector = new FieldCollector(fragments, conditions);
    Map<String, List<Field>> merged =
        collector.collect(type.getName(), List.of(operation.getSelectionSet()));
    if (merged.size() > limits.maxRootFields()) {
      throw new RequestRefusedException(
          "The operation has more than %d root fields.".formatted(limits.maxRootFields()));
    }
    List<RootField> roots = new ArrayList<>(merged.size());
    merged.forEach(
        (key, fields) -> roots.add(root(new ResponseName(key), type, fields, mutation, collector)));
    return new Plan(mutation, roots);
  }

  private RootField root(
      ResponseName name,
      GraphQLObjectType type,
      List<Field> fields,
      boolean mutation,
      FieldCollector collector) {
    Field field = fields.get(0);
    if (field.getName().equals(Introspection.TypeNameMetaFieldDef.getName())) {
      return new RootField.TypeName(name, type.getName());
    }
    @Nullable RootOperation meaning =
        (mutation ? generated.mutations() : generated.queries()).get(field.getName());
    if (meaning == null) {
      return new RootField.Introspection(name, fields);
    }
    if (!(meaning instanceof RootOperation.OnModel operation)) {
      throw new RequestRefusedException(
          "The field '%s' of %s, made for %s, is not served yet."
              .formatted(field.getName(), type.getName(), meaning.culprit()));
    }
    return new RootField.OnModel(
        name,
        operation,
        field.getName(),
        type.getName(),
        Arguments.of(
            generated.schema(), type.getFieldDefinition(field.getName()), field.getArguments()),
        shape(operation, FieldCollector.below(fields), collector),
        location(field));
  }

  private static RootField.Shape shape(
      RootOperation.OnModel operation, List<SelectionSet> below, FieldCollector collector) {
    return operation.kind() == RootOperation.OnModel.Kind.LIST
        ? new RootField.Shape.Connection(connection(operation.model(), below, collector))
        : new RootField.Shape.OneRecord(record(operation.model(), below, collector));
  }

  private static ConnectionSelection connection(
      ModelType model, List<SelectionSet> below, FieldCollector collector) {
    String typeName = "Model" + model.capitalName() + "Connection";
    List<ConnectionSelection.ConnectionField> entries = new ArrayList<>();
    collector
        .collect(typeName, below)
        .forEach(
            (key, fields) -> {
              ResponseName name = new ResponseName(key);
              entries.add(
                  switch (fields.get(0).getName()) {
                    case "items" ->
                        new ConnectionSelection.ConnectionField.Items(
                            name, record(model, FieldCollector.below(fields), collector));
                    case "nextToken" -> new ConnectionSelection.ConnectionField.NextToken(name);
                    default -> new ConnectionSelection.ConnectionField.TypeName(name);
                  });
            });
    return new ConnectionSelection(typeName, entries);
  }

  private static ObjectSelection record(
      ModelType model, List<SelectionSet> below, FieldCollector collector) {
    List<ObjectField> entries = new ArrayList<>();
    collector
        .collect(model.name(), below)
        .forEach((key, fields) -> entries.add(entry(model, new ResponseName(key), fields.get(0))));
    return new ObjectSelection(model.name(), entries);
  }

  private static ObjectField entry(ModelType model, ResponseName name, Field field) {
    return model
        .field(field.getName())
        .<ObjectField>map(
            stored -> new ObjectField.Stored(name, stored, output(model, stored), location(field)))
        .orElseGet(() -> typeName(model, name, field));
  }

  private static ObjectField typeName(ModelType model, ResponseName name, Field field) {
    if (model.relation(field.getName()).isPresent()) {
      throw new RequestRefusedException(
          "The relation '%s' of '%s' is not served yet.".formatted(field.getName(), model.name()));
    }
    return new ObjectField.TypeName(name, model.name());
  }

  private static Output output(ModelType model, dev.pergola.model.Field field) {
    Output output = Output.of(field.type());
    boolean joinedOwner =
        model.rules().stream()
            .anyMatch(
                rule ->
                    rule instanceof Rule.Owner owner
                        && owner.joined()
                        && owner.field().equals(field));
    return joinedOwner ? output.showingOwner() : output;
  }

  private static DataError.Location location(Field field) {
    var source = field.getSourceLocation();
    return source == null
        ? new DataError.Location(1, 1)
        : new DataError.Location(source.getLine(), source.getColumn());
  }
}
