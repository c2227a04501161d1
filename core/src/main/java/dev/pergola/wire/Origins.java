package dev.pergola.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which web pages may open a socket: browsers let every page try. A page of the same origin may,
 * and what is no browser sends no origin.
 */
final class Origins {

  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";

  private Origins() {}

  static boolean allow(RealtimeHandshake handshake, Set<String> allowed) {
    List<String> origins = handshake.headers().all("origin");
    if (origins.isEmpty()) {
      return true;
    }
    String origin = origins.get(0);
    if (origins.size() > 1 || origin.equals("null")) {
      return false;
    }
    return allowed.contains(Cors.ANY) || allowed.contains(origin) || isSame(origin, handshake);
  }

  /**
   * Whether a page comes from where the socket leads to. A page that came over plain HTTP may be
   * anybody's, so that none opens a socket over TLS; the other way round TLS has ended at a proxy.
   */
  private static boolean isSame(String origin, RealtimeHandshake handshake) {
    String page = origin.toLowerCase(Locale.ROOT);
    String scheme = page.startsWith(HTTPS) ? HTTPS : HTTP;
    if (!page.startsWith(scheme) || (handshake.secure() && scheme.equals(HTTP))) {
      return false;
    }
    String port = scheme.equals(HTTPS) ? ":443" : ":80";
    return handshake
        .headers()
        .only("host")
        .map(host -> without(port, host.toLowerCase(Locale.ROOT)))
        .filter(host -> host.equals(without(port, page.substring(scheme.length()))))
        .isPresent();
  }

  private static String without(String port, String host) {
    return host.endsWith(port) ? host.substring(0, host.length() - port.length()) : host;
  }
}
