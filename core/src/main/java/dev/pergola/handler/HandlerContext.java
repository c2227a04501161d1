package dev.pergola.handler;

import dev.pergola.auth.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler may know of the call it answers. Immutable. */
public interface HandlerContext {

  /** The operation's name. */
  String operation();

  /**
   * The arguments that were sent, by name: strings, numbers, booleans, enum names, lists and maps.
   * What was not sent is not there; what was sent as null is there as null.
   */
  Map<String, @Nullable Object> arguments();

  /** Who calls. */
  Identity identity();

  /** The result of the step before this one; null in the first step. */
  @Nullable Object previous();
}
