package dev.pergola.internal.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member of an object that the host's code gave.
 *
 * @param jsonText whether JSON stands in it as text, or else as the value itself, which may be a
 *     text too; of a component of a record its type tells, as it does where records are read
 */
public record Member(String name, @Nullable Object value, boolean jsonText) {

  /** Whether a value has members at all. */
  public static boolean in(@Nullable Object value) {
    return value instanceof Map<?, ?> || value instanceof Record;
  }

  /**
   * Those of a map, or of a record, but for those of a record that are null.
   *
   * @param jsonText whether a map has JSON as text
   */
  public static List<Member> of(Object object, boolean jsonText) {
    List<Member> members = new ArrayList<>();
    if (object instanceof Record record) {
      Components components = Components.of(record.getClass());
      for (int i = 0; i < components.list().size(); i++) {
        Member member = of(components, record, i);
        if (member.value() != null) {
          members.add(member);
        }
      }
    } else {
      ((Map<?, ?>) object)
          .forEach((name, value) -> members.add(new Member(String.valueOf(name), value, jsonText)));
    }
    return members;
  }

  /** That of a component of a record. */
  static Member of(Components components, Record record, int component) {
    return new Member(
        components.list().get(component).getName(),
        components.read(record, component),
        components.isText(component));
  }
}
