package dev.pergola.auth.cognito;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is asked of the settings of every issuer. Each check adds what is wrong to a list. */
final class SettingsChecks {

  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private static final int MIN_MAX_LENGTH = 256;
  private static final int MAX_MAX_LENGTH = 1024 * 1024;
  private static final Duration MAX_SKEW = Duration.ofMinutes(10);
  private static final Duration MIN_TTL = Duration.ofSeconds(1);
  private static final Duration MAX_TTL = Duration.ofDays(1);
  private static final Duration MAX_OUTAGE_TTL = Duration.ofDays(30);

  private SettingsChecks() {}

  // Keys that came over an open line are anybody's keys; on the machine itself there is no line.
  static void address(String name, URI address, List<String> problems) {
    if (!isSafe(address)) {
      problems.add(
          "%s is '%s'. Give an https address without user name; http only on localhost, 127.x.x.x or [::1]."
              .formatted(name, withoutUserInfo(address)));
    }
  }

  /** Whether keys may be read from there. */
  static boolean isSafe(URI address) {
    String host = address.getHost();
    return host != null
        && address.getUserInfo() == null
        && ("https".equalsIgnoreCase(address.getScheme())
            || ("http".equalsIgnoreCase(address.getScheme()) && LOOPBACK.matcher(host).matches()));
  }

  static void clientIds(Set<String> clientIds, List<String> problems) {
    if (clientIds.isEmpty() || clientIds.stream().anyMatch(String::isBlank)) {
      problems.add(
          "clientIds is %s. Name every app client whose tokens are to be taken: .clientIds(\"...\")."
              .formatted(clientIds));
    }
  }

  static void skew(Duration clockSkew, List<String> problems) {
    within("clockSkew", clockSkew, Duration.ZERO, MAX_SKEW, problems);
  }

  static void lifeOfKeys(Duration jwksTtl, Duration outageTtl, List<String> problems) {
    within("jwksTtl", jwksTtl, MIN_TTL, MAX_TTL, problems);
    within("outageTtl", outageTtl, jwksTtl, MAX_OUTAGE_TTL, problems);
  }

  static void maxLength(int maxLength, List<String> problems) {
    if (maxLength < MIN_MAX_LENGTH || maxLength > MAX_MAX_LENGTH) {
      problems.add(
          "maxLength is %d. Give a number of characters from %d to %d."
              .formatted(maxLength, MIN_MAX_LENGTH, MAX_MAX_LENGTH));
    }
  }

  static void within(
      String name, Duration value, Duration least, Duration most, List<String> problems) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      problems.add("%s is %s. Give a duration from %s to %s.".formatted(name, value, least, most));
    }
  }

  private static String withoutUserInfo(URI address) {
    String userInfo = address.getRawUserInfo();
    return userInfo == null ? address.toString() : address.toString().replace(userInfo, "***");
  }
}
