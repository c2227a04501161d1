package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.plan.ObjectField;
import dev.pergola.storage.Store;

/**
 * What all nodes below one root field share.
 *
 * @param request the request
 * @param budget what the listings may look at
 * @param store where the records are
 */
record Scope(RequestContext request, ScanBudget budget, Store store) {

  /** The same for what a relation leads to. */
  Scope below(ObjectField.Related related) {
    return store instanceof ExplainedStore explained
        ? new Scope(request, budget, explained.below(related.name().text()))
        : this;
  }

  Identity identity() {
    return request.identity();
  }

  Visibility visibility() {
    return request.visibility();
  }

  /** Decides what this caller may do. */
  Authorizer authorizer() {
    return request.visibility().authorizer();
  }
}
