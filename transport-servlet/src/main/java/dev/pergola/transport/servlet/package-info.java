/**
 * Serves a backend from any Jakarta servlet container: bytes in, the classes of {@code
 * dev.pergola.wire}, bytes out.
 *
 * <pre>{@code
 * ServletRegistration.Dynamic graphql =
 *     servletContext.addServlet("graphql", new PergolaServlet(backend));
 * graphql.setAsyncSupported(true);
 * graphql.addMapping("/graphql");
 * }</pre>
 */
@NullMarked
package dev.pergola.transport.servlet;

import org.jspecify.annotations.NullMarked;
