package dev.pergola.conformance.authorization;

import dev.pergola.storage.Store;
import dev.pergola.storage.dynamodb.LocalDynamoDb;
import java.util.concurrent.atomic.AtomicInteger;

class AuthorizationMatrixDynamoDbTest extends AuthorizationMatrixExam {

  private static final AtomicInteger COUNT = new AtomicInteger();

  @Override
  Store store() {
    return LocalDynamoDb.withoutStreams("matrix" + COUNT.incrementAndGet() + "-").build();
  }

  @Override
  int usualStep() {
    return 32;
  }
}
