package dev.pergola.storage.dynamodb;

import java.io.IOException;
import java.net.ConnectException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** What can go wrong with one call, and whether the service has done its part by then. */
enum Fault {
  NONE(false) {
    @Override
    RuntimeException failure() {
      throw new IllegalStateException("No fault");
    }
  },
  THROTTLED(false) {
    @Override
    RuntimeException failure() {
      return service(
          ProvisionedThroughputExceededException.builder(),
          "ProvisionedThroughputExceededException",
          400);
    }
  },
  NOT_REACHED(false) {
    @Override
    RuntimeException failure() {
      return SdkClientException.create("Connection refused", new ConnectException("refused"));
    }
  },
  TIMED_OUT(true) {
    @Override
    RuntimeException failure() {
      return ApiCallTimeoutException.create(10);
    }
  },
  RESET(true) {
    @Override
    RuntimeException failure() {
      return SdkClientException.create("Connection reset", new IOException("reset"));
    }
  },
  SERVER_ERROR(false) {
    @Override
    RuntimeException failure() {
      return service(DynamoDbException.builder(), "InternalServerError", 500);
    }
  },
  SERVER_ERROR_AFTER(true) {
    @Override
    RuntimeException failure() {
      return service(DynamoDbException.builder(), "InternalServerError", 503);
    }
  },
  CONFLICT(false) {
    @Override
    RuntimeException failure() {
      return service(TransactionConflictException.builder(), "TransactionConflictException", 400);
    }
  },
  EXPIRED(false) {
    @Override
    RuntimeException failure() {
      return service(DynamoDbException.builder(), "ExpiredTokenException", 400);
    }
  },
  FORBIDDEN(false) {
    @Override
    RuntimeException failure() {
      return service(DynamoDbException.builder(), "AccessDeniedException", 400);
    }
  },
  TABLE_MISSING(false) {
    @Override
    RuntimeException failure() {
      return service(ResourceNotFoundException.builder(), "ResourceNotFoundException", 400);
    }
  };

  private final boolean applied;

  Fault(boolean applied) {
    this.applied = applied;
  }

  /** Whether the service does what it was asked all the same. */
  boolean applied() {
    return applied;
  }

  abstract RuntimeException failure();

  private static DynamoDbException service(
      DynamoDbException.Builder exception, String code, int status) {
    return (DynamoDbException)
        exception
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage("scripted").build())
            .statusCode(status)
            .build();
  }
}
