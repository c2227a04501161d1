package dev.pergola.internal.plan;

import dev.pergola.internal.schema.RootOperation;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.request.DataError;
import graphql.language.Field;
import java.util.List;

/** One root field of an operation, compiled. */
public sealed interface RootField {

  /** The key in the answer. */
  ResponseName name();

  /** {@code __typename} of the root. */
  record TypeName(ResponseName name, String type) implements RootField {}

  /**
   * {@code __schema} or {@code __type}, which the GraphQL engine answers itself.
   *
   * @param fields the field as it stands in the document, once for each place that is merged into
   *     it
   */
  record Introspection(ResponseName name, List<Field> fields) implements RootField {
    public Introspection {
      fields = List.copyOf(fields);
    }
  }

  /** A field of the schema's own. */
  sealed interface Served extends RootField {

    /** The name in the schema, as in {@code createPost}. */
    String fieldName();

    /** {@code Query}, {@code Mutation} or {@code Subscription}. */
    String parentType();

    /** What the document passes. */
    Arguments arguments();

    /** What is asked of the result. */
    Shape shape();

    /** Where the document asks for it. */
    DataError.Location location();
  }

  /**
   * An operation on a model.
   *
   * @param model the model
   * @param operation which: one that every model offers, or the query of an index
   */
  record OnModel(
      ResponseName name,
      ModelType model,
      RootOperation operation,
      String fieldName,
      String parentType,
      Arguments arguments,
      Shape shape,
      DataError.Location location)
      implements Served {

    /** The same under another key. */
    public OnModel named(ResponseName key) {
      return new OnModel(key, model, operation, fieldName, parentType, arguments, shape, location);
    }
  }

  /**
   * An operation that the author declared.
   *
   * @param operation which
   */
  record Custom(
      ResponseName name,
      CustomOperation operation,
      String fieldName,
      String parentType,
      Arguments arguments,
      Shape shape,
      DataError.Location location)
      implements Served {}

  /**
   * A subscription to what is created, updated or deleted of a model.
   *
   * @param change which of the three
   */
  record OnChange(
      ResponseName name,
      ModelType model,
      Operation change,
      String fieldName,
      String parentType,
      Arguments arguments,
      Shape shape,
      DataError.Location location)
      implements Served {}

  /** What is asked of the result of an operation. */
  sealed interface Shape {

    /** How many listings of records there are in it. */
    int listings();

    /** One record, or none. */
    record OneRecord(ObjectSelection selection) implements Shape {
      @Override
      public int listings() {
        return selection.listings();
      }
    }

    /** A page of records. */
    record Connection(ConnectionSelection selection) implements Shape {
      @Override
      public int listings() {
        return selection.listings();
      }
    }

    /**
     * Records of a model that a custom operation answers.
     *
     * @param model the model
     * @param shape how many, and what may be null
     */
    record Records(ModelType model, dev.pergola.model.Shape shape, ObjectSelection selection)
        implements Shape {
      @Override
      public int listings() {
        return selection.listings();
      }
    }

    /** Values that a custom operation answers. */
    record Value(ValueSelection value) implements Shape {
      @Override
      public int listings() {
        return 0;
      }
    }
  }
}
