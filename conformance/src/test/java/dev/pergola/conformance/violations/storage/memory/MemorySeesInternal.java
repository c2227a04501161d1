package dev.pergola.conformance.violations.storage.memory;

import dev.pergola.conformance.violations.internal.plan.Plan;

class MemorySeesInternal {
  Plan plan;
}
