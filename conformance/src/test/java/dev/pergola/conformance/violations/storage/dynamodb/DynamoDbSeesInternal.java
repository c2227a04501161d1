package dev.pergola.conformance.violations.storage.dynamodb;

import dev.pergola.conformance.violations.internal.plan.Plan;

class DynamoDbSeesInternal {
  Plan plan;
}
