package dev.pergola.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which web pages may open a socket: browsers let every page try. A page of the same origin may,
 * and what is no browser sends no origin.
 */
final class Origins {

  private Origins() {}

  static boolean allow(Headers headers, Set<String> allowed) {
    List<String> origins = headers.all("origin");
    if (origins.isEmpty()) {
      return true;
    }
    String origin = origins.get(0);
    if (origins.size() > 1 || origin.equals("null")) {
      return false;
    }
    return allowed.contains(Cors.ANY) || allowed.contains(origin) || isSame(origin, headers);
  }

  private static boolean isSame(String origin, Headers headers) {
    int host = origin.indexOf("://");
    return host > 0
        && headers
            .only("host")
            .map(own -> own.toLowerCase(Locale.ROOT))
            .filter(own -> own.equals(origin.substring(host + 3).toLowerCase(Locale.ROOT)))
            .isPresent();
  }
}
