/**
 * A backend inside a GraphQL stack that a host has already: Spring for GraphQL, or graphql-java by
 * itself. The host's engine parses, instruments and answers what is the host's own; the fields of
 * the models are run by the same plans, under the same rules and limits, as by {@code
 * Pergola.execute}.
 *
 * <pre>{@code
 * GraphQL graphQl = backend.graphQl().builder().build();
 *
 * ExecutionResult result =
 *     graphQl.execute(
 *         ExecutionInput.newExecutionInput("{ listPosts { items { id caption } } }")
 *             .graphQLContext(Map.of(HostGraphQl.CALLER, identity))
 *             .build());
 * }</pre>
 *
 * <p>The only public package that names the GraphQL engine.
 */
@NullMarked
package dev.pergola.graphql;

import org.jspecify.annotations.NullMarked;
