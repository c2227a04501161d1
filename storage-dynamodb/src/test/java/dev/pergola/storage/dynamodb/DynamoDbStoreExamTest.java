package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Store;
import dev.pergola.storage.testkit.StoreExam;

class DynamoDbStoreExamTest extends StoreExam {

  private static final Pauses SOON = attempt -> Pauses.GROWING.before(Math.min(attempt, 3));

  @Override
  protected Store openStore() {
    // An index is there as soon as DynamoDB Local says so: there is nothing to be patient for.
    return LocalDynamoDb.store("exam-").pauses(SOON).build();
  }
}
