/**
 * What an author writes: a schema of models, their fields and relations, custom operations, and the
 * rules of who may do what.
 *
 * <pre>{@code
 * import static dev.pergola.dsl.Dsl.a;
 * import static dev.pergola.dsl.Dsl.allow;
 * import static dev.pergola.dsl.Operation.READ;
 *
 * static final Model POST =
 *     a.model("Post")
 *         .field("caption", a.string().required())
 *         .field("status", a.ref("PostStatus"))
 *         .field("tags", a.string().array().required())
 *         .field("comments", a.hasMany("Comment", "postId"))
 *         .secondaryIndexes(a.index("status"))
 *         .authorization(allow.authenticated().to(READ), allow.owner());
 *
 * static final Model COMMENT =
 *     a.model("Comment")
 *         .field("text", a.string().required().validate(v -> v.maxLength(500)))
 *         .field("postId", a.id().required())
 *         .field("post", a.belongsTo("Post", "postId"))
 *         .authorization(allow.authenticated().to(READ), allow.owner());
 *
 * static final Schema SCHEMA =
 *     a.schema(
 *         POST,
 *         COMMENT,
 *         a.enumType("PostStatus", "DRAFT", "LIVE"),
 *         a.query("shout")
 *             .argument("text", a.string().required())
 *             .returns(a.string())
 *             .handler(a.handler.function(call -> call.arguments().get("text") + "!"))
 *             .authorization(allow.authenticated()));
 * }</pre>
 *
 * <p>Every value is immutable and every verb gives back a new value, so that a field type, a rule
 * or a model can be a constant that many places share. Which verbs may follow which is in the
 * return types; what types cannot say (an unknown enum, a field declared twice) is found by {@link
 * dev.pergola.dsl.Schema#resolve}, all problems together.
 */
@CheckReturnValue
@NullMarked
package dev.pergola.dsl;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
