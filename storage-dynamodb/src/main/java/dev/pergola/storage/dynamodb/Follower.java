package dev.pergola.storage.dynamodb;

import java.util.Collection;
import java.util.concurrent.CompletionStage;

/** Reads the streams of the tables of a store. */
interface Follower {

  /** Whether it needs the {@link EventTable} beside the tables of models. */
  boolean wantsEvents();

  /** Begins to read tables; completes when every later write will be heard of. */
  CompletionStage<Void> follow(Collection<FollowedTable> tables);
}
