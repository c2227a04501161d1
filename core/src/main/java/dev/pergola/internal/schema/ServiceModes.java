package dev.pergola.internal.schema;

import dev.pergola.model.Grants;
import dev.pergola.model.Mode;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which modes the directives of a place name, given the rules (spec: schema 8.2). */
final class ServiceModes {

  private final Mode defaultMode;

  ServiceModes(Mode defaultMode) {
    this.defaultMode = defaultMode;
  }

  /** For whatever belongs to a model: the modes of all its rules. */
  static Set<Mode> all(Grants grants) {
    return modes(grants.roles());
  }

  /** For what a model's rules of this operation govern. */
  Set<Mode> of(Grants grants, Operation operation) {
    Set<Mode> modes =
        modes(operation == Operation.DELETE ? grants.delete() : grants.reach(operation));
    // What no rule allows stays reachable for the default mode, and is refused at run time.
    return of(modes, modes.isEmpty());
  }

  /**
   * For what these modes may reach. Access with IAM is always on. A place that only the default
   * mode reaches names none.
   */
  Set<Mode> of(Set<Mode> modes, boolean withDefault) {
    Set<Mode> all = EnumSet.of(Mode.IAM);
    all.addAll(modes);
    if (all.equals(EnumSet.of(defaultMode))) {
      return Set.of();
    }
    if (withDefault) {
      all.add(defaultMode);
    }
    return all;
  }

  private static Set<Mode> modes(List<Rule> roles) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    roles.forEach(role -> modes.add(role.mode()));
    return modes;
  }
}
