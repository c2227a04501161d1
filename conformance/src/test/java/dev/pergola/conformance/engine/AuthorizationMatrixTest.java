package dev.pergola.conformance.engine;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.READ;
import static dev.pergola.dsl.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.AuthorizationMatrix;
import dev.pergola.auth.AuthorizationMatrix.Cell;
import dev.pergola.auth.AuthorizationMatrix.Right;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.model.ResourceGrant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthorizationMatrixTest {

  private static final String ODD_GROUP = "<b>&\"'";

  private static final Schema SCHEMA =
      a.schema(
              a.model("Employee")
                  .field("id", a.id().required())
                  .field("name", a.string())
                  .field("ssn", a.string().authorization(allow.owner()))
                  .field(
                      "salary",
                      a.integer()
                          .authorization(
                              allow.owner().to(READ),
                              allow.group("Admins").to(CREATE, READ, UPDATE)))
                  .field("crews", a.string().array())
                  .authorization(
                      allow.owner(),
                      allow.authenticated().to(READ),
                      allow.groupsDefinedIn("crews").to(UPDATE),
                      allow.group("Admins").to(CREATE, READ, UPDATE, DELETE)),
              a.query("ping")
                  .returns(a.string())
                  .handler(a.handler.function(call -> "pong"))
                  .authorization(allow.publicApiKey(), allow.group(ODD_GROUP)))
          .authorization(allow.resource("report").to(ResourceGrant.Access.QUERY));

  @Test
  void theTextSaysWhoMayDoWhat() {
    assertThat(matrix().toText())
        .isEqualTo(
            """
            Employee
                                      create    get  list  listen  update             delete
              apiKey                  -         -    -     -       -                  -
              userPool                by owner  yes  yes   yes     by crews or owner  -
              userPool, group Admins  yes       yes  yes   yes     yes                -
              userPool, group <b>&"'  by owner  yes  yes   yes     by crews or owner  -
              function report         -         yes  yes   -       -                  -
              admin                   yes       yes  yes   yes     yes                yes

            Employee: id, name, crews
                                      create    read  update             clear
              apiKey                  -         -     -                  -
              userPool                by owner  yes   by crews or owner  by owner
              userPool, group Admins  yes       yes   yes                yes
              userPool, group <b>&"'  by owner  yes   by crews or owner  by owner
              function report         -         yes   -                  -
              admin                   yes       yes   yes                yes

            Employee: ssn
                                      create    read      update    clear
              apiKey                  -         -         -         -
              userPool                by owner  by owner  by owner  by owner
              userPool, group Admins  by owner  by owner  by owner  by owner
              userPool, group <b>&"'  by owner  by owner  by owner  by owner
              function report         -         yes       -         -
              admin                   yes       yes       yes       yes

            Employee: salary
                                      create  read      update  clear
              apiKey                  -       -         -       -
              userPool                -       by owner  -       -
              userPool, group Admins  yes     yes       yes     -
              userPool, group <b>&"'  -       by owner  -       -
              function report         -       yes       -       -
              admin                   yes     yes       yes     yes

            Query: ping
                                      call
              apiKey                  yes
              userPool                -
              userPool, group Admins  -
              userPool, group <b>&"'  yes
              function report         yes
              admin                   yes
            """);
  }

  @Test
  void aCellIsFoundByItsPlace() {
    AuthorizationMatrix matrix = matrix();

    assertThat(matrix.cell("userPool", "Employee", "ssn", "read"))
        .contains(new Cell("userPool", "Employee", "ssn", "read", Right.WHERE, List.of("owner")));
    assertThat(matrix.cell("userPool", "Employee", null, "get"))
        .hasValueSatisfying(cell -> assertThat(cell.right()).isEqualTo(Right.YES));
    assertThat(matrix.cell("nobody", "Employee", null, "get")).isEmpty();
    assertThat(matrix.cell("userPool", "Employee", "ssn", "get")).isEmpty();
  }

  @Test
  void thePageEscapesEveryName() {
    String html = matrix().toHtml();

    assertThat(html)
        .startsWith("<!DOCTYPE html>")
        .contains("userPool, group &lt;b&gt;&amp;&quot;&#39;")
        .contains("<td class=\"where\">by owner</td>")
        .contains("<td class=\"yes\">yes</td>")
        .contains("<td class=\"no\">-</td>")
        .doesNotContain("<b>", "<script", "http:");
  }

  private static AuthorizationMatrix matrix() {
    try (Bench bench =
        new Bench(
            SCHEMA,
            builder ->
                builder.authorizationModes(
                    modes -> modes.hostOnly(Mode.API_KEY).hostOnly(Mode.USER_POOL)))) {
      return bench.backend().authorizationMatrix();
    }
  }
}
