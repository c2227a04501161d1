package dev.pergola.model;

/**
 * Something in a schema that works, and that its author may not have meant. {@link #toString()} is
 * the whole as one line.
 *
 * @param code what kind of thing; names of codes do not change from version to version
 * @param place where, as in {@code Model 'Post', field 'owner'}
 * @param text what it means for callers, and what would change it
 */
public record SchemaWarning(Code code, String place, String text) {

  /** What can be warned of. */
  public enum Code {
    /** An owner may write the field that names the owner, and so give the record away. */
    OWNER_CAN_BE_REASSIGNED,
    /** No query finds the records of one parent, so that clients list and filter all of them. */
    LIST_WITHOUT_INDEX,
    /** A reference is never null, and yet some callers read null for the record it leads to. */
    REQUIRED_RELATION_HIDDEN,
    /**
     * A required field is hidden from some readers, for whom lists hold null in its record's place.
     */
    REQUIRED_FIELD_HIDDEN,
    /** No caller can ever be the one that a rule speaks of, or do what it grants. */
    RULE_NEVER_MATCHES,
    /** A field's own rules let nobody write it. */
    FIELD_NOBODY_WRITES,
    /**
     * A subscription of the author's own tells of a model's records whom the model's rules may
     * refuse them.
     */
    SUBSCRIPTION_TELLS_MORE
  }

  @Override
  public String toString() {
    return "%s: %s: %s".formatted(code, place, text);
  }
}
