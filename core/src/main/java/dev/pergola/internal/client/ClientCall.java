package dev.pergola.internal.client;

import dev.pergola.internal.plan.PreparedDocument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client asks of its backend. */
public sealed interface ClientCall {

  /**
   * One operation.
   *
   * @param document its plan; its only operation has one root field
   * @param variables its variables
   */
  record One(PreparedDocument document, Map<String, @Nullable Object> variables)
      implements ClientCall {}

  /**
   * Mutations of models that are made together or not at all. The answer has what each gives under
   * its number, from 0.
   */
  record Transaction(List<One> writes) implements ClientCall {
    public Transaction {
      writes = List.copyOf(writes);
    }

    /** The key of a write in the answer. */
    public static String key(int number) {
      return Integer.toString(number);
    }
  }
}
