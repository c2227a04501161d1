package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Store;
import dev.pergola.storage.testkit.StoreExam;

class DynamoDbStoreExamTest extends StoreExam {

  @Override
  protected Store openStore() {
    return LocalDynamoDb.store("exam-").build();
  }
}
