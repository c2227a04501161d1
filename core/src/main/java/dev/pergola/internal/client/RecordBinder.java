package dev.pergola.internal.client;

import dev.pergola.client.Page;
import dev.pergola.client.RecordMappingException;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Relation;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds a record class against a model, once: its components say what is read, and how. Collects
 * everything that does not fit. Not to be shared; what it makes is.
 */
final class RecordBinder {

  private final SchemaModel schema;
  private final List<String> problems = new ArrayList<>();
  private final Deque<Class<?>> within = new ArrayDeque<>();

  private RecordBinder(SchemaModel schema) {
    this.schema = schema;
  }

  /**
   * The view of a model as records of this class.
   *
   * @throws RecordMappingException with all that does not fit
   */
  static <R extends Record> View<R> bind(SchemaModel schema, ModelType model, Class<R> type) {
    Bound bound = bindModel(schema, model, type);
    return new View<>(
        bound.selection(),
        record -> type.cast(Objects.requireNonNull(bound.reader().read(record), "a record")));
  }

  /** The same, for what may be null. */
  static Bound bindModel(SchemaModel schema, ModelType model, Class<? extends Record> type) {
    RecordBinder binder = new RecordBinder(schema);
    return binder.checked(binder.ofModel(model, type), type, model.name());
  }

  /** A custom type as records of this class, and what may be null. */
  static Bound bind(SchemaModel schema, CustomType custom, Class<? extends Record> type) {
    RecordBinder binder = new RecordBinder(schema);
    return binder.checked(binder.ofCustom(custom, type), type, custom.name());
  }

  private Bound checked(Bound bound, Class<?> type, String target) {
    if (!problems.isEmpty()) {
      throw new RecordMappingException(type.getSimpleName(), target, problems);
    }
    return bound;
  }

  private Bound ofModel(ModelType model, Class<? extends Record> type) {
    return record(
        type,
        model.name(),
        component -> {
          String name = component.getName();
          Field field = model.field(name).orElse(null);
          if (field != null) {
            // A key is never null, whether or not its field says so.
            boolean required = field.required() || model.keyFields().contains(field);
            return value(
                component, field.type(), field.shape().withRequired(required), model.name());
          }
          Relation relation = model.relation(name).orElse(null);
          return relation == null
              ? unknown(component, model.name(), names(model.members()))
              : related(component, relation, model.name());
        });
  }

  private Bound ofCustom(CustomType custom, Class<? extends Record> type) {
    return record(
        type,
        custom.name(),
        component -> {
          NamedValue field = custom.field(component.getName()).orElse(null);
          return field == null
              ? unknown(
                  component, custom.name(), custom.fields().stream().map(NamedValue::name).toList())
              : value(component, field.type(), field.shape(), custom.name());
        });
  }

  private Bound record(Class<? extends Record> type, String target, ComponentBinder binder) {
    if (within.contains(type)) {
      problems.add(
          "Record '%s' leads back to itself; what is read has to end: use a record with fewer components below it."
              .formatted(type.getSimpleName()));
      return Bound.NOTHING;
    }
    Components components = Components.of(type);
    within.push(type);
    Map<String, Selection> members = new LinkedHashMap<>();
    List<Reader> readers = new ArrayList<>();
    for (RecordComponent component : components.list()) {
      Bound bound = binder.bind(component);
      members.put(component.getName(), bound.selection());
      readers.add(bound.reader());
    }
    within.pop();
    if (readers.isEmpty()) {
      problems.add(
          "Record '%s' has no components, so nothing of '%s' would be read."
              .formatted(type.getSimpleName(), target));
    }
    return new Bound(Selection.of(members), new RecordReader(components, target, readers));
  }

  private Bound unknown(RecordComponent component, String target, List<String> known) {
    return problem(
        component,
        "'%s' has no such field; it has %s.".formatted(target, String.join(", ", known)));
  }

  /** A component for a stored value. */
  private Bound value(RecordComponent component, ValueType type, Shape shape, String target) {
    String place =
        "field '%s.%s' (%s)"
            .formatted(target, component.getName(), shape.around(type.graphqlName()));
    Type java = component.getGenericType();
    if (component.getType().isPrimitive()) {
      if (!shape.required()) {
        return problem(
            component,
            "%s cannot hold %s, which may be null; use %s or Optional<%s>, or make the field required."
                .formatted(
                    java.getTypeName(),
                    place,
                    JavaTypes.boxed(component.getType()),
                    JavaTypes.boxed(component.getType())));
      }
      Bound bound = value(component, JavaTypes.wrapper(component.getType()), type, shape, place);
      return bound.reading(Reader::neverNull);
    }
    Optional<Type> optional = JavaTypes.argument(java, Optional.class);
    return optional.isEmpty()
        ? value(component, java, type, shape, place)
        : value(component, optional.get(), type, shape, place).reading(Reader::optional);
  }

  private Bound value(
      RecordComponent component, Type java, ValueType type, Shape shape, String place) {
    if (!shape.list()) {
      return single(component, java, type, place);
    }
    if (java == Object.class) {
      return new Bound(Selections.whole(type), answered -> answered);
    }
    Optional<Type> element =
        JavaTypes.argument(java, List.class).or(() -> JavaTypes.argument(java, Collection.class));
    return element.isEmpty()
        ? problem(component, "%s cannot hold %s; use a List.".formatted(java.getTypeName(), place))
        : single(component, element.get(), type, place).reading(Reader::list);
  }

  private Bound single(RecordComponent component, Type java, ValueType type, String place) {
    Class<?> raw = JavaTypes.raw(java);
    if (type instanceof Scalar scalar) {
      return ScalarReaders.of(scalar, raw)
          .map(reader -> new Bound(Selection.LEAF, reader))
          .orElseGet(() -> unfit(component, java, place, ScalarReaders.typesFor(scalar)));
    }
    if (type instanceof EnumType values) {
      return enumeration(component, java, values, place);
    }
    CustomType custom = (CustomType) type;
    if (raw == Map.class || raw == Object.class) {
      return new Bound(Selections.whole(custom), answered -> answered);
    }
    return raw.isRecord()
        ? ofCustom(custom, raw.asSubclass(Record.class))
        : unfit(component, java, place, "a record, Map<String, Object>");
  }

  private Bound enumeration(RecordComponent component, Type java, EnumType values, String place) {
    Class<?> raw = JavaTypes.raw(java);
    if (raw == String.class || raw == Object.class) {
      return new Bound(Selection.LEAF, answered -> answered);
    }
    if (!raw.isEnum()) {
      return unfit(component, java, place, "an enum, String");
    }
    List<String> missing = ScalarReaders.missing(values, raw);
    return missing.isEmpty()
        ? new Bound(Selection.LEAF, ScalarReaders.constants(raw))
        : problem(
            component,
            "enum '%s' has no constant for %s of %s."
                .formatted(raw.getSimpleName(), String.join(", ", missing), place));
  }

  private Bound related(RecordComponent component, Relation relation, String model) {
    String place = "relation '%s.%s'".formatted(model, relation.name());
    ModelType target = schema.target(relation);
    Type java = component.getGenericType();
    if (relation.kind() == Relation.Kind.HAS_MANY) {
      Optional<Type> page = JavaTypes.argument(java, Page.class);
      Optional<Type> element =
          page.or(() -> JavaTypes.argument(java, List.class))
              .or(() -> JavaTypes.argument(java, Collection.class));
      if (element.isEmpty()) {
        return unfit(component, java, place, "a List, a Page of dev.pergola.client");
      }
      Bound each = relatedRecord(component, element.get(), target, place);
      return each.reading(page.isPresent() ? Pages::reader : Pages::items);
    }
    Optional<Type> optional = JavaTypes.argument(java, Optional.class);
    return optional.isEmpty()
        ? relatedRecord(component, java, target, place)
        : relatedRecord(component, optional.get(), target, place).reading(Reader::optional);
  }

  private Bound relatedRecord(
      RecordComponent component, Type java, ModelType target, String place) {
    Class<?> raw = JavaTypes.raw(java);
    if (raw == Map.class) {
      return new Bound(Selections.stored(target), answered -> answered);
    }
    return raw.isRecord()
        ? ofModel(target, raw.asSubclass(Record.class))
        : unfit(component, java, place, "a record, Map<String, Object>");
  }

  private Bound unfit(RecordComponent component, Type java, String place, String fitting) {
    return problem(
        component,
        "%s cannot hold %s; use one of: %s.".formatted(java.getTypeName(), place, fitting));
  }

  private Bound problem(RecordComponent component, String problem) {
    problems.add(
        "Component '%s' of '%s': %s"
            .formatted(
                component.getName(), component.getDeclaringRecord().getSimpleName(), problem));
    return Bound.NOTHING;
  }

  private static List<String> names(List<ModelField> members) {
    return members.stream().map(ModelField::name).toList();
  }

  @FunctionalInterface
  private interface ComponentBinder {
    Bound bind(RecordComponent component);
  }
}
