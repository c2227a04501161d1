package dev.pergola.benchmarks.peer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an update makes of a post. */
final class Changes {

  private Changes() {}

  static Post of(Post before, Map<String, Object> fields, String now) {
    return new Post(
        before.id(),
        text(fields, "caption", before.caption()),
        text(fields, "email", before.email()),
        text(fields, "userId", before.userId()),
        text(fields, "date", before.date()),
        text(fields, "imagePath", before.imagePath()),
        before.createdAt(),
        now);
  }

  private static @Nullable String text(
      Map<String, Object> fields, String name, @Nullable String before) {
    return fields.containsKey(name) ? (String) fields.get(name) : before;
  }
}
