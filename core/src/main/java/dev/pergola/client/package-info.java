/**
 * Reads and writes of code in the same process: the operations of a model as Java calls, under the
 * rules of a caller, without a document.
 *
 * <pre>{@code
 * import static dev.pergola.client.Condition.where;
 *
 * record Post(String id, String caption, Optional<LocalDate> date) {}
 *
 * ModelClient<Post> posts = backend.client(identity).model(Post.class);
 * Post dawn = posts.create(Map.of("caption", "Dawn")).join();
 * Page<Post> page =
 *     posts.list().filter(where("caption").beginsWith("D")).limit(20).join();
 * }</pre>
 *
 * <p>A call is an immutable value that does nothing until {@link dev.pergola.client.Call#start()},
 * {@link dev.pergola.client.Call#join()} or {@link dev.pergola.client.Call#answer()}. The
 * interfaces here are for backends to implement; they may get more methods.
 */
@CheckReturnValue
@NullMarked
package dev.pergola.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
