package dev.pergola.internal.plan;

import dev.pergola.internal.authorize.Redaction;
import dev.pergola.internal.plan.ConnectionSelection.ConnectionField;
import dev.pergola.internal.plan.ValueSelection.Content;
import dev.pergola.internal.plan.ValueSelection.NestedField;
import dev.pergola.model.CustomType;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import dev.pergola.request.DataError;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the selections below the root fields of one operation. Used once; collects the arguments
 * that each request has to coerce.
 */
final class SelectionCompiler {

  private final GraphQLSchema schema;
  private final SchemaModel model;
  private final FieldCollector collector;
  private final OperationDefinition.Operation kind;
  private final List<Arguments> withVariables = new ArrayList<>();

  SelectionCompiler(
      GraphQLSchema schema,
      SchemaModel model,
      FieldCollector collector,
      OperationDefinition.Operation kind) {
    this.schema = schema;
    this.model = model;
    this.collector = collector;
    this.kind = kind;
  }

  /** The arguments met so far that have variables in them. */
  List<Arguments> withVariables() {
    return withVariables;
  }

  /** What is asked of records of a model. */
  ObjectSelection record(ModelType type, List<SelectionSet> below) {
    List<ObjectField> entries = new ArrayList<>();
    int slot = 0;
    for (var merged : collector.collect(type.name(), below).entrySet()) {
      ObjectField entry = entry(type, new ResponseName(merged.getKey()), merged.getValue(), slot);
      entries.add(entry);
      if (entry instanceof ObjectField.Related) {
        slot++;
      }
    }
    return new ObjectSelection(type, entries);
  }

  /**
   * What is asked of pages of records of a model.
   *
   * @param definition the field that gives the pages; the name of their type depends on it
   */
  ConnectionSelection connection(
      ModelType type, GraphQLFieldDefinition definition, List<SelectionSet> below) {
    String typeName = GraphQLTypeUtil.unwrapAll(definition.getType()).getName();
    List<ConnectionField> entries = new ArrayList<>();
    int slot = 0;
    for (var merged : collector.collect(typeName, below).entrySet()) {
      ResponseName name = new ResponseName(merged.getKey());
      List<Field> fields = merged.getValue();
      switch (fields.get(0).getName()) {
        case "items" ->
            entries.add(
                new ConnectionField.Items(
                    name, slot++, record(type, FieldCollector.below(fields))));
        case "nextToken" -> entries.add(new ConnectionField.NextToken(name));
        default -> entries.add(new ConnectionField.TypeName(name));
      }
    }
    return ConnectionSelection.of(typeName, entries);
  }

  /** What is asked of values of a scalar, enum or custom type. */
  ValueSelection value(ValueType type, Shape shape, List<SelectionSet> below) {
    Content content =
        type instanceof CustomType custom
            ? nested(custom, below)
            : new Content.Single(Output.of(type));
    return new ValueSelection(type.graphqlName(), shape, content);
  }

  static DataError.Location location(Field field) {
    var source = field.getSourceLocation();
    return source == null
        ? new DataError.Location(1, 1)
        : new DataError.Location(source.getLine(), source.getColumn());
  }

  private ObjectField entry(ModelType type, ResponseName name, List<Field> merged, int slot) {
    Field field = merged.get(0);
    dev.pergola.model.@Nullable Field stored = type.field(field.getName()).orElse(null);
    if (stored != null && masks(type, stored)) {
      return new ObjectField.Masked(name, stored.name(), location(field));
    }
    if (stored != null) {
      return new ObjectField.Stored(name, stored, stored(type, stored, merged), location(field));
    }
    @Nullable Relation relation = type.relation(field.getName()).orElse(null);
    return relation == null
        ? new ObjectField.TypeName(name, type.name())
        : related(type, relation, name, merged, slot);
  }

  /**
   * Without subscriptions nobody hears of what a mutation answers, unless of one that the author
   * declared.
   */
  private boolean masks(ModelType type, dev.pergola.model.Field field) {
    return switch (kind) {
      case QUERY -> false;
      case MUTATION ->
          type.grants().guards(field.name())
              && !type.disabled().contains(ModelOperation.SUBSCRIPTIONS);
      case SUBSCRIPTION -> type.grants().guards(field.name());
    };
  }

  private ValueSelection stored(ModelType type, dev.pergola.model.Field field, List<Field> merged) {
    // A key is never null, whether or not its field says so.
    boolean required = field.required() || type.keyFields().contains(field);
    Shape shape = field.shape().withRequired(required);
    ValueSelection value = value(field.type(), shape, FieldCollector.below(merged));
    return value.content() instanceof Content.Single single && Output.showsOwner(type, field)
        ? new ValueSelection(
            value.typeName(), shape, new Content.Single(single.output().showingOwner()))
        : value;
  }

  private Content nested(CustomType type, List<SelectionSet> below) {
    List<NestedField> entries = new ArrayList<>();
    collector
        .collect(type.name(), below)
        .forEach((key, merged) -> entries.add(member(type, new ResponseName(key), merged)));
    return new Content.Nested(type.name(), entries);
  }

  private NestedField member(CustomType type, ResponseName name, List<Field> merged) {
    String member = merged.get(0).getName();
    return type.field(member)
        .<NestedField>map(
            field ->
                new NestedField.Member(
                    name, member, value(field.type(), field.shape(), FieldCollector.below(merged))))
        .orElseGet(() -> new NestedField.TypeName(name, type.name()));
  }

  private boolean hides(ModelType type, Relation relation, ModelType target) {
    return switch (kind) {
      case QUERY -> false;
      case MUTATION -> Redaction.hides(type, relation, target);
      case SUBSCRIPTION -> Redaction.hidesFromSubscribers(type, relation, target);
    };
  }

  private ObjectField related(
      ModelType type, Relation relation, ResponseName name, List<Field> merged, int slot) {
    ModelType target = model.target(relation);
    List<SelectionSet> below = FieldCollector.below(merged);
    boolean many = relation.kind() == Relation.Kind.HAS_MANY;
    GraphQLFieldDefinition definition =
        Objects.requireNonNull(schema.getObjectType(type.name()), "every model has its type")
            .getFieldDefinition(relation.name());
    if (hides(type, relation, target)) {
      return new ObjectField.Hidden(
          name,
          relation.name(),
          many ? connection(target, definition, below) : null,
          location(merged.get(0)));
    }
    RelationStep step = RelationStep.of(type, relation, target);
    DataError.Location location = location(merged.get(0));
    if (!many) {
      return new ObjectField.ToOne(name, step, slot, record(target, below), location);
    }
    Arguments arguments = Arguments.of(schema, definition, merged.get(0).getArguments());
    if (!arguments.isConstant()) {
      withVariables.add(arguments);
    }
    return new ObjectField.ToMany(
        name, step, slot, arguments, connection(target, definition, below), location);
  }
}
