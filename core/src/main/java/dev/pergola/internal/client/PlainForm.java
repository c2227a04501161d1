package dev.pergola.internal.client;

import dev.pergola.internal.json.JsonValues;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Java values in the form that they have in JSON: records as objects, enums by their names, dates
 * and times in the text of ISO 8601. The forms differ in what becomes of an object whose class says
 * nothing of its text.
 */
public enum PlainForm {

  /** Its text, which the type of its field refuses unless it fits. */
  TEXT {
    @Override
    @Nullable Object unknown(@Nullable Object value) {
      return value instanceof Number ? value : String.valueOf(value);
    }
  },

  /** It stays what it is, for whoever writes the answer to refuse. */
  AS_IS {
    @Override
    @Nullable Object unknown(@Nullable Object value) {
      return value;
    }
  },

  /** It is refused: JSON takes any text, so that nothing would refuse that of an object later. */
  JSON {
    @Override
    @Nullable Object unknown(@Nullable Object value) {
      throw new UnfitJsonException(value);
    }
  };

  /** Deeper values are circles, or would end in a stack overflow. */
  private static final int MAX_DEPTH = 100;

  /** As the backend writes its own timestamps, so that texts compare as the instants do. */
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  abstract @Nullable Object unknown(@Nullable Object value);

  /** The form of a value, whatever it is. */
  public @Nullable Object of(@Nullable Object value) {
    return of(value, 0);
  }

  @Nullable Object of(@Nullable Object value, int depth) {
    if (value instanceof Optional<?> optional) {
      return of(optional.orElse(null), depth);
    }
    Collection<?> elements = Elements.of(value);
    if (elements != null) {
      return each(elements, element -> of(element, deeper(depth)));
    }
    if (value instanceof Map<?, ?> map) {
      return of(map, depth);
    }
    if (value instanceof Record record) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      for (Member member : Member.of(record, true)) {
        members.put(member.name(), of(member.value(), deeper(depth)));
      }
      return Collections.unmodifiableMap(members);
    }
    return value == null ? null : single(value);
  }

  private Map<?, ?> of(Map<?, ?> map, int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : map.entrySet()) {
      String name = name(member.getKey());
      if (name == null) {
        if (this == AS_IS) {
          return map;
        }
        name = String.valueOf(unknown(member.getKey()));
      }
      members.put(name, of(member.getValue(), deeper(depth)));
    }
    return Collections.unmodifiableMap(members);
  }

  /** The name of a member by the key of a map; null if the key has no text that says all of it. */
  public static @Nullable String name(@Nullable Object key) {
    Object form = key == null ? null : known(key);
    return form == null ? null : form.toString();
  }

  private @Nullable Object single(Object value) {
    Object form = known(value);
    return form == null ? unknown(value) : form;
  }

  private static @Nullable Object known(Object value) {
    if (value instanceof String || JsonValues.isPlain(value)) {
      return value;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS).equals(instant)
          ? MILLIS.format(instant)
          : instant.toString();
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime().toString();
    }
    return isText(value) ? value.toString() : null;
  }

  /** Whether the text of a value is all that it is. */
  private static boolean isText(Object value) {
    return value instanceof CharSequence
        || value instanceof Character
        || value instanceof TemporalAccessor
        || value instanceof TemporalAmount
        || value instanceof ZoneId
        || value instanceof UUID
        || value instanceof URI
        || value instanceof URL
        || value instanceof Currency;
  }

  static List<@Nullable Object> each(
      Collection<?> elements, Function<@Nullable Object, @Nullable Object> form) {
    List<@Nullable Object> all = new ArrayList<>(elements.size());
    for (Object element : elements) {
      all.add(form.apply(element));
    }
    return Collections.unmodifiableList(all);
  }

  static int deeper(int depth) {
    if (depth >= MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The value nests deeper than %d levels.".formatted(MAX_DEPTH));
    }
    return depth + 1;
  }
}
