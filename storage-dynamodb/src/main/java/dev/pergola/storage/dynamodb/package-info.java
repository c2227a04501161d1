/**
 * A store on Amazon DynamoDB: on tables that it makes, or on those that Amplify deployed.
 *
 * <pre>{@code
 * Pergola backend =
 *     Pergola.builder(schema)
 *         .store(DynamoDbStore.builder(DynamoDbAsyncClient.create()).createTables(true).build())
 *         .authorizationModes(modes -> modes.userPool(cognito))
 *         .build();
 * }</pre>
 *
 * <p>{@link dev.pergola.storage.dynamodb.DynamoDbStore} hands requests to {@code Reads}, {@code
 * Batches} and {@code Writes}, which speak to the service through {@code Calls}. How rows and keys
 * lie in attributes say {@code TableLayout} and {@code KeyLayout}; {@code FilterExpression} says
 * what the service can judge of a filter. The rest is judged here, on the rows that come back.
 */
@NullMarked
package dev.pergola.storage.dynamodb;

import org.jspecify.annotations.NullMarked;
