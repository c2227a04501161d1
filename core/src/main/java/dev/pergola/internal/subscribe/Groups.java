package dev.pergola.internal.subscribe;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The groups found by one code: mostly a single one, so that it stands for itself. */
sealed interface Groups permits Group, SeveralGroups {

  /** All of them; changes with them. */
  Collection<Group> all();

  /** These and one more. */
  Groups with(Group group);

  /** These without one; null when none is left. */
  @Nullable Groups without(Group group);
}
