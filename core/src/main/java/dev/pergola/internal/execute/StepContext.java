package dev.pergola.internal.execute;

import dev.pergola.auth.Identity;
import dev.pergola.client.DataClient;
import dev.pergola.handler.HandlerContext;
import dev.pergola.model.CustomOperation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one step of a custom operation may know. */
final class StepContext implements HandlerContext {

  private final CustomOperation operation;
  private final Map<String, @Nullable Object> arguments;
  private final RequestContext request;
  private final @Nullable Object previous;
  private final Function<Identity, DataClient> clients;

  StepContext(
      CustomOperation operation,
      Map<String, @Nullable Object> arguments,
      RequestContext request,
      @Nullable Object previous,
      Function<Identity, DataClient> clients) {
    this.operation = operation;
    this.arguments = arguments;
    this.request = request;
    this.previous = previous;
    this.clients = clients;
  }

  @Override
  public String operation() {
    return operation.name();
  }

  @Override
  public CustomOperation.Kind kind() {
    return operation.kind();
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

  /** Without arguments and headers, which may be secrets. */
  @Override
  public String toString() {
    return "HandlerContext[" + operation.name() + "]";
  }
}
