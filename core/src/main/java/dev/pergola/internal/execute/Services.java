package dev.pergola.internal.execute;

import dev.pergola.events.EventBus;
import dev.pergola.internal.authorize.Authorizer;
import dev.pergola.internal.subscribe.Hub;
import dev.pergola.model.Behavior;
import dev.pergola.request.Introspection;
import dev.pergola.request.Limits;
import dev.pergola.storage.Store;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What running a plan needs besides the request; one for each backend.
 *
 * @param introspection who may ask for the schema
 * @param explain whether answers say why decisions ended as they did
 * @param strictNotFound whether single records that are foreign are answered exactly as missing
 *     ones
 * @param ids makes the ids of new records
 * @param handlers calls the code behind custom operations
 * @param bus carries what has been committed to subscriptions
 * @param hub the subscriptions of this node
 */
public record Services(
    Store store,
    Authorizer authorizer,
    PageTokens tokens,
    Behavior behavior,
    Limits limits,
    Introspection introspection,
    boolean explain,
    boolean strictNotFound,
    Clock clock,
    Supplier<String> ids,
    HandlerCalls handlers,
    EventBus bus,
    Hub hub) {}
