package dev.pergola.internal.plan;

import dev.pergola.request.DataError;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import graphql.language.VariableReference;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.validation.ValidationError;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns errors of the GraphQL engine into request errors with the words of AWS AppSync (spec:
 * runtime F).
 */
public final class EngineErrors {

  private EngineErrors() {}

  /** An error of parsing, or of coercing variables or arguments. */
  public static DataError of(GraphQLError error) {
    return of(error, SentValues.SHOWN);
  }

  /** The same, repeating values or not. */
  static DataError of(GraphQLError error, SentValues values) {
    return DataError.ofRequest(
        Messages.cut(EngineTexts.ofRequest(error.getMessage(), values)),
        locations(error.getLocations()));
  }

  /** A variable is null where null may not stand. */
  static DataError ofNull(VariableReference variable, GraphQLType type) {
    String message =
        "Variable '%s' has coerced Null value for NonNull type '%s'"
            .formatted(variable.getName(), GraphQLTypeUtil.simplePrint(type));
    return DataError.ofRequest(
        Messages.cut(message), locations(Collections.singletonList(variable.getSourceLocation())));
  }

  /** An error of validation. */
  static DataError ofValidation(ValidationError error, SentValues values) {
    List<String> path = error.getQueryPath();
    String place = path == null || path.isEmpty() ? "" : " @ '" + String.join("/", path) + "'";
    String message =
        "Validation error of type %s: %s"
            .formatted(
                error.getValidationErrorType(),
                EngineTexts.ofValidation(error.getMessage(), values));
    return DataError.ofRequest(
        Messages.cut(message) + Messages.cut(place), locations(error.getLocations()));
  }

  private static @Nullable List<DataError.Location> locations(
      @Nullable List<? extends @Nullable SourceLocation> locations) {
    // Documents that were built and not parsed, as those of calls in process, have no places.
    List<DataError.Location> known =
        (locations == null ? Stream.<@Nullable SourceLocation>empty() : locations.stream())
            .filter(Objects::nonNull)
            .map(location -> new DataError.Location(location.getLine(), location.getColumn()))
            .toList();
    return known.isEmpty() ? null : known;
  }
}
