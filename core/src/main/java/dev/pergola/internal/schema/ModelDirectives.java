package dev.pergola.internal.schema;

import dev.pergola.model.CustomType;
import dev.pergola.model.Field;
import dev.pergola.model.Grants;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Operation;
import dev.pergola.model.Relation;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.SecondaryIndex;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directives of what models generate (spec: schema 8.2), each model in its turn: a type that
 * two models hold has those of both.
 */
final class ModelDirectives {

  private final SchemaModel schema;
  private final SchemaSettings settings;
  private final ServiceModes services;
  private final Directives.Builder directives;
  private final Map<String, Set<Mode>> seen = new HashMap<>();

  ModelDirectives(SchemaModel schema, SchemaSettings settings, Directives.Builder directives) {
    this.schema = schema;
    this.settings = settings;
    this.services = new ServiceModes(settings.defaultMode());
    this.directives = directives;
  }

  void add(ModelType model) {
    Set<Mode> modes = ServiceModes.all(model.grants());
    addToType(model.name(), services.of(modes, false));
    addQueries(model);
    for (Change change : Change.values()) {
      addChange(model, change);
    }
    for (ModelField member : model.members()) {
      addNested(member, modes);
    }
  }

  private void addQueries(ModelType model) {
    Grants grants = model.grants();
    if (model.offers(ModelOperation.GET)) {
      addToField("Query", Names.get(model), model.name(), services.of(grants, Operation.GET));
    }
    Set<Mode> list = services.of(grants, Operation.LIST);
    if (model.offers(ModelOperation.LIST)) {
      addToField("Query", Names.list(model), Names.connection(model), list);
    }
    Set<Mode> index = EnumSet.noneOf(Mode.class);
    index.addAll(list);
    index.addAll(services.of(grants, Operation.GET));
    String connection = Names.relatedConnection(model, settings.behavior());
    for (SecondaryIndex each : model.indexes()) {
      each.queryField().ifPresent(field -> addToField("Query", field, connection, index));
    }
  }

  private void addChange(ModelType model, Change change) {
    Grants grants = model.grants();
    String mutation = Names.mutation(model, change.operation());
    if (model.offers(change.mutation())) {
      addToField("Mutation", mutation, model.name(), services.of(grants, change.operation()));
    }
    if (model.offers(change.subscription())) {
      String field = Names.subscription(model, change.operation());
      directives.add("Subscription", field, AppliedDirective.subscribe(List.of(mutation)));
      addToField("Subscription", field, model.name(), services.of(grants, Operation.LISTEN));
    }
  }

  /** A type below a model is reached by those who reach the model. */
  private void addNested(ModelField member, Set<Mode> modes) {
    if (member instanceof Field field && field.type() instanceof CustomType custom) {
      addNested(custom, modes);
    } else if (member instanceof Relation relation && relation.kind() == Relation.Kind.HAS_MANY) {
      addNested(Names.relatedConnection(schema.target(relation), settings.behavior()), modes);
    }
  }

  private void addNested(CustomType custom, Set<Mode> modes) {
    if (addNested(custom.name(), modes)) {
      for (NamedValue field : custom.fields()) {
        if (field.type() instanceof CustomType nested) {
          addNested(nested, modes);
        }
      }
    }
  }

  /**
   * False when the type has nothing new to hand on. The original adds the default mode to whatever
   * it meets a second time.
   */
  private boolean addNested(String type, Set<Mode> modes) {
    Set<Mode> before = seen.get(type);
    Set<Mode> now = services.of(modes, before != null);
    addToType(type, now);
    Set<Mode> known = seen.computeIfAbsent(type, added -> EnumSet.noneOf(Mode.class));
    return known.addAll(now) || before == null;
  }

  private void addToField(String root, String field, String answered, Set<Mode> modes) {
    modes.forEach(mode -> directives.add(root, field, AppliedDirective.of(mode)));
    addToType(answered, modes);
  }

  private void addToType(String type, Set<Mode> modes) {
    modes.forEach(mode -> directives.add(type, AppliedDirective.of(mode)));
  }
}
