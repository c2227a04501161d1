package dev.pergola.conformance.runtime;

import dev.pergola.handler.OperationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The code behind the custom operations of a scenario: what each step says it does. */
final class HandlerStubs {

  private final List<Mismatch> wrong = Collections.synchronizedList(new ArrayList<>());
  private volatile Map<String, HandlerStub> stubs = Map.of();

  /** From now on these, by the name of the function. */
  void use(Map<String, HandlerStub> now) {
    stubs = Map.copyOf(now);
    wrong.clear();
  }

  /** The first thing that was wrong with a call since then. */
  Optional<Mismatch> verdict() {
    return wrong.stream().findFirst();
  }

  /** What a function gives for this event. */
  Object call(String function, Map<String, Object> event) {
    HandlerStub stub = stubs.get(function);
    if (stub == null || stub.neverCalled()) {
      wrong.add(new Mismatch("handler " + function, "no call", String.valueOf(event)));
      throw new OperationException("not to be called", "Stub");
    }
    if (!stub.event().isMissingNode()) {
      JsonMatcher.match(stub.event(), Json.tree(event), "event of " + function)
          .ifPresent(wrong::add);
    }
    if (!stub.fails().isMissingNode()) {
      throw new IllegalStateException(stub.fails().path("message").asString());
    }
    return Json.plain(stub.returns());
  }

  static Map<String, HandlerStub> read(Members handlers) {
    Map<String, HandlerStub> stubs = new LinkedHashMap<>();
    for (String name : handlers.json().propertyNames()) {
      stubs.put(name, HandlerStub.read(handlers.object(name)));
    }
    return stubs;
  }
}
