package dev.pergola.internal.authorize;

import static dev.pergola.internal.authorize.Employees.ALICE;
import static dev.pergola.internal.authorize.Employees.ALL;
import static dev.pergola.internal.authorize.Employees.BOB;
import static dev.pergola.internal.authorize.Employees.CHIEF;
import static dev.pergola.internal.authorize.Employees.KEY;
import static dev.pergola.internal.authorize.Employees.LAMBDA;
import static dev.pergola.internal.authorize.Employees.READ;
import static dev.pergola.internal.authorize.Employees.group;
import static dev.pergola.internal.authorize.Employees.key;
import static dev.pergola.internal.authorize.Employees.owner;
import static dev.pergola.internal.authorize.Employees.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.storage.Row;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rules of single fields as truth tables: rule x identity x operation x field (spec: authorization
 * 6). Who is let in is written out for a record of Alice's; the others are Bob, the Chief (in group
 * Admins), a Key and a caller of the custom authorizer (Lambda).
 */
class FieldRulesTest {

  private static final Set<Operation> CREATE_READ_UPDATE =
      union(READ, Operation.CREATE, Operation.UPDATE);
  private static final Map<String, Identity> CALLERS = callers();

  /** The model of the contract's scenarios. */
  private static final ModelType EMPLOYEE =
      Employees.model(
          List.of(
              owner(ALL),
              signedIn(READ),
              group("Admins", union(CREATE_READ_UPDATE, Operation.DELETE))),
          Map.of(
              "ssn", List.of(owner(ALL)),
              "salary", List.of(owner(READ), group("Admins", CREATE_READ_UPDATE))));

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "read, id, alice bob chief",
    "read, name, alice bob chief",
    "read, ssn, alice",
    "read, salary, alice chief",
    "read, desk, alice bob chief",
    "read, owner, alice bob chief",
    "set, name, alice chief",
    "set, ssn, alice",
    "set, salary, chief",
    "set, desk, alice chief",
    "set, owner, ''",
    "clear, name, alice chief",
    "clear, ssn, alice",
    "clear, salary, ''",
    "clear, owner, ''",
    "create, name, alice bob chief",
    "create, ssn, alice bob chief",
    "create, salary, chief",
    "create, name ssn, alice bob chief",
    "create, ssn salary, chief",
  })
  void aFieldsOwnRulesStandInsteadOfTheModels(String operation, String field, String letIn) {
    // Whoever creates a record owns it, so all users have an owner's rights in it; and a field
    // without a check of its own is for all who have reached the record, in a mode of the rules.
    assertThat(letIn(EMPLOYEE, operation, field)).isEqualTo(letIn);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "GET, alice bob chief",
    "LIST, alice bob chief",
    "LISTEN, alice bob chief",
    "UPDATE, alice chief",
    "DELETE, ''",
  })
  void aRecordIsReachedByARightToOneOfItsFieldsButDeletedOnlyByARightToAll(
      Operation operation, String letIn) {
    assertThat(letIn(identity -> holds(Access.toStored(identity, EMPLOYEE, operation), EMPLOYEE)))
        .isEqualTo(letIn);
  }

  @Test
  void aFieldsRuleOpensTheRecordToARoleThatTheModelDoesNotName() {
    ModelType model =
        Employees.model(List.of(owner(ALL)), Map.of("note", List.of(owner(ALL), key(READ))));

    for (Operation operation : List.of(Operation.GET, Operation.LIST, Operation.LISTEN)) {
      assertThat(letIn(identity -> holds(Access.toStored(identity, model, operation), model)))
          .isEqualTo("alice key");
    }
    // Without a check of its own a field is for all in a mode of the rules who have reached the
    // record.
    assertThat(letIn(model, "read", "note")).isEqualTo("alice bob chief key");
    for (String other : List.of("id", "name", "ssn", "salary", "desk")) {
      assertThat(model.grants().guards(other)).isTrue();
      assertThat(letIn(model, "read", other)).isEqualTo("alice");
    }
    assertThat(model.grants().guards("note")).isFalse();
    assertThat(model.grants().guards("owner")).isFalse();
  }

  @Test
  void aFieldWithTheModelsOwnReadersHasNoCheckOfItsOwn() {
    ModelType model =
        Employees.model(
            List.of(owner(ALL), group("Admins", READ)),
            Map.of("note", List.of(group("Admins", ALL), owner(Set.of(Operation.LISTEN)))));

    assertThat(model.grants().guards("note")).isFalse();
    assertThat(model.grants().guards("name")).isFalse();
  }

  /** The second of two roles of a mode says nothing where the first lets everybody in. */
  @ParameterizedTest(name = "read by {0}: guarded {1}")
  @CsvSource({
    "GET LIST SYNC LISTEN SEARCH, false",
    "GET LIST SYNC LISTEN, true",
    "GET, true",
    "LIST SYNC LISTEN SEARCH CREATE UPDATE DELETE, true",
  })
  void whereEverybodySignedInReadsAFieldNoOtherRoleOfTheModeIsLeftOut(
      String operations, boolean guarded) {
    Set<Operation> granted = EnumSet.noneOf(Operation.class);
    for (String operation : operations.split(" ")) {
      granted.add(Operation.valueOf(operation));
    }
    ModelType model =
        Employees.model(
            List.of(signedIn(granted), owner(ALL)), Map.of("note", List.of(signedIn(granted))));

    assertThat(model.grants().guards("note")).isEqualTo(guarded);
  }

  @Test
  void signedInCallersOfTheIdentityPoolAreNotItsGuests() {
    Rule signedIn = new Rule.Authenticated(Mode.IAM, ALL);
    ModelType model =
        Employees.model(List.of(signedIn, new Rule.Guest(READ)), Map.of("note", List.of(signedIn)));

    assertThat(model.grants().guards("note")).isTrue();
    assertThat(decide(Access.toRead(Identity.identityPool("i", false), model, "note")))
        .isInstanceOf(Decision.Denied.class);
    assertThat(decide(Access.toRead(Identity.identityPool("i", true), model, "note")))
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void aFieldWithoutAnyRuleIsForTheAdminOnly() {
    ModelType model = Employees.model(List.of(signedIn(ALL), key(ALL)), Map.of("note", List.of()));

    for (String operation : List.of("read", "set", "clear", "create")) {
      assertThat(letIn(model, operation, "note")).isEmpty();
    }
    assertThat(decide(Access.toRead(Identity.admin(), model, "note")))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(letIn(identity -> holds(Access.toStored(identity, model, Operation.DELETE), model)))
        .isEmpty();
  }

  @Test
  void aRuleOfSeveralGroupsIsARoleForEach() {
    Rule both =
        new Rule.Groups(
            Mode.USER_POOL, List.of("Admins", "Clerks"), Rule.Groups.DEFAULT_CLAIM, ALL);
    ModelType model = Employees.model(List.of(both), Map.of("note", List.of(group("Admins", ALL))));
    Identity clerk = Employees.user("clerk", "Clerks");

    assertThat(decide(Access.toRead(clerk, model, "note"))).isInstanceOf(Decision.Denied.class);
    assertThat(decide(Access.toRead(CHIEF, model, "note"))).isInstanceOf(Decision.Allowed.class);
    assertThat(decide(Access.toStored(clerk, model, Operation.DELETE)))
        .isInstanceOf(Decision.Denied.class);
    assertThat(decide(Access.toStored(CHIEF, model, Operation.DELETE)))
        .isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void rulesOfOneRoleAddUp() {
    ModelType model =
        Employees.model(
            List.of(
                group("Admins", Set.of(Operation.UPDATE)),
                group("Admins", Set.of(Operation.DELETE))),
            Map.of());

    assertThat(model.grants().roles()).hasSize(1);
    assertThat(letIn(model, "set", "note")).isEqualTo("chief");
    assertThat(letIn(model, "clear", "note")).isEqualTo("chief");
    assertThat(letIn(model, "set", "owner")).isEqualTo("chief");
  }

  @Test
  void undeclaredFieldsAreForThoseWhoMayChangeAllOthers() {
    ModelType updateOnly = Employees.model(List.of(signedIn(Set.of(Operation.UPDATE))), Map.of());
    ModelType twoRoles =
        Employees.model(
            List.of(signedIn(Set.of(Operation.UPDATE)), group("Admins", Set.of(Operation.DELETE))),
            Map.of());

    assertThat(letIn(updateOnly, "set", "createdAt")).isEmpty();
    assertThat(letIn(twoRoles, "set", "createdAt")).isEmpty();
    assertThat(letIn(EMPLOYEE, "set", "createdAt")).isEmpty();
    assertThat(letIn(Employees.model(List.of(key(ALL)), Map.of()), "set", "createdAt"))
        .isEqualTo("key");
  }

  @Test
  void aLockedOwnerIsFilledAndNeitherSentNorChanged() {
    ModelType model = lockedOwner();

    Decision filled = decide(create(ALICE, model, Map.of("name", "A")));
    assertThat(filled)
        .isInstanceOfSatisfying(
            Decision.Allowed.class,
            allowed ->
                assertThat(allowed.fills())
                    .extracting(fill -> Map.entry(fill.column().name(), fill.value()))
                    .containsExactly(Map.entry("boss", "sub-alice::alice")));
    for (String sent : List.of("alice", "sub-alice::alice")) {
      assertThat(decide(create(ALICE, model, Map.of("name", "A", "boss", sent))))
          .isEqualTo(new Decision.DeniedFields(List.of("boss")));
    }
    assertThat(decide(create(ALICE, model, Map.of("boss", "sub-bob::bob"))))
        .isInstanceOf(Decision.Denied.class);
    assertThat(decide(Access.toSet(ALICE, model, "boss"))).isInstanceOf(Decision.Denied.class);
    assertThat(decide(Access.toSet(ALICE, model, "name")))
        .isInstanceOf(Decision.AllowedWhere.class);
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void theImplicitIdIsRefusedToPartialCallersByTheOriginalOnly(Behavior behavior) {
    ModelType model = implicitId();
    Access access =
        Access.toCreate(
            BOB,
            model,
            Employees.row(model, Map.of("id", "1", "title", "t")),
            Set.of("id", "title"));

    Decision decision = new Authorizer(behavior, List.of()).decide(access);

    assertThat(decision)
        .isEqualTo(
            behavior == Behavior.APPSYNC
                ? new Decision.DeniedFields(List.of("id"))
                : new Decision.Allowed(List.of()));
  }

  @Test
  void refusedFieldsAreNamedInTheOrderOfTheModel() {
    ModelType model = Employees.model(List.of(), Map.of("note", List.of(signedIn(ALL))));

    assertThat(
            decide(
                create(ALICE, model, Map.of("salary", "1", "name", "n", "note", "x", "ssn", "s"))))
        .isEqualTo(new Decision.DeniedFields(List.of("name", "ssn", "salary")));
  }

  @Test
  void fieldsAllowedToSeveralRolesOfACallerAddUp() {
    ModelType model =
        Employees.model(
            List.of(),
            Map.of("note", List.of(signedIn(ALL)), "salary", List.of(group("Admins", ALL))));

    assertThat(decide(create(CHIEF, model, Map.of("note", "n", "salary", "1"))))
        .isInstanceOf(Decision.Allowed.class);
    assertThat(decide(create(BOB, model, Map.of("note", "n", "salary", "1"))))
        .isEqualTo(new Decision.DeniedFields(List.of("salary")));
    assertThat(decide(create(KEY, model, Map.of("note", "n")))).isInstanceOf(Decision.Denied.class);
  }

  @Test
  void equalRulesOfARecordAreOneFilter() {
    ModelType model =
        Employees.model(
            List.of(owner(ALL)), Map.of("note", List.of(owner(Set.of(Operation.GET)), key(READ))));

    Decision reach = decide(Access.toStored(ALICE, model, Operation.GET));
    Decision read = decide(Access.toRead(ALICE, model, "name"));

    assertThat(read).isInstanceOf(Decision.AllowedWhere.class).isEqualTo(reach);
  }

  @Test
  void aFieldThatItsAuthorizerClosesIsNotRead() {
    ModelType model = Employees.model(List.of(new Rule.Custom(ALL)), Map.of());
    Identity caller = Identity.lambda(Map.of(), Set.of("Employee.note", "Query.getEmployee"));
    Authorizer authorizer = new Authorizer(Behavior.SAFE, List.of());

    assertThat(decide(Access.toRead(caller, model, "note"))).isInstanceOf(Decision.Denied.class);
    assertThat(decide(Access.toRead(caller, model, "name"))).isInstanceOf(Decision.Allowed.class);
    assertThat(decide(Access.toRead(LAMBDA, model, "note"))).isInstanceOf(Decision.Allowed.class);
    assertThat(authorizer.isClosed(caller, "Query", "getEmployee")).isTrue();
    assertThat(authorizer.isClosed(caller, "Query", "listEmployees")).isFalse();
    assertThat(authorizer.isClosed(ALICE, "Query", "getEmployee")).isFalse();
    // It says what is told, and not what may be sent.
    assertThat(decide(Access.toSet(caller, model, "note"))).isInstanceOf(Decision.Allowed.class);
  }

  @Test
  void relationsReadWithAnyReadingRight() {
    for (Operation operation : Operation.values()) {
      ModelType model = Employees.model(List.of(key(Set.of(operation))), Map.of());

      assertThat(decide(Access.toRelated(KEY, model)) instanceof Decision.Allowed)
          .as(operation.name())
          .isEqualTo(operation.reads());
    }
  }

  private static ModelType lockedOwner() {
    Field boss = new Field("boss", 2, Scalar.STRING, Shape.NULLABLE, Field.Origin.DECLARED);
    Rule all = new Rule.Owner(Mode.USER_POOL, boss, Rule.Owner.DEFAULT_CLAIMS, ALL);
    Rule locked =
        new Rule.Owner(
            Mode.USER_POOL, boss, Rule.Owner.DEFAULT_CLAIMS, union(READ, Operation.DELETE));
    return ModelType.builder("Doc", "Docs")
        .members(List.of(Employees.ID, Employees.NAME, boss))
        .keyFields(List.of(Employees.ID))
        .rules(List.of(all))
        .fieldRules(Map.of("boss", List.of(locked)))
        .build();
  }

  private static ModelType implicitId() {
    Field id = new Field("id", 0, Scalar.ID, Shape.REQUIRED, Field.Origin.IMPLICIT_ID);
    Field title = new Field("title", 1, Scalar.STRING, Shape.NULLABLE, Field.Origin.DECLARED);
    Field pin = new Field("pin", 2, Scalar.STRING, Shape.NULLABLE, Field.Origin.DECLARED);
    return ModelType.builder("Card", "Cards")
        .members(List.of(id, title, pin))
        .keyFields(List.of(id))
        .rules(List.of(signedIn(ALL)))
        .fieldRules(Map.of("pin", List.of(group("Admins", ALL))))
        .build();
  }

  /** Who of the callers may do this with a field, or with several, of a record of Alice's. */
  private static String letIn(ModelType model, String operation, String fields) {
    return letIn(
        identity ->
            switch (operation) {
              case "read" -> holds(Access.toRead(identity, model, fields), model);
              case "set" -> holds(Access.toSet(identity, model, fields), model);
              case "clear" -> holds(Access.toClear(identity, model, fields), model);
              default -> {
                Map<String, String> sent = new LinkedHashMap<>();
                for (String field : fields.split(" ")) {
                  sent.put(field, "x");
                }
                yield decide(create(identity, model, sent)) instanceof Decision.Allowed;
              }
            });
  }

  private static String letIn(Function<Identity, Boolean> test) {
    List<String> names = new ArrayList<>();
    CALLERS.forEach(
        (name, identity) -> {
          if (test.apply(identity)) {
            names.add(name);
          }
        });
    return String.join(" ", names);
  }

  private static boolean holds(Access access, ModelType model) {
    Row alices = Employees.ownedBy(model, "sub-alice::alice");
    Decision decision = decide(access);
    return decision instanceof Decision.Allowed
        || (decision instanceof Decision.AllowedWhere where
            && where.filter().toPredicate().test(alices));
  }

  private static Access create(Identity identity, ModelType model, Map<String, String> sent) {
    return Access.toCreate(identity, model, Employees.row(model, sent), sent.keySet());
  }

  private static Decision decide(Access access) {
    return new Authorizer(Behavior.SAFE, List.of()).decide(access);
  }

  private static Map<String, Identity> callers() {
    Map<String, Identity> callers = new LinkedHashMap<>();
    callers.put("alice", ALICE);
    callers.put("bob", BOB);
    callers.put("chief", CHIEF);
    callers.put("key", KEY);
    callers.put("lambda", LAMBDA);
    return callers;
  }

  private static Set<Operation> union(Set<Operation> some, Operation... more) {
    Set<Operation> all = EnumSet.copyOf(some);
    all.addAll(List.of(more));
    return all;
  }
}
