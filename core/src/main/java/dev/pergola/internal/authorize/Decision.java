package dev.pergola.internal.authorize;

import dev.pergola.storage.Assignment;
import dev.pergola.storage.Filter;
import java.util.List;

/** What the decision function says. Closed: whoever acts on a decision handles every kind. */
public sealed interface Decision {

  /** No rule matches. */
  record Denied() implements Decision {}

  /**
   * A create is denied for some of its fields only.
   *
   * @param fields which, in the order of the model
   */
  record DeniedFields(List<String> fields) implements Decision {
    public DeniedFields {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Allowed whatever the record holds.
   *
   * @param fills for a create, the owner fields to fill in before the row is written; otherwise
   *     empty
   */
  record Allowed(List<Assignment> fills) implements Decision {
    public Allowed {
      fills = List.copyOf(fills);
    }
  }

  /**
   * Allowed for records that the filter holds for: to be pushed down, and judged again on every row
   * that comes back.
   */
  record AllowedWhere(Filter filter) implements Decision {}
}
