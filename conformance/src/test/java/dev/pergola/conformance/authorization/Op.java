package dev.pergola.conformance.authorization;

import dev.pergola.dsl.Operation;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a rule may grant. */
enum Op {
  CREATE,
  UPDATE,
  DELETE,
  GET,
  LIST,
  SYNC,
  LISTEN,
  SEARCH;

  static final Set<Op> ALL = Set.of(values());
  static final Set<Op> READS = Set.of(GET, LIST, SYNC, LISTEN, SEARCH);

  /** These operations as an author writes them. */
  static Operation[] dsl(Collection<Op> ops) {
    EnumSet<Op> rest = EnumSet.copyOf(ops);
    Stream<Operation> read = Stream.empty();
    if (rest.containsAll(READS)) {
      rest.removeAll(READS);
      read = Stream.of(Operation.READ);
    }
    return Stream.concat(rest.stream().map(op -> Operation.valueOf(op.name())), read)
        .toArray(Operation[]::new);
  }
}
