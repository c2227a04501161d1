package dev.pergola.internal.client;

import dev.pergola.client.RecordMappingException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances of a record class of what the API answers.
 *
 * @param components the class
 * @param target the name of the model or custom type it was bound to
 * @param readers one for each component
 */
record RecordReader(Components components, String target, List<Reader> readers) implements Reader {

  RecordReader {
    readers = List.copyOf(readers);
  }

  @Override
  public @Nullable Object read(@Nullable Object answered) {
    if (answered == null) {
      return null;
    }
    Map<?, ?> members = (Map<?, ?>) answered;
    @Nullable Object[] values = new @Nullable Object[readers.size()];
    for (int i = 0; i < values.length; i++) {
      String name = components.list().get(i).getName();
      try {
        values[i] = readers.get(i).read(members.get(name));
      } catch (UnreadableValueException unreadable) {
        throw new RecordMappingException(
            components.recordName(),
            target,
            List.of(
                "Component '%s' (%s): %s."
                    .formatted(
                        name,
                        components.list().get(i).getGenericType().getTypeName(),
                        unreadable.getMessage())));
      }
    }
    return components.create(values);
  }
}
