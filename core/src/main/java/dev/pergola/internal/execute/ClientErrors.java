package dev.pergola.internal.execute;

import dev.pergola.internal.plan.RootField;
import dev.pergola.request.OverloadedException;
import dev.pergola.storage.RefusedValueException;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;

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
  private static final String BAD_ARGUMENTS = "InvalidArgumentsError";
  private static final String STORE_REFUSED = "DynamoDB:DynamoDbException";

  private ClientErrors() {}

  static FieldException unauthorized(RootField.Served root) {
    return unauthorized(root.fieldName(), root.parentType());
  }

  static FieldException unauthorized(String field, String parentType) {
    return new FieldException(
        UNAUTHORIZED, "Not Authorized to access %s on type %s".formatted(field, parentType));
  }

  static FieldException unauthorizedOn(Collection<String> fields) {
    return new FieldException(UNAUTHORIZED, "Unauthorized on [" + String.join(", ", fields) + "]");
  }

  static FieldException timedOut() {
    return new FieldException(TIMEOUT_TYPE, TIMEOUT_MESSAGE);
  }

  static FieldException throttled() {
    return new FieldException("ThrottlingException", "Rate exceeded");
  }

  /** Where a transport answers with a 503, in the same words. */
  static FieldException overloaded() {
    return new FieldException(OverloadedException.ERROR_TYPE, OverloadedException.CLIENT_MESSAGE);
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

  static FieldException keyOutOfRange(boolean tooLarge) {
    return new FieldException(
        STORE_REFUSED,
        "Number %s. Attempting to store a number with magnitude %s than supported range"
            .formatted(tooLarge ? "overflow" : "underflow", tooLarge ? "larger" : "smaller"));
  }

  static FieldException sortDirectionWithoutKey(String field) {
    return new FieldException(
        BAD_ARGUMENTS,
        "When providing argument 'sortDirection' you must also provide argument '%s'."
            .formatted(field));
  }

  static FieldException sortDirectionWithoutSortKey() {
    return new FieldException(
        BAD_ARGUMENTS,
        "sortDirection is not supported for List operations without a Sort key defined.");
  }

  static FieldException sortKeyWithoutKey(String argument, String key) {
    return new FieldException(
        BAD_ARGUMENTS,
        "When providing argument '%s' you must also provide arguments %s".formatted(argument, key));
  }

  static FieldException joinedSortKeyWithoutKey(String argument, String key) {
    return new FieldException(
        BAD_ARGUMENTS,
        "When providing argument '%s' you must also provide '%s'.".formatted(argument, key));
  }

  static FieldException severalKeyConditions(String argument) {
    return new FieldException(
        BAD_ARGUMENTS,
        "Argument %s must specify at most one key condition operation.".formatted(argument));
  }

  static FieldException keyPartWithoutKeyPart(String part, String missing) {
    return new FieldException(
        BAD_ARGUMENTS,
        "When providing argument '%s' you must also provide '%s'.".formatted(part, missing));
  }

  static FieldException betweenWithoutTwo(String argument) {
    return new FieldException(
        BAD_ARGUMENTS, "Argument '%s.between' expects exactly two elements.".formatted(argument));
  }

  static FieldException badKeyCondition(String argument, String reason) {
    return new FieldException(
        STORE_REFUSED, "Invalid key condition on '%s': %s".formatted(argument, reason));
  }

  /**
   * A write of some parts of a joined sort key only.
   *
   * @param relation whether a relation made the index, and not the author
   */
  static FieldException partOfJoinedKey(
      String doing, boolean relation, String index, String missing) {
    return new FieldException(
        null,
        "When %s any part of the composite sort key for %s '%s', you must provide all fields for the key. Missing key: '%s'."
            .formatted(doing, relation ? "global secondary index" : "@index", index, missing));
  }

  static FieldException invalid(String message) {
    return new FieldException(null, message);
  }

  static FieldException handlerTimedOut(Duration timeout) {
    return new FieldException(
        "Lambda:ExecutionTimeoutException",
        "Execution timed out after %s seconds".formatted(timeout.toMillis() / 1000.0));
  }

  static FieldException handlersBusy() {
    return new FieldException("Lambda:TooManyRequestsException", "Rate Exceeded.");
  }

  static FieldException tooManySteps() {
    return new FieldException(
        TOO_LARGE_TYPE, "The request follows the relations of too many records.");
  }

  static FieldException tooManyUnits(int most) {
    return new FieldException(
        "CapacityExceeded",
        "The request would take more than %d capacity units; ask for fewer records or relations."
            .formatted(most));
  }

  static FieldException itemTooLarge() {
    return new FieldException(STORE_REFUSED, "Item size has exceeded the maximum allowed size");
  }

  static FieldException refusedByStore(RefusedValueException refusal) {
    return new FieldException(STORE_REFUSED, String.valueOf(refusal.getMessage()));
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

  /** Ours alone, like the repair of owners that are sent as they were shown. */
  static FieldException ambiguousOwner(String name, String field) {
    return new FieldException(
        null,
        "'%s' is the name of several owners in field %s; send all of them, or their whole values"
            .formatted(name, field));
  }

  static FieldException requiredField(String field, String model) {
    return new FieldException(
        null, "Field %s of type %s is required and cannot be set to null".formatted(field, model));
  }

  static String nullInNonNull(String type, String parent, String path) {
    return "Cannot return null for non-nullable type: '%s' within parent '%s' (%s)"
        .formatted(type, parent, path);
  }

  static String notAnObject(String path) {
    return "Can't resolve value (%s) : type mismatch error, expected type OBJECT".formatted(path);
  }

  static String notAList(String path) {
    return "Can't resolve value (%s) : type mismatch error, expected type LIST".formatted(path);
  }

  static String unfit(String path, String reason) {
    return "Can't serialize value (%s) : %s".formatted(path, reason);
  }

  /** What a function threw, told as the original tells it. */
  static FieldException unhandled(Throwable thrown) {
    return new FieldException(
        "Lambda:Unhandled", Objects.requireNonNullElse(thrown.getMessage(), ""));
  }
}
