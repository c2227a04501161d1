package dev.pergola.internal.execute;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of an object in an answer, shared by all objects that have the same. */
final class ResultNames {

  static final ResultNames NONE = new ResultNames(new String[0]);

  /** Up to so many keys are found faster by looking at each. */
  private static final int FEW = 8;

  private final String[] texts;
  private final @Nullable Map<String, Integer> places;

  private ResultNames(String[] texts) {
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

  int size() {
    return texts.length;
  }

  String text(int place) {
    return texts[place];
  }

  /** Whether the key at a place is this one. */
  boolean has(int place, String text) {
    return place < texts.length && texts[place].equals(text);
  }

  /** Where a key stands; -1 if it is none of these. */
  int place(@Nullable Object text) {
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

  /** The first keys of these, and others behind them. */
  ResultNames first(int count, List<String> others) {
    if (count == texts.length && others.isEmpty()) {
      return this;
    }
    String[] all = Arrays.copyOf(texts, count + others.size());
    for (int i = 0; i < others.size(); i++) {
      all[count + i] = others.get(i);
    }
    return new ResultNames(all);
  }
}
