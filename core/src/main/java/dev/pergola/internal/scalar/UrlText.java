package dev.pergola.internal.scalar;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Absolute URLs: a scheme always, for the web a host too, and no double slash in the path. Parsed,
 * never opened or resolved.
 */
final class UrlText {

  private UrlText() {}

  static boolean isUrl(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return false;
    }
    String scheme = uri.getScheme();
    String path = uri.getRawPath();
    return scheme != null
        && (!isWeb(scheme) || uri.getRawAuthority() != null)
        && (path == null || !path.contains("//"));
  }

  /** Whether the text begins with a scheme and holds neither white space nor control characters. */
  static boolean hasShape(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWeb(String scheme) {
    String lower = scheme.toLowerCase(Locale.ROOT);
    return lower.equals("http") || lower.equals("https");
  }
}
