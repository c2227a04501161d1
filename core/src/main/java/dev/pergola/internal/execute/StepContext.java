package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationException;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.SelectionPaths;
import dev.pergola.model.CustomOperation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one step of a custom operation may know. */
final class StepContext implements HandlerContext {

  private final RootField.Custom root;
  private final Map<String, @Nullable Object> arguments;
  private final RequestContext request;
  private final @Nullable Object previous;
  private final CallNotes notes;
  private final Function<Identity, DataClient> clients;

  StepContext(
      RootField.Custom root,
      Map<String, @Nullable Object> arguments,
      RequestContext request,
      @Nullable Object previous,
      CallNotes notes,
      Function<Identity, DataClient> clients) {
    this.root = root;
    this.arguments = arguments;
    this.request = request;
    this.previous = previous;
    this.notes = notes;
    this.clients = clients;
  }

  @Override
  public String operation() {
    return root.operation().name();
  }

  @Override
  public CustomOperation.Kind kind() {
    return root.operation().kind();
  }

  @Override
  public Map<String, @Nullable Object> arguments() {
    return arguments;
  }

  @Override
  public Identity identity() {
    return request.identity();
  }

  @Override
  public Map<String, List<String>> headers() {
    return request.request().headers();
  }

  @Override
  public DataClient client() {
    return clients.apply(identity());
  }

  @Override
  public DataClient adminClient() {
    return clients.apply(Identity.admin());
  }

  @Override
  public @Nullable Object previous() {
    return previous;
  }

  @Override
  public Map<String, Object> stash() {
    return notes.stash();
  }

  @Override
  public List<String> selection() {
    return SelectionPaths.of(root.shape());
  }

  @Override
  public void appendError(OperationException error) {
    notes.append(error);
  }

  @Override
  public Object earlyReturn(@Nullable Object result) {
    return new EarlyReturn(result);
  }

  @Override
  public void setSubscriptionFilter(Map<String, ?> filter) {
    if (!notes.filter(filter)) {
      throw new IllegalStateException(
          "Operation '%s' is a %s: only a subscription has events to filter."
              .formatted(operation(), kind().name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public OperationException unauthorized() {
    FieldException refused = ClientErrors.unauthorized(root);
    return new OperationException(refused.text(), refused.errorType());
  }

  /** Without arguments and headers, which may be secrets. */
  @Override
  public String toString() {
    return "HandlerContext[" + operation() + "]";
  }

  /** The result of a call whose later steps are skipped. */
  record EarlyReturn(@Nullable Object result) {}
}
