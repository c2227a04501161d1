package dev.pergola.wire;

/** Why a socket is closed: codes of RFC 6455, and of {@code graphql-transport-ws}. */
final class CloseCodes {

  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int POLICY = 1008;
  static final int TOO_BIG = 1009;
  static final int TRY_AGAIN = 1013;
  static final int BAD_MESSAGE = 4400;
  static final int UNAUTHORIZED = 4401;
  static final int FORBIDDEN = 4403;
  static final int NO_SUBPROTOCOL = 4406;
  static final int INIT_TIMEOUT = 4408;
  static final int DUPLICATE = 4409;
  static final int SECOND_INIT = 4429;

  private CloseCodes() {}
}
