package dev.pergola.sdl;

import java.util.List;
import java.util.stream.Collectors;

/** Texts and lists of them, as GraphQL writes them. */
final class SdlText {

  private SdlText() {}

  /** The text in quotes. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** The texts in quotes, as a list. */
  static String quoted(List<String> texts) {
    return texts.stream().map(SdlText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
