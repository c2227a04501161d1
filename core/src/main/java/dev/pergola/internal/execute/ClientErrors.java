package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import java.util.Collection;

/**
 * Every field error that a client can see, with the words and types of AWS AppSync (spec: runtime
 * F, authorization 1). The only place where these words stand.
 */
final class ClientErrors {

  static final String INTERNAL_TYPE = "InternalFailure";
  static final String INTERNAL_MESSAGE = "Internal error";
  static final String TOO_LARGE_TYPE = "ResponseTooLarge";
  static final String TIMEOUT_TYPE = "ExecutionTimeout";
  static final String TIMEOUT_MESSAGE = "Execution timed out.";

  private static final String UNAUTHORIZED = "Unauthorized";
  private static final String STORE_REFUSED = "DynamoDB:DynamoDbException";

  private ClientErrors() {}

  static FieldException unauthorized(RootField.OnModel root) {
    return new FieldException(
        UNAUTHORIZED,
        "Not Authorized to access %s on type %s".formatted(root.fieldName(), root.parentType()));
  }

  static FieldException unauthorizedOn(Collection<String> fields) {
    return new FieldException(UNAUTHORIZED, "Unauthorized on [" + String.join(", ", fields) + "]");
  }

  static FieldException timedOut() {
    return new FieldException(TIMEOUT_TYPE, TIMEOUT_MESSAGE);
  }

  static FieldException conditionFailed() {
    return new FieldException(
        "DynamoDB:ConditionalCheckFailedException", "The conditional request failed");
  }

  static FieldException badToken() {
    return new FieldException(
        "DynamoDB:UserIllegalArgumentException", "Invalid pagination token given.");
  }

  static FieldException badLimit(Number limit) {
    return new FieldException(
        STORE_REFUSED,
        "Value '%s' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
            .formatted(limit));
  }

  static FieldException emptyKey(String field) {
    return new FieldException(
        STORE_REFUSED,
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an"
            + " empty string value. Key: "
            + field);
  }

  static FieldException keyTooLarge(String field, int maxBytes) {
    return new FieldException(
        STORE_REFUSED,
        "One or more parameter values were invalid: Size of key '%s' has exceeded the maximum size limit of %d bytes"
            .formatted(field, maxBytes));
  }

  static FieldException sortDirectionWithoutKey(String field) {
    return new FieldException(
        "InvalidArgumentsError",
        "When providing argument 'sortDirection' you must also provide argument '%s'."
            .formatted(field));
  }

  static FieldException itemTooLarge() {
    return new FieldException(STORE_REFUSED, "Item size has exceeded the maximum allowed size");
  }

  static FieldException badFilter(String field, String operator, String reason) {
    return new FieldException(
        STORE_REFUSED, "Invalid filter on '%s': %s %s".formatted(field, operator, reason));
  }

  static FieldException filterTooLarge(String what, int limit) {
    return new FieldException(
        "Unrecognized Filter",
        "Unable to process the filter expression: more than %d %s".formatted(limit, what));
  }

  static FieldException requiredField(String field, String model) {
    return new FieldException(
        null, "Field %s of type %s is required and cannot be set to null".formatted(field, model));
  }

  static String nullInNonNull(String type, String parent, String path) {
    return "Cannot return null for non-nullable type: '%s' within parent '%s' (%s)"
        .formatted(type, parent, path);
  }

  static String notAList(String path) {
    return "Can't resolve value (%s) : type mismatch error, expected type LIST".formatted(path);
  }

  static String unfit(String path, String reason) {
    return "Can't serialize value (%s) : %s".formatted(path, reason);
  }
}
