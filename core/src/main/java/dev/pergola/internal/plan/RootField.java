package dev.pergola.internal.plan;

import dev.pergola.internal.schema.RootOperation;
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

  /**
   * An operation on a model.
   *
   * @param operation which
   * @param fieldName the name in the schema, as in {@code createPost}
   * @param parentType {@code Query} or {@code Mutation}
   * @param arguments what the document passes
   * @param shape what is asked of the result
   * @param location where the document asks for it
   */
  record OnModel(
      ResponseName name,
      RootOperation.OnModel operation,
      String fieldName,
      String parentType,
      Arguments arguments,
      Shape shape,
      DataError.Location location)
      implements RootField {}

  /** What is asked of the result of a model operation. */
  sealed interface Shape {

    /** One record, or none. */
    record OneRecord(ObjectSelection selection) implements Shape {}

    /** A page of records. */
    record Connection(ConnectionSelection selection) implements Shape {}
  }
}
