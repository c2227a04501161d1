package dev.pergola.internal.scalar;

import java.util.function.Predicate;

/**
 * What a text scalar takes.
 *
 * @param word what a message calls a valid value
 * @param maxLength characters of a text at most; longer ones are refused unread
 * @param check whether a text that is not longer has the format
 */
record TextFormat(String word, int maxLength, Predicate<String> check) {

  boolean accepts(String text) {
    return text.length() <= maxLength && check.test(text);
  }
}
