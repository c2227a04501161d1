package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Store;
import dev.pergola.storage.testkit.StoreExam;

class DynamoDbStoreExamTest extends StoreExam {

  /** An index is there as soon as DynamoDB Local says so: there is nothing to be patient for. */
  private static final Pauses SHORT = attempt -> Pauses.GROWING.before(Math.min(attempt, 3));

  @Override
  protected Store openStore() {
    return LocalDynamoDb.withoutStreams("exam-").pauses(SHORT).build();
  }
}
