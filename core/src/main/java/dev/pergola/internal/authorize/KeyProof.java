package dev.pergola.internal.authorize;

import dev.pergola.model.Column;
import dev.pergola.storage.Row;
import java.util.Set;

/**
 * What the arguments of a listing say of the key it goes by. A rule about a field of that key is
 * held against them: who asks for another's part of it is refused, and not given an empty page
 * (spec: authorization 5).
 *
 * @param given a row of the parts of the key that are given by value
 * @param ranged the columns of which the arguments ask something else than one value
 */
public record KeyProof(Row given, Set<Column> ranged) {
  public KeyProof {
    ranged = Set.copyOf(ranged);
  }
}
