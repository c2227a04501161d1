package dev.pergola.storage.dynamodb;

import dev.pergola.storage.Row;
import dev.pergola.storage.TextTest;
import dev.pergola.storage.TextVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as a write left it, or removed it, that knows which write that was. The event of the write
 * brings it to the bus, which finds the change in the stream of the table by it.
 *
 * @param key as {@link Commit} has it
 * @param writeId as {@link Commit} has it
 */
record WrittenRow(Row row, List<String> key, String writeId) implements Row {

  @Override
  public @Nullable Object value(int position) {
    return row.value(position);
  }

  @Override
  public boolean has(int position) {
    return row.has(position);
  }

  @Override
  public TextVerdict testText(int position, TextTest test) {
    return row.testText(position, test);
  }
}
