package dev.pergola.internal.backup;

import dev.pergola.internal.text.WellFormed;
import dev.pergola.storage.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stored values as JSON that tells them apart. Numbers are in their {@linkplain
 * dev.pergola.storage.Values#canonical one form}, whatever form a store keeps them in, so that the
 * same records are the same text; for that, members stand in the order of their names. A whole
 * number is a {@code Long}, one with a point or an exponent a {@code Double}, and {@code
 * {"$decimal": "1.50"}} a {@code BigDecimal}. An object whose first name begins with {@code $} is
 * always such a mark; a map that has such a name of its own stands in {@code {"$map": {...}}}.
 */
final class ValueJson {

  private static final String MARK = "$";
  private static final String DECIMAL = "$decimal";
  private static final String MAP = "$map";

  private ValueJson() {}

  /**
   * The JSON of a value, in plain Java.
   *
   * @throws IllegalArgumentException if it is none that a store may hold
   */
  static @Nullable Object encode(@Nullable Object value) {
    if (value instanceof String text) {
      return wellFormed(text);
    }
    if (value instanceof Number number) {
      Number canonical = Values.canonical(number);
      return canonical instanceof BigDecimal decimal
          ? Map.of(DECIMAL, decimal.toString())
          : canonical;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(encode(element)));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      return encode(map);
    }
    return value;
  }

  private static Map<String, @Nullable Object> encode(Map<?, ?> map) {
    Map<String, @Nullable Object> members = new TreeMap<>();
    boolean marked = false;
    for (Map.Entry<?, ?> member : map.entrySet()) {
      String name = wellFormed(String.valueOf(member.getKey()));
      marked |= name.startsWith(MARK);
      members.put(name, encode(member.getValue()));
    }
    return marked ? Map.of(MAP, members) : members;
  }

  private static String wellFormed(String text) {
    if (!WellFormed.test(text)) {
      throw new IllegalArgumentException(
          "a text has half a surrogate pair, which has no UTF-8 form");
    }
    return text;
  }

  /**
   * The value of a JSON.
   *
   * @throws IllegalArgumentException if it has a mark that means nothing
   */
  static @Nullable Object decode(@Nullable Object json) {
    if (json instanceof BigDecimal number) {
      return number.doubleValue();
    }
    if (json instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(decode(element)));
      return elements;
    }
    if (json instanceof Map<?, ?> map) {
      return map.keySet().stream().anyMatch(name -> String.valueOf(name).startsWith(MARK))
          ? marked(map)
          : members(map);
    }
    return json;
  }

  private static Object marked(Map<?, ?> map) {
    if (map.size() == 1) {
      if (map.get(DECIMAL) instanceof String digits) {
        return new BigDecimal(digits);
      }
      if (map.get(MAP) instanceof Map<?, ?> members) {
        return members(members);
      }
    }
    throw new IllegalArgumentException("an object has the names " + map.keySet());
  }

  private static Map<String, @Nullable Object> members(Map<?, ?> map) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), decode(member)));
    return members;
  }
}
