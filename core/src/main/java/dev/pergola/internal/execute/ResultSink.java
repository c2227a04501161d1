package dev.pergola.internal.execute;

import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.ResponseName;
import org.jspecify.annotations.Nullable;

/**
 * Where a shaped answer goes: into maps, or into JSON bytes. One pass writes the answer; an object
 * or list that turns out to hold a null where none may be is abandoned and becomes null itself.
 */
interface ResultSink {

  /**
   * Begins an object.
   *
   * @param keys of its values, each of which is named before it comes; the last ones may not come
   */
  void beginObject(ResponseKeys keys);

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

  /** Ends an object, or takes it back if it is not whole; whether it is. */
  default boolean endObject(boolean whole) {
    if (whole) {
      endObject();
    } else {
      abandon();
    }
    return whole;
  }

  /** Ends a list, or takes it back if it is not whole; whether it is. */
  default boolean endList(boolean whole) {
    if (whole) {
      endList();
    } else {
      abandon();
    }
    return whole;
  }

  /**
   * Takes back the innermost open object or list, whatever was written into it, and writes null in
   * its place.
   */
  void abandon();
}
