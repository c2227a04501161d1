/**
 * Reads a schema in the directive language of Amplify's tools, {@code @model}, {@code @auth} and
 * the like, into the values of {@code dev.pergola.dsl}, and prints a resolved schema in it.
 *
 * <pre>{@code
 * Schema schema = SdlReader.read("""
 *     type Post @model @auth(rules: [{allow: private, operations: [read]}, {allow: owner}]) {
 *       caption: String!
 *       status: PostStatus
 *     }
 *     enum PostStatus { DRAFT LIVE }
 *     """);
 * }</pre>
 */
@NullMarked
package dev.pergola.sdl;

import org.jspecify.annotations.NullMarked;
