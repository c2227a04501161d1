package dev.pergola.internal.execute;

import dev.pergola.internal.plan.EngineErrors;
import dev.pergola.internal.plan.RootField;
import dev.pergola.request.DataError;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * {@code __schema} and {@code __type}: the GraphQL engine answers them from the schema alone. It is
 * given a document that holds nothing else, valid already, so nothing of it can reach a model.
 */
final class IntrospectionQueries {

  private static final Object DOCUMENT = new Object();

  private final GraphQL engine;

  IntrospectionQueries(GraphQLSchema schema) {
    this.engine =
        GraphQL.newGraphQL(schema)
            .preparsedDocumentProvider(
                (input, parse) ->
                    CompletableFuture.completedFuture(
                        new PreparsedDocumentEntry(
                            Objects.requireNonNull(
                                input.getGraphQLContext().<Document>get(DOCUMENT)))))
            .build();
  }

  CompletableFuture<RootResult> answer(RootField.Introspection root, RequestContext context) {
    OperationDefinition only =
        context
            .operation()
            .transform(
                builder ->
                    builder.selectionSet(
                        SelectionSet.newSelectionSet().selections(root.fields()).build()));
    Document.Builder alone = Document.newDocument().definition(only);
    context.document().fragments().forEach(alone::definition);
    ExecutionInput input =
        ExecutionInput.newExecutionInput()
            .query("introspection")
            .graphQLContext(Map.of(DOCUMENT, alone.build()))
            .variables(context.request().variables())
            .build();
    return engine
        .executeAsync(input)
        .thenApply(
            result -> {
              Map<String, Object> data = result.getData();
              List<DataError> errors = result.getErrors().stream().map(EngineErrors::of).toList();
              return new RootResult.Ready(
                  data == null ? null : data.get(root.name().text()), errors);
            });
  }
}
