package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;

/** Gives handlers the backend that they are part of. */
@FunctionalInterface
interface HandlerClients {

  /**
   * The backend as this caller sees it.
   *
   * @param scope what its calls are part of
   */
  DataClient client(Identity identity, HandlerScope scope);
}
