package dev.pergola.internal.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an object in an answer, in its order. Made once per plan and shared by all objects
 * that the same selection makes.
 */
public final class ResponseKeys {

  /** Up to so many keys are found faster by looking at each. */
  private static final int FEW = 8;

  private final String[] texts;
  private final @Nullable Map<String, Integer> places;

  private ResponseKeys(String[] texts) {
    this.texts = texts;
    this.places = texts.length > FEW ? places(texts) : null;
  }

  private static Map<String, Integer> places(String[] texts) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < texts.length; i++) {
      places.put(texts[i], i);
    }
    return places;
  }

  /** These keys, each once. */
  public static ResponseKeys of(List<ResponseName> names) {
    return of(names, name -> name);
  }

  /** The keys of the entries of a selection. */
  static <T> ResponseKeys of(List<T> entries, Function<? super T, ResponseName> name) {
    return new ResponseKeys(
        entries.stream().map(name).map(ResponseName::text).toArray(String[]::new));
  }

  /** How many there are. */
  public int size() {
    return texts.length;
  }

  /** The key at a place. */
  public String text(int place) {
    return texts[place];
  }

  /** Where a key stands; -1 if it is none of these. */
  public int place(@Nullable Object text) {
    if (places != null) {
      return places.getOrDefault(text, -1);
    }
    for (int i = 0; i < texts.length; i++) {
      if (texts[i].equals(text)) {
        return i;
      }
    }
    return -1;
  }

  /** The first keys of these. */
  public ResponseKeys first(int count) {
    return count == texts.length ? this : new ResponseKeys(Arrays.copyOf(texts, count));
  }
}
