package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.internal.authorize.Authorizer;

/**
 * What all nodes below one root field share.
 *
 * @param request the request
 * @param budget what the listings may look at
 */
record Scope(RequestContext request, ScanBudget budget) {

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
