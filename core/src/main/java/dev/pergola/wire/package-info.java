/**
 * AppSync's protocol without a transport: bytes and headers in, bytes and headers out. No servlet,
 * socket or thread is named here, so that a host may drive it from whatever carries its HTTP.
 *
 * <pre>{@code
 * HttpEndpoint endpoint = HttpEndpoint.of(backend, HttpOptions.defaults());
 *
 * byte[] body = input.readNBytes(endpoint.bytesToRead()); // one more than allowed: told apart below
 * HttpAnswer answer =
 *     endpoint.handle(HttpCall.of("POST", "/graphql", headers, body)).join();
 * }</pre>
 */
@NullMarked
package dev.pergola.wire;

import org.jspecify.annotations.NullMarked;
