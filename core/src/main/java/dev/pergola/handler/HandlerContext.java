package dev.pergola.handler;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.model.CustomOperation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler may know of the call it answers. */
public interface HandlerContext {

  /** The operation's name. */
  String operation();

  /** Whether it is a query or a mutation. */
  CustomOperation.Kind kind();

  /**
   * The arguments that were sent, by name: strings, numbers, booleans, enum names, lists and maps.
   * What was not sent is not there; what was sent as null is there as null.
   */
  Map<String, @Nullable Object> arguments();

  /** Who calls. */
  Identity identity();

  /**
   * The headers of the request, names in lower case, as its transport received them, credentials
   * among them; empty for a request from the same process that gave none.
   */
  Map<String, List<String>> headers();

  /**
   * The backend as the caller sees it. Its calls are part of the request: they need no place of
   * their own among the requests under way, and none begins when nobody waits for the handler any
   * more, since it or the request took too long or was cancelled. Those of an asynchronous function
   * end with the function's own time.
   *
   * <p>A handler that does not catch the {@link dev.pergola.client.DataException} of a call fails
   * with the same errors: its caller is told what this client was told.
   *
   * <pre>{@code
   * OperationHandler rename =
   *     call ->
   *         call.client()
   *             .model("Post")
   *             .update(Map.of("id", call.arguments().get("id"), "title", "New"))
   *             .start();
   * }</pre>
   */
  DataClient client();

  /**
   * The backend without any rule, as {@link Identity#admin()} sees it; else as {@link #client()}.
   * What this client is told may be of records that the caller may not know of: to a handler that
   * does not catch its failures they are internal ones, and only the log tells of them.
   */
  DataClient adminClient();

  /** The result of the step before this one; null in the first step. */
  @Nullable Object previous();

  /**
   * What the steps of this call share, beside their results; TypeScript {@code ctx.stash}. Empty in
   * the first step, and for nobody else. Takes no nulls; safe for several threads.
   */
  Map<String, Object> stash();

  /**
   * What is asked of the result: the keys of the answer, aliases in place of names, and those of
   * what is nested behind a slash, as {@code items/id}; TypeScript {@code ctx.info}. Empty for a
   * result that is no object. Reading what nobody asks for can be left out by it.
   */
  List<String> selection();

  /**
   * Tells the caller of a failure and goes on: the error stands beside the result, at the
   * operation's field; TypeScript {@code util.appendError}. The first hundred of a call are told,
   * and none that comes after the result, or when the call has taken too long. Nobody is told of
   * one that an asynchronous function appends, or what answers a subscription.
   *
   * <pre>{@code
   * OperationHandler importing =
   *     call -> {
   *       call.appendError(new OperationException("Row 7 has no title", "SkippedRow"));
   *       return "6 imported";
   *     };
   * }</pre>
   */
  void appendError(OperationException error);

  /**
   * What a step gives back to end the call with this result: the steps after it are skipped;
   * TypeScript {@code runtime.earlyReturn}.
   *
   * <pre>{@code
   * OperationHandler cached =
   *     call -> call.arguments().get("id") == null ? call.earlyReturn(null) : call.arguments();
   * }</pre>
   */
  Object earlyReturn(@Nullable Object result);

  /**
   * Of a subscription: lets its subscriber hear only of events for which this holds, in the words
   * of a filter; TypeScript {@code extensions.setSubscriptionFilter}. A later call takes the place
   * of an earlier one. It is about what the mutation answers: the arguments' names and the other
   * fields of the result, of which those that the mutation did not select are null.
   *
   * <p>Operands are of the field's type: lists may be any collection or array, names of enum values
   * also the constants of a Java enum. An {@code in} without values holds for no event. A filter
   * that asks nothing, as an empty map or an {@code or} of nothing, is refused: made from what a
   * caller sent, it would open the stream.
   *
   * <pre>{@code
   * OperationHandler urgent =
   *     call -> {
   *       call.setSubscriptionFilter(Map.of("severity", Map.of("ge", 7)));
   *       return null;
   *     };
   * }</pre>
   *
   * @throws IllegalStateException if the operation is no subscription
   * @throws IllegalArgumentException for a field or an operator that there is not, an operand that
   *     does not fit them, or a filter that asks nothing
   */
  void setSubscriptionFilter(Map<String, ?> filter);

  /**
   * What a step throws to refuse the caller, in the words in which a rule does; TypeScript {@code
   * util.unauthorized}.
   *
   * <pre>{@code
   * OperationHandler guarded =
   *     call -> {
   *       if (!call.identity().equals(Identity.admin())) {
   *         throw call.unauthorized();
   *       }
   *       return "done";
   *     };
   * }</pre>
   */
  OperationException unauthorized();
}
