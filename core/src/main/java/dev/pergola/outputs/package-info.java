/**
 * What a backend tells the world around it: {@code amplify_outputs.json} for the {@code
 * aws-amplify} client, the introspection document in it, the tables as DynamoDB describes them, the
 * schema as text, and the same schema in TypeScript.
 *
 * <pre>{@code
 * Outputs outputs = backend.outputs();
 * outputs
 *     .amplify(URI.create("http://localhost:8080/graphql"))
 *     .writeTo(Path.of("web/amplify_outputs.json"));
 * Files.writeString(Path.of("web/schema.ts"), outputs.typeScript());
 * }</pre>
 *
 * <p>A front end imports both files and has {@code generateClient<Schema>()} with every type of the
 * model.
 */
@NullMarked
package dev.pergola.outputs;

import org.jspecify.annotations.NullMarked;
