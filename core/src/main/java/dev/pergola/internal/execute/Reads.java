package dev.pergola.internal.execute;

import dev.pergola.internal.authorize.Access;
import dev.pergola.internal.authorize.Decision;
import dev.pergola.internal.plan.ConnectionSelection;
import dev.pergola.internal.plan.ObjectSelection;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.Behavior;
import dev.pergola.model.Column;
import dev.pergola.model.Index;
import dev.pergola.model.Key;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Table;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.GetRequest;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import dev.pergola.storage.SortCondition;
import dev.pergola.storage.Store;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code get}, {@code list} and the queries of indexes: one store call each, the decision before it
 * and again on every row (spec: runtime A5-A9).
 */
final class Reads {

  private final Services services;
  private final Map<ModelType, ModelTraits> models;
  private final Relations relations;

  Reads(Services services, Map<ModelType, ModelTraits> models, Relations relations) {
    this.services = services;
    this.models = models;
    this.relations = relations;
  }

  /**
   * A record by its key: null when there is none, an error when there is one that the caller may
   * not see.
   */
  CompletionStage<RootResult> get(Call call) {
    RowKey key = Inputs.key(call.model(), call.arguments());
    Access access = Access.toStored(call.identity(), call.model(), Operation.GET);
    Filter reach = visible(call, access);
    Predicate<Row> visible = reach.toPredicate();
    ObjectSelection selection = ((RootField.Shape.OneRecord) call.root().shape()).selection();
    Table table = call.model().table();
    return call.scope()
        .store()
        .get(new GetRequest(table, key, Needs.of(selection, table, reach, call.scope())))
        .thenCompose(
            found ->
                relations.follow(
                    selection,
                    Arrays.asList(
                        checked(
                            call,
                            KeyParts.meant(found, call.model(), key, services.behavior()),
                            visible)),
                    call.scope()))
        .thenApply(RootResult.OneRecord::new);
  }

  private @Nullable Row checked(Call call, Optional<Row> found, Predicate<Row> visible) {
    if (found.isEmpty()) {
      return null;
    }
    if (!visible.test(found.get())) {
      if (services.strictNotFound()) {
        return null;
      }
      throw ClientErrors.unauthorized(call.root());
    }
    return found.get();
  }

  /** A page of records; those that the caller may not see are left out without a word. */
  CompletionStage<RootResult> list(Call call) {
    ListingKey key = key(call);
    ModelType model = call.model();
    Filter visible = visible(call, Access.toList(call.identity(), model, key.proof()));
    Filter asked = FilterReader.read(call.argument("filter"), model, services.limits());
    checkAsked(call, key, asked, visible);
    ListingKey place = served(model, narrowed(model, key, visible), asked);
    Listings listings = relations.listings();
    String binding =
        listings.binding(call.root().fieldName() + "\n" + place.text(), call.identity(), asked);
    int share = call.scope().budget().take();
    PageRequest page = listings.page(call.arguments(), share, binding, call.scope().request());
    ConnectionSelection selection = ((RootField.Shape.Connection) call.root().shape()).selection();
    Set<Column> columns = Needs.of(selection, model.table(), visible, call.scope());
    return read(
            call.scope().store(),
            model.table(),
            place,
            Filter.and(List.of(visible, asked, parts(model, place))),
            page,
            columns)
        .thenCompose(
            found -> {
              call.scope().budget().giveBack(share - found.examined());
              return listings.one(selection, found, visible.toPredicate(), binding, call.scope());
            })
        .thenApply(RootResult.OnePage::new);
  }

  /**
   * Refuses to look for records by fields that the caller may not read, as the key of a listing,
   * which also orders it, or in a filter.
   */
  private static void checkAsked(Call call, ListingKey key, Filter asked, Filter visible) {
    Collection<String> fields = key.fields(call.model().table());
    if (!asked.equals(Filter.all())) {
      // Each is decided once, since somebody may listen to decisions.
      fields = new TreeSet<>(fields);
      fields.addAll(asked.columnNames());
    }
    if (!call.scope().visibility().mayAskBy(call.model(), fields, visible)) {
      throw ClientErrors.unauthorized(call.root());
    }
  }

  private Filter parts(ModelType model, ListingKey place) {
    RowKey key = place.joined(model.table());
    return key == null
        ? Filter.all()
        : KeyParts.of(model.table(), place.index(), key, services.behavior());
  }

  private static CompletionStage<Page> read(
      Store store,
      Table table,
      ListingKey place,
      Filter filter,
      PageRequest page,
      @Nullable Set<Column> columns) {
    KeyCondition condition = place.condition();
    return condition == null
        ? store.scan(new ScanRequest(table, filter, page, columns))
        : store.query(
            new QueryRequest(
                table, place.index(), condition, place.descending(), filter, page, columns));
  }

  /**
   * The key that the arguments name. What is wrong with those of an index is told only to callers
   * who may ask it, as the original does.
   */
  private ListingKey key(Call call) {
    ModelTraits traits = traits(call.model());
    if (!(call.root().operation() instanceof RootOperation.OnIndex onIndex)) {
      return traits.key().read(call.arguments(), services.behavior());
    }
    try {
      return traits.key(onIndex.index()).read(call.arguments(), services.behavior());
    } catch (FieldException wrong) {
      Filter unused = visible(call, Access.toStored(call.identity(), call.model(), Operation.LIST));
      throw wrong;
    }
  }

  /** Reads of a partition only what the caller may see, where the sort key tells. */
  private static ListingKey narrowed(ModelType model, ListingKey key, Filter visible) {
    KeyCondition condition = key.condition();
    if (condition == null
        || !(condition.sort() instanceof SortCondition.Any)
        || !(visible instanceof Filter.Compare compare)
        || compare.comparison() != Comparison.EQ
        || compare.operand() == null) {
      return key;
    }
    Index index = key.index();
    Key parts = index == null ? model.table().key() : index.key();
    return parts.sort().equals(List.of(compare.column()))
        ? new ListingKey(
            index,
            new KeyCondition(
                condition.partition(), new SortCondition.Compare(Comparison.EQ, compare.operand())),
            key.descending(),
            key.proof())
        : key;
  }

  /**
   * Serves a listing that is filtered by one value of an indexed column from that index: this is
   * how clients ask for the children of a record. Not where the original's pages count, since those
   * are pages of the table.
   */
  private ListingKey served(ModelType model, ListingKey key, Filter asked) {
    if (key.condition() != null || services.behavior() == Behavior.APPSYNC) {
      return key;
    }
    List<Filter> parts = asked instanceof Filter.And and ? and.parts() : List.of(asked);
    for (Filter part : parts) {
      if (part instanceof Filter.Compare compare
          && compare.comparison() == Comparison.EQ
          && isKey(compare.column(), compare.operand())) {
        Index index = traits(model).holding(compare.column());
        if (index != null) {
          KeyCondition condition =
              KeyCondition.all(Objects.requireNonNull(compare.operand(), "a key"));
          return new ListingKey(index, condition, false, key.proof());
        }
      }
    }
    return key;
  }

  private static boolean isKey(Column column, @Nullable Object operand) {
    return switch (column.type()) {
      case STRING -> operand instanceof String text && Inputs.isPartition(text);
      case NUMBER -> operand instanceof Number;
      case BOOLEAN, DOCUMENT -> false;
    };
  }

  private ModelTraits traits(ModelType model) {
    return Objects.requireNonNull(models.get(model), "a model of this backend");
  }

  private Filter visible(Call call, Access access) {
    Decision decision = call.scope().authorizer().decide(access);
    if (decision instanceof Decision.AllowedWhere where) {
      return where.filter();
    }
    if (decision instanceof Decision.Allowed) {
      return Filter.all();
    }
    throw ClientErrors.unauthorized(call.root());
  }
}
