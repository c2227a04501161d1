package dev.pergola.graphql;

import dev.pergola.request.DataError;
import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Errors of the backend as errors of the engine. What AWS AppSync puts beside the message stands
 * under {@code extensions}, where the GraphQL specification has its place.
 */
final class ToldErrors {

  private ToldErrors() {}

  static List<GraphQLError> of(List<DataError> errors) {
    return errors.stream().map(ToldErrors::of).toList();
  }

  private static GraphQLError of(DataError error) {
    GraphqlErrorBuilder<?> told = GraphqlErrorBuilder.newError();
    // With arguments, since the builder takes the text for a format otherwise.
    told.message("%s", error.message());
    List<Object> path = error.path();
    if (path != null) {
      told.path(path);
    }
    List<DataError.Location> locations = error.locations();
    if (locations != null) {
      told.locations(
          locations.stream()
              .map(place -> new SourceLocation(place.line(), place.column()))
              .toList());
    }
    String type = error.errorType();
    if (type != null) {
      told.errorType(ErrorClassification.errorClassification(type));
    }
    return told.extensions(extensions(error)).build();
  }

  private static Map<String, Object> extensions(DataError error) {
    Map<String, Object> extensions = new LinkedHashMap<>();
    Map<String, Object> own = error.extensions();
    if (own != null) {
      extensions.putAll(own);
    }
    put(extensions, "errorType", error.errorType());
    put(extensions, "errorInfo", error.errorInfo());
    put(extensions, "data", error.data());
    return extensions;
  }

  private static void put(Map<String, Object> extensions, String name, @Nullable Object value) {
    if (value != null) {
      extensions.put(name, value);
    }
  }
}
