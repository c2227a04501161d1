/**
 * Serves a backend from any Jakarta servlet container: bytes in, the protocol of core, bytes out.
 */
@NullMarked
package dev.pergola.transport.servlet;

import org.jspecify.annotations.NullMarked;
