package dev.pergola.internal.plan;

import dev.pergola.internal.text.WellFormed;
import dev.pergola.request.Limits;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the variables of a request before the engine coerces them, since its recursion has no
 * bound of its own and stores take well-formed text only; callers in process are checked too.
 */
public final class VariableCheck {

  private VariableCheck() {}

  /** Refuses the request if its variables break a limit. */
  public static void check(Map<String, ? extends @Nullable Object> variables, Limits limits) {
    check(variables, limits, text -> check(text, limits.maxItemBytes()));
  }

  /**
   * Refuses the request if there is more in its variables, or deeper, than may be coerced. Its
   * texts are left to the fields that they are for.
   */
  static void checkShape(Map<String, ? extends @Nullable Object> variables, Limits limits) {
    check(variables, limits, text -> {});
  }

  private static void check(
      Map<String, ? extends @Nullable Object> variables, Limits limits, Consumer<String> texts) {
    if (variables.size() > limits.maxVariables()) {
      throw new RequestRefusedException(
          "The request has more than %d variables.".formatted(limits.maxVariables()));
    }
    if (variables.isEmpty()) {
      return;
    }
    Deque<Level> open = new ArrayDeque<>();
    open.add(new Level(variables, 0));
    int maxNodes = limits.maxVariableNodes();
    int maxDepth = limits.maxVariableDepth();
    int nodes = 0;
    while (!open.isEmpty()) {
      Level level = open.poll();
      if (level.container() instanceof Map<?, ?> members) {
        checkNames(members);
      }
      for (Object child : level.children()) {
        if (++nodes > maxNodes) {
          throw new RequestRefusedException(
              "The variables hold more than %d values.".formatted(maxNodes));
        }
        if (child instanceof String text) {
          texts.accept(text);
        }
        if (child instanceof Map<?, ?> || child instanceof Collection<?>) {
          if (level.depth() + 1 > maxDepth) {
            throw new RequestRefusedException(
                "The variables nest deeper than %d levels.".formatted(maxDepth));
          }
          open.add(new Level(child, level.depth() + 1));
        }
      }
    }
  }

  /** Callers in process can give any map, and the engine takes every key for a string. */
  private static void checkNames(Map<?, ?> members) {
    for (Object name : members.keySet()) {
      if (!(name instanceof String)) {
        throw new RequestRefusedException(
            "A map in the variables has a key that is no string; give string-keyed maps.");
      }
    }
  }

  private static void check(String text, int maxChars) {
    if (text.length() > maxChars) {
      // No record can hold it, so nothing of the request need run to find that out.
      throw new RequestRefusedException(
          "A string in the variables has more than %d characters.".formatted(maxChars));
    }
    if (!WellFormed.test(text)) {
      throw new RequestRefusedException("A string in the variables holds half a surrogate pair.");
    }
  }

  private record Level(Object container, int depth) {

    Collection<?> children() {
      return container instanceof Map<?, ?> map ? map.values() : (Collection<?>) container;
    }
  }
}
