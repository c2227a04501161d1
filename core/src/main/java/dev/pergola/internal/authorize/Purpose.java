package dev.pergola.internal.authorize;

import dev.pergola.model.ResourceGrant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an access is for. */
public enum Purpose {
  /** Entering a root field; what is asked there is asked for itself. */
  ENTER("enter", true, null),
  GET("get", true, ResourceGrant.Access.QUERY),
  LIST("list", true, ResourceGrant.Access.QUERY),
  /** Following a relation, inside of what has been called. */
  RELATED("read", true, null),
  CREATE("create", false, ResourceGrant.Access.MUTATE),
  UPDATE("update", false, ResourceGrant.Access.MUTATE),
  DELETE("delete", false, ResourceGrant.Access.MUTATE),
  LISTEN("listen", true, ResourceGrant.Access.LISTEN),
  /** Reading one field, inside of what has been called. */
  READ_FIELD("read", true, null),
  SET_FIELD("set", false, ResourceGrant.Access.MUTATE),
  CLEAR_FIELD("clear", false, ResourceGrant.Access.MUTATE),
  /** Calling a custom query. */
  QUERY("query", true, ResourceGrant.Access.QUERY),
  /** Calling a custom mutation. */
  MUTATE("mutate", false, ResourceGrant.Access.MUTATE);

  private final String word;
  private final boolean reads;
  private final ResourceGrant.@Nullable Access ofFunctions;

  Purpose(String word, boolean reads, ResourceGrant.@Nullable Access ofFunctions) {
    this.word = word;
    this.reads = reads;
    this.ofFunctions = ofFunctions;
  }

  /** The word for people. */
  public String word() {
    return word;
  }

  /** Whether it changes nothing. */
  boolean reads() {
    return reads;
  }

  /** What a function has to be granted for it; empty for what is inside of a call. */
  Optional<ResourceGrant.Access> ofFunctions() {
    return Optional.ofNullable(ofFunctions);
  }
}
