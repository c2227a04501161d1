package dev.pergola.internal.execute;

import dev.pergola.storage.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one plan node, those of all its parents in one list, and what their relations lead
 * to. A record is named by its place in the list; a null in it stands for a record that is not
 * there.
 *
 * @param gate which entries of the node's selection the caller may read
 * @param branches for each relation of the node's selection, at its slot
 */
record Records(List<? extends @Nullable Row> rows, Gate gate, List<Branch> branches) {

  static final Records NONE = new Records(List.of(), Gate.OPEN, List.of());

  Records {
    branches = List.copyOf(branches);
  }

  /** What one relation of all records of a node leads to. */
  sealed interface Branch {

    /** At most one record for each. */
    final class ToOne implements Branch {

      /** There is no target. */
      static final int ABSENT = -1;

      /** There is one that the caller may not see. */
      static final int DENIED = -2;

      private final int[] targets;
      private final Records records;

      /**
       * Takes the places as they are.
       *
       * @param targets for each record its target's place in {@code records}, or one of the
       *     negative numbers
       */
      ToOne(int[] targets, Records records) {
        this.targets = targets;
        this.records = records;
      }

      /** The place in {@link #records()} of a record's target, or a negative number. */
      int target(int place) {
        return targets[place];
      }

      /** The targets, each once. */
      Records records() {
        return records;
      }
    }

    /** A page of records for each. */
    record ToMany(Pages pages) implements Branch {}

    /** Nothing for any of them. */
    record Failed(FieldFailure failure) implements Branch {}
  }
}
