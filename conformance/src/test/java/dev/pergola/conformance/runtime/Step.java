package dev.pergola.conformance.runtime;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** One step of a scenario. Closed: the runner handles every kind. */
sealed interface Step {

  /** Calls the method of {@code visitor} that belongs to this kind. */
  Optional<Mismatch> accept(Visitor visitor);

  /**
   * One request.
   *
   * @param caller nickname of the identity
   * @param query the document
   * @param variables an object, or a missing node
   * @param data the expected {@code data}, or a missing node when the step does not care
   * @param errors the expected errors, or a missing node for none
   * @param captures dotted paths of what to keep, by name
   * @param handlers what the functions behind custom operations do, by name
   */
  record Request(
      String caller,
      String query,
      JsonNode variables,
      JsonNode data,
      JsonNode errors,
      Map<String, String> captures,
      Map<String, HandlerStub> handlers)
      implements Step {
    public Request {
      handlers = Map.copyOf(handlers);
      captures = Map.copyOf(captures);
    }

    @Override
    public Optional<Mismatch> accept(Visitor visitor) {
      return visitor.request(this);
    }
  }

  /** The same request many times, with a variable counting from 0. */
  record Repeat(String caller, int count, String query, String indexVariable) implements Step {
    @Override
    public Optional<Mismatch> accept(Visitor visitor) {
      return visitor.repeat(this);
    }
  }

  /**
   * All pages of a list, one after the other.
   *
   * @param field dotted path of the connection below {@code data}
   * @param items the expected items of all pages together, or a missing node
   */
  record Paginate(
      String caller,
      String query,
      JsonNode variables,
      String field,
      JsonNode items,
      OptionalInt minPages,
      OptionalInt maxPages,
      OptionalInt maxItemsPerPage)
      implements Step {
    @Override
    public Optional<Mismatch> accept(Visitor visitor) {
      return visitor.paginate(this);
    }
  }

  /**
   * One HTTP exchange.
   *
   * @param body a text that is sent as it is, another value as JSON, a missing node for no body
   * @param status the expected status
   * @param json the expected body, or a missing node
   */
  record Http(
      String method, Map<String, String> headers, JsonNode body, OptionalInt status, JsonNode json)
      implements Step {
    public Http {
      headers = Map.copyOf(headers);
    }

    @Override
    public Optional<Mismatch> accept(Visitor visitor) {
      return visitor.http(this);
    }
  }

  /**
   * A subscription, which stays open to the end.
   *
   * @param name what later steps call it
   * @param accepted whether it is taken
   * @param errors what is told if it is not, or a missing node
   */
  record Subscribe(
      String name,
      String caller,
      String query,
      JsonNode variables,
      boolean accepted,
      JsonNode errors)
      implements Step {
    @Override
    public Optional<Mismatch> accept(Visitor visitor) {
      return visitor.subscribe(this);
    }
  }

  /**
   * What subscriptions have heard since the last such step.
   *
   * @param events the data of each event in order, by the names of the subscriptions
   */
  record Events(Map<String, JsonNode> events) implements Step {
    public Events {
      events = Map.copyOf(events);
    }

    @Override
    public Optional<Mismatch> accept(Visitor visitor) {
      return visitor.events(this);
    }
  }

  /** One method per kind of step; each gives the first difference from what is expected. */
  interface Visitor {
    Optional<Mismatch> request(Request step);

    Optional<Mismatch> repeat(Repeat step);

    Optional<Mismatch> paginate(Paginate step);

    Optional<Mismatch> http(Http step);

    Optional<Mismatch> subscribe(Subscribe step);

    Optional<Mismatch> events(Events step);
  }
}
