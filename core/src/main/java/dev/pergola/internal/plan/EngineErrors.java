package dev.pergola.internal.plan;

import dev.pergola.request.DataError;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns errors of the GraphQL engine into request errors with the words of AWS AppSync (spec:
 * runtime F).
 */
public final class EngineErrors {

  private EngineErrors() {}

  /** An error of parsing, or of coercing variables or arguments. */
  public static DataError of(GraphQLError error) {
    return DataError.ofRequest(
        Messages.cut(EngineTexts.ofRequest(error.getMessage())), locations(error.getLocations()));
  }

  static DataError of(ValidationError error) {
    List<String> path = error.getQueryPath();
    String place = path == null || path.isEmpty() ? "" : " @ '" + String.join("/", path) + "'";
    String message =
        "Validation error of type %s: %s"
            .formatted(
                error.getValidationErrorType(), EngineTexts.ofValidation(error.getMessage()));
    return DataError.ofRequest(
        Messages.cut(message) + Messages.cut(place), locations(error.getLocations()));
  }

  private static @Nullable List<DataError.Location> locations(
      @Nullable List<SourceLocation> locations) {
    return locations == null || locations.isEmpty()
        ? null
        : locations.stream()
            .map(location -> new DataError.Location(location.getLine(), location.getColumn()))
            .toList();
  }
}
