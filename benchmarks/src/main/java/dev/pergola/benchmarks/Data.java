package dev.pergola.benchmarks;

import dev.pergola.benchmarks.peer.Comment;
import dev.pergola.benchmarks.peer.Post;

/** The records that both sides hold: the same at every run, in no order that helps anybody. */
final class Data {

  static final int USERS = 100;
  static final String NEEDLE = "lighthouse";
  static final String NOW = "2026-11-22T12:00:00.000Z";

  private static final int NEEDLE_EVERY = 500;
  private static final int MINUTES_A_DAY = 24 * 60;
  private static final int DAYS_A_MONTH = 28;
  private static final int MONTHS_A_YEAR = 12;

  private Data() {}

  static String postId(int number) {
    return "post-%07d".formatted(number);
  }

  static String userId(int number) {
    return "user-%03d".formatted(number % USERS);
  }

  static Post post(int number) {
    String place = number % NEEDLE_EVERY == 0 ? NEEDLE : "garden gate";
    return new Post(
        postId(number),
        "A walk to the %s on day %d, and what we found".formatted(place, number),
        "writer%d@example.com".formatted(number % USERS),
        userId(number),
        date(number),
        "images/2026/%07d/large.jpg".formatted(number),
        NOW,
        NOW);
  }

  /** The comments on a post stand side by side; their text says which is which. */
  static Comment comment(int post, int number) {
    return new Comment(
        "comment-%07d-%03d".formatted(post, number),
        postId(post),
        userId(post * 7 + number),
        "Comment %d: I have been there too, it is as fine as you say.".formatted(number),
        NOW,
        NOW);
  }

  /** A time of its own for each post, so that there is one order only. */
  private static String date(int number) {
    int minute = number % MINUTES_A_DAY;
    int day = number / MINUTES_A_DAY;
    return "%04d-%02d-%02dT%02d:%02dZ"
        .formatted(
            2000 + day / (DAYS_A_MONTH * MONTHS_A_YEAR),
            1 + day / DAYS_A_MONTH % MONTHS_A_YEAR,
            1 + day % DAYS_A_MONTH,
            minute / 60,
            minute % 60);
  }
}
