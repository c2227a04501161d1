package dev.pergola.internal.client;

import dev.pergola.client.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pages as the API answers them. Records that came to nothing, for which errors stand, are left
 * out.
 */
final class Pages {

  private Pages() {}

  /** A {@link Page} of what the reader makes of each record. */
  static Reader reader(Reader each) {
    return answered ->
        answered == null
            ? null
            : new Page<>(items(each, answered), (String) ((Map<?, ?>) answered).get("nextToken"));
  }

  /** The list of what the reader makes of each record. */
  static Reader items(Reader each) {
    return answered ->
        answered == null ? null : Collections.unmodifiableList(items(each, answered));
  }

  /** The page that a root field answers. */
  static <T> Page<T> page(View<T> view, @Nullable Object answered) {
    List<T> items = new ArrayList<>();
    if (!(answered instanceof Map<?, ?> page)) {
      return new Page<>(items, null);
    }
    for (Object record : (List<?>) Objects.requireNonNull(page.get("items"), "never null")) {
      if (record != null) {
        items.add(view.read(record));
      }
    }
    return new Page<>(items, (String) page.get("nextToken"));
  }

  private static List<Object> items(Reader each, Object answered) {
    List<Object> items = new ArrayList<>();
    if (((Map<?, ?>) answered).get("items") instanceof List<?> records) {
      for (Object record : records) {
        @Nullable Object item = each.read(record);
        if (item != null) {
          items.add(item);
        }
      }
    }
    return items;
  }
}
