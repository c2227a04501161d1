package dev.pergola.auth;

/**
 * SPI. The host's own judgement of tokens; TypeScript: the function of {@code
 * lambdaAuthorizationMode}. Given to {@link LambdaAuthorization#of}.
 *
 * <pre>{@code
 * CustomAuthorizer authorizer =
 *     request ->
 *         Optional.ofNullable(seats.get(request.authorizationToken()))
 *             .map(seat -> AuthorizerAnswer.authorized().withResolverContext(Map.of("seat", seat)))
 *             .orElse(AuthorizerAnswer.refused());
 * }</pre>
 *
 * <p>Called by several threads at once, which are there for it: it may block. One that throws, or
 * does not answer within five seconds and is then interrupted, has refused.
 */
@FunctionalInterface
public interface CustomAuthorizer {

  /**
   * Judges one token.
   *
   * @throws Exception to refuse; the caller learns nothing of it, and the log no more than its
   *     class
   */
  AuthorizerAnswer authorize(AuthorizerRequest request) throws Exception;
}
