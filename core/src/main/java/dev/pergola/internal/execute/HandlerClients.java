package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import org.jspecify.annotations.Nullable;

/** Gives handlers the backend that they are part of. */
@FunctionalInterface
interface HandlerClients {

  /**
   * The backend as this caller sees it.
   *
   * @param during the request that waits for the handler, and ends what it has begun; null if none
   *     does
   */
  DataClient client(Identity identity, @Nullable RequestContext during);
}
