package dev.pergola.conformance.security;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.Pergola;
import dev.pergola.auth.Authentication;
import dev.pergola.auth.Authenticator;
import dev.pergola.auth.Credentials;
import dev.pergola.auth.Identity;
import dev.pergola.conformance.Stores;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole backend behind an authenticator: who a token proves is what its rules make of it. */
final class JwtTarget implements AutoCloseable {

  private static final Schema SCHEMA =
      a.schema(
          // Declared, so that trusted code may set it.
          a.model("Vault").field("owner", a.string()).authorization(allow.owner()),
          a.model("Team").field("crew", a.string()).authorization(allow.groupDefinedIn("crew")),
          a.model("Office").field("name", a.string()).authorization(allow.group("Admins")));

  private final Pergola backend;
  private final AtomicInteger rows = new AtomicInteger();

  JwtTarget(Authenticator userPool, Clock clock) {
    backend =
        Pergola.builder(SCHEMA)
            .store(Stores.fresh())
            .authorizationModes(modes -> modes.userPool(userPool))
            .clock(clock)
            .build();
  }

  /** What the backend says to a request with these {@code Authorization} values. */
  Authentication authenticate(List<String> authorization) {
    return backend
        .authenticate(new Credentials(authorization, List.of()))
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  /** Whether the smallest request is answered. */
  boolean serves(Identity identity) {
    DataResponse response = execute("{ __typename }", Map.of(), identity);
    return response.errors().isEmpty() && Map.of("__typename", "Query").equals(response.data());
  }

  boolean isAdmin(Identity identity) {
    return execute("{ listOffices { items { id } } }", Map.of(), identity).errors().isEmpty();
  }

  boolean isInGroup(Identity identity, String group) {
    return sees(identity, "Team", "crew", group);
  }

  boolean owns(Identity identity, String storedOwner) {
    return sees(identity, "Vault", "owner", storedOwner);
  }

  /** Whether the caller gets a record that trusted code made with this value. */
  private boolean sees(Identity identity, String model, String field, String value) {
    String id = "row-" + rows.incrementAndGet();
    DataResponse created =
        execute(
            "mutation M($i: Create%sInput!) { create%s(input: $i) { id } }".formatted(model, model),
            Map.of("i", Map.of("id", id, field, value)),
            Identity.admin());
    if (!created.errors().isEmpty()) {
      throw new IllegalStateException("No record to look at: " + created.errors());
    }
    String query = "query Q($id: ID!) { row: get%s(id: $id) { id } }".formatted(model);
    Map<String, ?> data = execute(query, Map.of("id", id), identity).data();
    return data != null && Map.of("id", id).equals(data.get("row"));
  }

  private DataResponse execute(String query, Map<String, ?> variables, Identity identity) {
    return backend
        .execute(DataRequest.of(query).withVariables(variables), identity)
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    backend.close();
  }
}
