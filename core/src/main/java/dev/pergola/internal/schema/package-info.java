/**
 * The GraphQL schema of a model: names, arguments and nullability to the letter of what Amplify
 * generates (spec: schema 3 and 4). Nothing here fetches data: model fields are run by compiled
 * plans, which ask {@link dev.pergola.internal.schema.GeneratedSchema} what a root field means.
 */
@NullMarked
package dev.pergola.internal.schema;

import org.jspecify.annotations.NullMarked;
