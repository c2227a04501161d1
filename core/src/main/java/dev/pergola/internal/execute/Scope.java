package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;

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
}
