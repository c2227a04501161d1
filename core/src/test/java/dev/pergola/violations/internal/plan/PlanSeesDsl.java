package dev.pergola.violations.internal.plan;

import dev.pergola.violations.dsl.Definition;

class PlanSeesDsl {
  Definition definition;
}
