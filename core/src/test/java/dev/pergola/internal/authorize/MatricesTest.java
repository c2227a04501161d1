package dev.pergola.internal.authorize;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.GET;
import static dev.pergola.dsl.Operation.LIST;
import static dev.pergola.dsl.Operation.READ;
import static dev.pergola.dsl.Operation.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.AuthorizationMatrix;
import dev.pergola.auth.AuthorizationMatrix.Cell;
import dev.pergola.auth.AuthorizationMatrix.Right;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.Provider;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.SchemaModel;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The overview of a schema's rights, of compiled schemas and asked of the decision itself. */
class MatricesTest {

  private static final Schema DESKS =
      a.schema(
              a.model("Desk")
                  .field("room", a.string())
                  .field("code", a.string().authorization(allow.owner(), allow.guest().to(READ)))
                  .field("teams", a.string().array())
                  .field("lamps", a.hasMany("Lamp", "deskId").authorization(allow.custom()))
                  .authorization(
                      allow.owner(),
                      allow.guest().to(GET),
                      allow.authenticated(Provider.IDENTITY_POOL).to(LIST),
                      allow.groupsDefinedIn("teams").to(READ, UPDATE),
                      allow.groups("Movers", "Chiefs").to(CREATE, DELETE),
                      allow.group("Audit", Provider.OIDC).withClaimIn("roles").to(READ),
                      allow.custom().to(READ)),
              a.model("Lamp")
                  .field("deskId", a.id())
                  .field("desk", a.belongsTo("Desk", "deskId"))
                  .authorization(allow.publicApiKey().to(READ)),
              a.mutation("move")
                  .returns(a.string())
                  .handler(a.handler.function(call -> "moved"))
                  .authorization(allow.group("Movers")),
              a.subscription("moves")
                  .on(a.ref("move"))
                  .handler(a.handler.function(call -> "moved"))
                  .authorization(allow.publicApiKey()))
          .authorization(allow.resource("cleaner").to(ResourceGrant.Access.MUTATE));

  @Test
  void everyKindOfCallerHasItsLine() {
    assertThat(matrix(Set.of(Mode.values())).toText())
        .isEqualTo(
            """
            Desk
                                          create    get                list               listen             update             delete
              apiKey                      -         -                  -                  -                  -                  -
              userPool                    by owner  by owner or teams  by owner or teams  by owner or teams  by owner or teams  -
              userPool, group Movers      yes       by owner or teams  by owner or teams  by owner or teams  yes                -
              userPool, group Chiefs      yes       by owner or teams  by owner or teams  by owner or teams  yes                -
              oidc                        -         -                  -                  -                  -                  -
              oidc, group Audit in roles  -         yes                yes                yes                -                  -
              identityPool, guest         -         yes                yes                yes                -                  -
              identityPool, signed in     -         -                  yes                -                  -                  -
              lambda                      yes       yes                yes                yes                yes                -
              function cleaner            yes       -                  -                  -                  yes                yes
              admin                       yes       yes                yes                yes                yes                yes

            Desk: room, teams
                                          create    read               update             clear
              apiKey                      -         -                  -                  -
              userPool                    by owner  by owner or teams  by owner or teams  by owner
              userPool, group Movers      yes       by owner or teams  by owner or teams  by owner or teams
              userPool, group Chiefs      yes       by owner or teams  by owner or teams  by owner or teams
              oidc                        -         -                  -                  -
              oidc, group Audit in roles  -         yes                -                  -
              identityPool, guest         -         yes                -                  -
              identityPool, signed in     -         yes                -                  -
              lambda                      -         yes                -                  -
              function cleaner            yes       yes                yes                yes
              admin                       yes       yes                yes                yes

            Desk: code
                                          create    read      update    clear
              apiKey                      -         -         -         -
              userPool                    by owner  by owner  by owner  by owner
              userPool, group Movers      by owner  by owner  by owner  by owner
              userPool, group Chiefs      by owner  by owner  by owner  by owner
              oidc                        -         -         -         -
              oidc, group Audit in roles  -         -         -         -
              identityPool, guest         -         yes       -         -
              identityPool, signed in     -         -         -         -
              lambda                      -         -         -         -
              function cleaner            yes       yes       yes       yes
              admin                       yes       yes       yes       yes

            Desk: lamps
                                          read
              apiKey                      -
              userPool                    -
              userPool, group Movers      -
              userPool, group Chiefs      -
              oidc                        -
              oidc, group Audit in roles  -
              identityPool, guest         -
              identityPool, signed in     -
              lambda                      yes
              function cleaner            yes
              admin                       yes

            Lamp
                                          create  get  list  listen  update  delete
              apiKey                      -       yes  yes   yes     -       -
              userPool                    -       -    -     -       -       -
              userPool, group Movers      -       -    -     -       -       -
              userPool, group Chiefs      -       -    -     -       -       -
              oidc                        -       -    -     -       -       -
              oidc, group Audit in roles  -       -    -     -       -       -
              identityPool, guest         -       -    -     -       -       -
              identityPool, signed in     -       -    -     -       -       -
              lambda                      -       -    -     -       -       -
              function cleaner            yes     -    -     -       yes     yes
              admin                       yes     yes  yes   yes     yes     yes

            Lamp: deskId
                                          create  read  update  clear
              apiKey                      -       yes   -       -
              userPool                    -       -     -       -
              userPool, group Movers      -       -     -       -
              userPool, group Chiefs      -       -     -       -
              oidc                        -       -     -       -
              oidc, group Audit in roles  -       -     -       -
              identityPool, guest         -       -     -       -
              identityPool, signed in     -       -     -       -
              lambda                      -       -     -       -
              function cleaner            yes     yes   yes     yes
              admin                       yes     yes   yes     yes

            Lamp: desk
                                          read
              apiKey                      yes
              userPool                    -
              userPool, group Movers      -
              userPool, group Chiefs      -
              oidc                        -
              oidc, group Audit in roles  -
              identityPool, guest         -
              identityPool, signed in     -
              lambda                      -
              function cleaner            yes
              admin                       yes

            Mutation: move
                                          call
              apiKey                      -
              userPool                    -
              userPool, group Movers      yes
              userPool, group Chiefs      -
              oidc                        -
              oidc, group Audit in roles  -
              identityPool, guest         -
              identityPool, signed in     -
              lambda                      -
              function cleaner            yes
              admin                       yes

            Subscription: moves
                                          call
              apiKey                      yes
              userPool                    -
              userPool, group Movers      -
              userPool, group Chiefs      -
              oidc                        -
              oidc, group Audit in roles  -
              identityPool, guest         -
              identityPool, signed in     -
              lambda                      -
              function cleaner            -
              admin                       yes
            """);
  }

  @Test
  void onlyTheModesThatAreOnAreShown() {
    assertThat(matrix(Set.of(Mode.API_KEY)).cells())
        .extracting(Cell::caller)
        .containsOnly("apiKey", "function cleaner", "admin");
    assertThat(matrix(Set.of(Mode.LAMBDA)).cells())
        .extracting(Cell::caller)
        .containsOnly("lambda", "function cleaner", "admin");
  }

  @Test
  void aFieldWithTheRightsOfItsRecordSaysNoMoreThanTheRecord() {
    AuthorizationMatrix matrix = matrix(Set.of(Mode.values()));

    assertThat(matrix.cell("userPool", "Desk", "code", "read"))
        .contains(cell("userPool", "code", "read", Right.WHERE, "owner"));
    assertThat(matrix.cell("userPool", "Desk", "room", "read"))
        .contains(cell("userPool", "room", "read", Right.WHERE, "owner", "teams"));
    assertThat(matrix.cell("userPool", "Desk", "room", "clear"))
        .contains(cell("userPool", "room", "clear", Right.WHERE, "owner"));
    assertThat(matrix.cell("userPool", "Desk", "createdAt", "read")).isEmpty();
  }

  @Test
  void whatTwoRulesAskOfARecordIsAllShown() {
    Model chair =
        a.model("Chair")
            .field("team", a.string())
            .authorization(
                allow.owner().to(READ, UPDATE), allow.groupDefinedIn("team").to(READ, DELETE));
    SchemaModel schema = resolved(a.schema(chair));

    assertThat(
            Matrices.of(schema, Set.of(Mode.USER_POOL), new Authorizer(Behavior.SAFE, List.of()))
                .cell("userPool", "Chair", "team", "clear"))
        .hasValueSatisfying(cell -> assertThat(cell.where()).containsExactly("owner", "team"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MUTATIONS | get list | read",
        "SUBSCRIPTIONS | create get list update delete | create read update clear",
        "CREATE | get list listen update delete | read update clear",
        "UPDATE | create get list listen delete | create read",
        "DELETE | create get list listen update | create read update clear",
        "GET | create list listen update delete | create read update clear",
        "LIST | create get listen update delete | create read update clear",
      })
  void whatIsSwitchedOffIsNotShown(ModelOperation off, String ofRecords, String ofFields) {
    Model chair = a.model("Chair").field("legs", a.integer()).disableOperations(off);
    SchemaModel schema = resolved(a.schema(chair.authorization(allow.publicApiKey())));

    assertThat(operations(schema, null)).isEqualTo(ofRecords);
    assertThat(operations(schema, "legs")).isEqualTo(ofFields);
  }

  @Test
  void theQueriesOfIndexesAreListings() {
    Model chair =
        a.model("Chair")
            .field("legs", a.integer())
            .secondaryIndexes(a.index("legs"))
            .disableOperations(ModelOperation.LIST);

    assertThat(operations(resolved(a.schema(chair.authorization(allow.publicApiKey()))), null))
        .contains("list");
  }

  private static SchemaModel resolved(Schema schema) {
    return schema.resolve(Set.of(Mode.values()), Behavior.SAFE);
  }

  /** What is shown of one kind of caller in one place. */
  private static String operations(SchemaModel schema, @Nullable String field) {
    Authorizer authorizer = new Authorizer(Behavior.SAFE, List.of());
    return Matrices.of(schema, Set.of(Mode.API_KEY), authorizer).cells().stream()
        .filter(cell -> cell.caller().equals("apiKey") && Objects.equals(cell.field(), field))
        .map(Cell::operation)
        .collect(Collectors.joining(" "));
  }

  private static Cell cell(
      String caller, String field, String operation, Right right, String... where) {
    return new Cell(caller, "Desk", field, operation, right, List.of(where));
  }

  private static AuthorizationMatrix matrix(Set<Mode> modes) {
    SchemaModel schema = resolved(DESKS);
    return Matrices.of(schema, modes, new Authorizer(Behavior.SAFE, schema.resources()));
  }
}
