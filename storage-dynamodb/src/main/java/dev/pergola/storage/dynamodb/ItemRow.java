package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.Table;
import dev.pergola.storage.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A row in the attributes that the service gave; a value is decoded when it is asked for. Most are
 * asked for once, by whoever writes the answer, on another thread than the one that the item came
 * on: to decode them there too would be to read them all twice.
 */
final class ItemRow implements Row {

  private final Table table;
  private final Map<String, AttributeValue> item;

  ItemRow(Table table, Map<String, AttributeValue> item) {
    this.table = table;
    this.item = item;
  }

  @Override
  public @Nullable Object value(int position) {
    return value(table.columns().get(position));
  }

  @Override
  public @Nullable Object value(Column column) {
    AttributeValue value = item.get(column.name());
    if (value == null) {
      return null;
    }
    // Most values by far; only a text has one.
    String text = value.s();
    return text == null ? ValueCodec.decode(value) : text;
  }

  @Override
  public boolean has(int position) {
    return item.containsKey(table.columns().get(position).name());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Row");
    for (int i = 0; i < table.columns().size(); i++) {
      text.append(i == 0 ? "[" : ", ").append(has(i) ? value(i) : "-");
    }
    return text.append(']').toString();
  }
}
