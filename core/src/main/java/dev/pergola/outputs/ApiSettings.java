package dev.pergola.outputs;

import dev.pergola.auth.UserPool;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an API is beside its schema. A backend knows it: {@code backend.outputs()}.
 *
 * @param behavior whether the original's oddities are kept
 * @param modes how callers may prove who they are
 * @param defaultMode the one of them that a client uses unless told otherwise
 * @param userPool where users sign in; null when there is no pool or it is not known
 */
public record ApiSettings(
    Behavior behavior, Set<Mode> modes, Mode defaultMode, @Nullable UserPool userPool) {

  public ApiSettings {
    modes = Set.copyOf(modes);
    if (!modes.contains(defaultMode)) {
      throw new IllegalArgumentException(
          "The default mode %s is none of the API's modes %s; give one of these."
              .formatted(defaultMode, modes));
    }
  }

  /** The modes beside the default one, as the outputs list them. */
  Set<Mode> furtherModes() {
    Set<Mode> further = EnumSet.copyOf(modes);
    if (behavior == Behavior.APPSYNC) {
      // Amplify turns IAM on in every API, whether or not a rule needs it.
      further.add(Mode.IAM);
    }
    further.remove(defaultMode);
    return further;
  }
}
