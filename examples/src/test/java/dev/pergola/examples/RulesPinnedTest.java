package dev.pergola.examples;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.READ;
import static dev.pergola.dsl.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.request.DataRequest;
import dev.pergola.request.DataResponse;
import dev.pergola.storage.memory.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules of single fields, and a file that shows who may do what: a change of it is reviewed. */
class RulesPinnedTest {

  private static final Identity BOB =
      Identity.userPool(Claims.of(Map.of("sub", "sub-of-bob", "username", "bob")));

  // snippet: field-rules
  private static final Schema STAFF =
      a.schema(
          a.model("Employee")
              .field("name", a.string())
              .field("ssn", a.string().authorization(allow.owner()))
              .field(
                  "salary",
                  a.integer()
                      .authorization(
                          allow.owner().to(READ), allow.group("Payroll").to(CREATE, READ, UPDATE)))
              .authorization(
                  allow.owner(), allow.authenticated().to(READ), allow.group("Payroll")));

  // end: field-rules

  private final Pergola backend =
      Pergola.builder(STAFF)
          .store(EmbeddedStore.inMemory())
          .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
          .build();

  // snippet: matrix
  @Test
  void nobodyMayDoMoreThanTheFileSays() throws IOException {
    Path file = Path.of("src/test/resources/authorization.txt");

    assertThat(backend.authorizationMatrix().toText()).isEqualTo(Files.readString(file));
  }

  // end: matrix

  @Test
  void aFieldThatIsNotForTheCallerIsNullWithAnErrorOfItsOwn() {
    as(
        Identity.admin(),
        "mutation { createEmployee(input: {id: \"1\", name: \"A\", ssn: \"123\"}) { id } }");

    DataResponse answer = as(BOB, "{ getEmployee(id: \"1\") { name ssn } }");

    assertThat(answer.toMap().get("data").toString()).isEqualTo("{getEmployee={name=A, ssn=null}}");
    assertThat(answer.errors())
        .singleElement()
        .satisfies(
            error ->
                assertThat(error.message())
                    .isEqualTo("Not Authorized to access ssn on type Employee"));
  }

  private DataResponse as(Identity caller, String query) {
    return backend.execute(DataRequest.of(query), caller).join();
  }

  @AfterEach
  void close() {
    backend.close();
  }
}
