package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseName;
import org.jspecify.annotations.Nullable;

/**
 * Where a shaped answer goes: into maps, or into JSON bytes. One pass writes the answer; an object
 * or list that turns out to hold a null where none may be is abandoned and becomes null itself.
 */
interface ResultSink {

  void beginObject();

  /** The key of the next value of the innermost object. */
  void name(ResponseName name);

  void endObject();

  void beginList();

  void endList();

  /** A string, number, boolean or null, or a whole tree of maps and lists of these. */
  void value(@Nullable Object value);

  /** Takes values as texts in UTF-8; null where only values will do. */
  default @Nullable TextTarget texts() {
    return null;
  }

  /**
   * Takes back the innermost open object or list, whatever was written into it, and writes null in
   * its place.
   */
  void abandon();
}
