/**
 * SPI: who is calling. An {@link dev.pergola.auth.Authenticator} turns the credentials of a request
 * into an {@link dev.pergola.auth.Identity} or refuses them; it never decides what that identity
 * may do.
 */
@NullMarked
package dev.pergola.auth;

import org.jspecify.annotations.NullMarked;
