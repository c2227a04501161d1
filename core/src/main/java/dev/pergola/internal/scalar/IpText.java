package dev.pergola.internal.scalar;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/**
 * IP addresses: four decimal numbers, or IPv6, each with a prefix length or without. Names are
 * never looked up, and of the shorthands that C libraries and address tools know (octal and
 * hexadecimal parts, fewer parts, ranges, wildcards, masks, zones) none is taken.
 */
final class IpText {

  private static final IPAddressStringParameters PLAIN = plain();

  private IpText() {}

  static boolean isAddress(String text) {
    return hasShape(text)
        && !hasLongPrefixOfZero(text)
        && new IPAddressString(text, PLAIN).isValid();
  }

  /** The library, when told to refuse leading zeros, takes the whole of {@code /0} for one. */
  private static boolean hasLongPrefixOfZero(String text) {
    int slash = text.indexOf('/');
    return slash >= 0 && text.startsWith("0", slash + 1) && text.length() > slash + 2;
  }

  /** Whether the characters are those of an address, in ASCII. */
  static boolean hasShape(String text) {
    boolean separated = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
      boolean separator = c == '.' || c == ':';
      if (!hex && !separator && c != '/') {
        return false;
      }
      separated |= separator;
    }
    return separated;
  }

  private static IPAddressStringParameters plain() {
    IPAddressStringParameters.Builder builder =
        new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(true)
            .allowPrefixOnly(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .allow_inet_aton(false)
            .setRangeOptions(RangeParameters.NO_RANGE);
    builder
        .getIPv4AddressParametersBuilder()
        .allowBinary(false)
        .allowLeadingZeros(false)
        .allowPrefixLengthLeadingZeros(true)
        .allowPrefixesBeyondAddressSize(false);
    builder
        .getIPv6AddressParametersBuilder()
        .allowBase85(false)
        .allowZone(false)
        .allow_mixed_inet_aton(false)
        .allowBinary(false)
        .allowPrefixLengthLeadingZeros(true)
        .allowPrefixesBeyondAddressSize(false);
    return builder.toParams();
  }
}
