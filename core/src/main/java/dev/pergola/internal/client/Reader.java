package dev.pergola.internal.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the value of a record's component from what the API answers. */
@FunctionalInterface
interface Reader {

  /**
   * The value.
   *
   * @throws UnreadableValueException if there is none for this answer
   */
  @Nullable Object read(@Nullable Object answered);

  /** The same, for a primitive. */
  default Reader neverNull() {
    return answered -> {
      if (answered == null) {
        throw new UnreadableValueException("the answer has null, which a primitive cannot hold");
      }
      return read(answered);
    };
  }

  /** An {@link Optional} of the value. */
  default Reader optional() {
    return answered -> Optional.ofNullable(read(answered));
  }

  /** The list of what this makes of each element. */
  default Reader list() {
    return answered -> {
      if (answered == null) {
        return null;
      }
      List<@Nullable Object> elements = new ArrayList<>();
      for (Object element : (List<?>) answered) {
        elements.add(read(element));
      }
      return Collections.unmodifiableList(elements);
    };
  }
}
