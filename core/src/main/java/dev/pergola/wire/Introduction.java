package dev.pergola.wire;

import dev.pergola.auth.Authentication;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Refusal;
import dev.pergola.request.Backend;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Who a socket belongs to: found out once, by whichever message comes first, and looked at again
 * while the socket has nothing else whose credentials are looked at.
 */
final class Introduction {

  private final Backend backend;
  private final Socket socket;
  private final RealtimeHandshake handshake;
  private @Nullable CompletableFuture<Verdict> verdict;
  private Credentials credentials;

  Introduction(Backend backend, Socket socket, RealtimeHandshake handshake) {
    this.backend = backend;
    this.socket = socket;
    this.handshake = handshake;
    this.credentials = SocketCredentials.of(handshake);
  }

  /** What the handshake brought, or else what the first message did. */
  synchronized Credentials credentials() {
    return credentials;
  }

  /** Whether a message has asked before. */
  synchronized boolean isMade() {
    return verdict != null;
  }

  /** What became of the credentials that the handshake brought. */
  CompletableFuture<Verdict> verdict() {
    return verdict(SocketCredentials.of((Object) null), true);
  }

  /**
   * What became of the credentials; the first who asks decides which ones.
   *
   * @param told those that the first message brought
   * @param handshakeFirst whether those of the handshake, if there are any, count instead
   */
  CompletableFuture<Verdict> verdict(Credentials told, boolean handshakeFirst) {
    CompletableFuture<Verdict> made = new CompletableFuture<>();
    Credentials shown;
    synchronized (this) {
      if (verdict != null) {
        return verdict;
      }
      verdict = made;
      boolean own = !SocketCredentials.isEmpty(told);
      if (own && (!handshakeFirst || SocketCredentials.isEmpty(credentials))) {
        credentials = told;
      }
      shown = credentials;
    }
    if (!Origins.allow(handshake, socket.options().allowedOrigins())) {
      made.complete(new Verdict(Outcome.FOREIGN, "Pages of this origin may not connect."));
      return made;
    }
    var unused =
        authenticate(backend, shown)
            .whenComplete((answer, failure) -> made.complete(judged(answer, shown)));
    return made;
  }

  private Verdict judged(@Nullable Authentication answer, Credentials shown) {
    if (!(answer instanceof Authentication.Accepted accepted)) {
      return new Verdict(Outcome.UNKNOWN, message(answer));
    }
    if (!socket.admits(accepted.identity(), shown)) {
      return new Verdict(Outcome.TOO_MANY, "Too many connections of this caller");
    }
    socket.ready();
    return new Verdict(Outcome.WELCOME, "");
  }

  /** Tells if the credentials are not good any more. */
  void recheck(Runnable refused) {
    var unused =
        authenticate(backend, credentials())
            .thenAccept(
                answer -> {
                  if (answer instanceof Authentication.Refused) {
                    refused.run();
                  }
                });
  }

  /** What a client is told of a refusal. */
  static String message(@Nullable Authentication answer) {
    return answer instanceof Authentication.Refused refused
        ? refused.reason().message()
        : Refusal.DENIED.message();
  }

  /** Host code is behind it, which may throw. */
  static CompletableFuture<Authentication> authenticate(Backend backend, Credentials credentials) {
    try {
      return backend.authenticate(credentials);
    } catch (RuntimeException thrown) {
      return CompletableFuture.failedFuture(thrown);
    }
  }

  /** What can become of an introduction. */
  enum Outcome {
    WELCOME,
    /** A page that may not connect. */
    FOREIGN,
    /** The credentials are not good. */
    UNKNOWN,
    TOO_MANY
  }

  /**
   * What became of an introduction.
   *
   * @param message what the client may be told of it
   */
  record Verdict(Outcome outcome, String message) {

    boolean welcome() {
      return outcome == Outcome.WELCOME;
    }
  }
}
