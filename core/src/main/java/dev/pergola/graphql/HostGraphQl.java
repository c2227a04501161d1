package dev.pergola.graphql;

import dev.pergola.auth.Identity;
import dev.pergola.internal.execute.Cancellation;
import dev.pergola.internal.execute.Engine;
import dev.pergola.request.DataResponse;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.schema.GraphQLSchema;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A backend for hosts that have a GraphQL engine of their own. Get it from {@code
 * Pergola.graphQl()}. Thread-safe.
 *
 * <p>A host may add root fields to {@link #schema()}, with fetchers of its own: its engine runs
 * them and introspection, in the same operations. Model fields pass by its fetchers and by the
 * instrumentation of single fields. Subscriptions are not served here.
 *
 * <p>The caller is the {@link Identity} under {@link #CALLER} in the {@link
 * graphql.GraphQLContext}. Without one, every field of the backend is refused.
 *
 * <p>A backend that has too much to do, or is closed, starts nothing: its fields are null, each
 * with an error of type {@code ServiceUnavailableException}. The engine never ends with an
 * exception for it.
 */
public final class HostGraphQl {

  /** The key of the caller in the {@link graphql.GraphQLContext}. */
  public static final Class<Identity> CALLER = Identity.class;

  private final Engine engine;
  private final Function<
          Function<Cancellation, CompletableFuture<DataResponse>>, CompletableFuture<DataResponse>>
      admission;

  /**
   * For {@code Pergola.graphQl()} only.
   *
   * @param engine runs the plans
   * @param admission starts work when there is a place for it
   */
  public HostGraphQl(
      Engine engine,
      Function<
              Function<Cancellation, CompletableFuture<DataResponse>>,
              CompletableFuture<DataResponse>>
          admission) {
    this.engine = engine;
    this.admission = admission;
  }

  /** The schema of the backend, without fetchers, to be added to or served as it is. */
  public GraphQLSchema schema() {
    return engine.served().schema();
  }

  /** Starts an engine that serves what the backend serves. */
  public GraphQL.Builder builder() {
    return install(GraphQL.newGraphQL(schema()), schema());
  }

  /**
   * Makes an engine under construction run the fields of the backend, with the backend's limits on
   * documents and on how much variables may hold. For Spring for GraphQL: {@code
   * GraphQlSource.Builder.configureGraphQl}.
   *
   * @param builder the host's
   * @param schema what it is built with: {@link #schema()}, or that one with fields of the host's
   *     on {@code Query} and {@code Mutation}
   * @return the same builder
   * @throws IllegalArgumentException if the schema gives one of the backend's types another shape
   */
  public GraphQL.Builder install(GraphQL.Builder builder, GraphQLSchema schema) {
    SchemaCheck.check(engine.served(), schema);
    HostDocuments documents = new HostDocuments(engine.documents(schema));
    return builder
        .preparsedDocumentProvider(documents)
        .queryExecutionStrategy(
            new PlanStrategy(engine, admission, documents, new AsyncExecutionStrategy()))
        .mutationExecutionStrategy(
            new PlanStrategy(engine, admission, documents, new AsyncSerialExecutionStrategy()));
  }
}
