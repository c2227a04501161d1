package dev.pergola.internal.authenticate;

/** Tells kinds of token apart by their form alone. */
final class TokenForm {

  private static final String BEARER = "Bearer ";

  private TokenForm() {}

  /** Whether a token is spelled like a signed JWT: three parts of base64url, none empty. */
  static boolean isJwt(String token) {
    boolean bearer = token.regionMatches(true, 0, BEARER, 0, BEARER.length());
    int parts = 1;
    int length = 0;
    for (int i = bearer ? BEARER.length() : 0; i < token.length(); i++) {
      char c = token.charAt(i);
      if (c == '.') {
        if (length == 0) {
          return false;
        }
        parts++;
        length = 0;
      } else if (isBase64Url(c)) {
        length++;
      } else {
        return false;
      }
    }
    return parts == 3 && length > 0;
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
