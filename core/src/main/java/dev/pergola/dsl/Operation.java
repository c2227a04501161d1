package dev.pergola.dsl;

import java.util.EnumSet;
import java.util.Set;

/** What a rule may be limited to with {@code to(...)}; without it a rule grants all. */
public enum Operation {
  CREATE,
  UPDATE,
  DELETE,
  /** {@link #GET}, {@link #LIST}, {@link #SYNC}, {@link #LISTEN} and {@link #SEARCH} together. */
  READ,
  /** One record by its key. */
  GET,
  /** Pages of records: list queries and index queries. */
  LIST,
  /** Queries that synchronise an offline copy. */
  SYNC,
  /** Subscriptions. */
  LISTEN,
  /** Search queries. */
  SEARCH;

  /** Whether {@link #READ} holds this operation and more. */
  boolean partOfRead() {
    return this != READ && READ.granted().containsAll(granted());
  }

  /** What is granted when a rule names this operation. */
  Set<dev.pergola.model.Operation> granted() {
    return switch (this) {
      case CREATE -> EnumSet.of(dev.pergola.model.Operation.CREATE);
      case UPDATE -> EnumSet.of(dev.pergola.model.Operation.UPDATE);
      case DELETE -> EnumSet.of(dev.pergola.model.Operation.DELETE);
      case GET -> EnumSet.of(dev.pergola.model.Operation.GET);
      case LIST -> EnumSet.of(dev.pergola.model.Operation.LIST);
      case SYNC -> EnumSet.of(dev.pergola.model.Operation.SYNC);
      case LISTEN -> EnumSet.of(dev.pergola.model.Operation.LISTEN);
      case SEARCH -> EnumSet.of(dev.pergola.model.Operation.SEARCH);
      case READ -> {
        Set<dev.pergola.model.Operation> reading = EnumSet.allOf(dev.pergola.model.Operation.class);
        reading.removeIf(operation -> !operation.reads());
        yield reading;
      }
    };
  }
}
