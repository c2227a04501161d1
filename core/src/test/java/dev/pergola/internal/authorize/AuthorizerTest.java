package dev.pergola.internal.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Filter;
import dev.pergola.storage.Row;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The decision function as a truth table: rule x identity x operation x record (spec: authorization
 * 2 to 7).
 */
class AuthorizerTest {

  private static final Set<Operation> ALL = EnumSet.allOf(Operation.class);
  private static final Field ID =
      new Field("id", 0, Scalar.ID, Shape.REQUIRED, Field.Origin.IMPLICIT_ID);
  private static final Field OWNER = field("owner", 1, false);
  private static final Field MEMBERS = field("members", 2, true);
  private static final Field TEAM = field("team", 3, false);
  private static final Field TEAMS = field("teams", 4, true);

  private static final Identity ALICE = user("sub-alice", "alice");
  private static final Identity BOB = user("sub-bob", "bob");
  private static final Identity EDITOR =
      userPool(Map.of("sub", "s", "username", "u", "cognito:groups", List.of("Editors", "Red")));
  private static final Identity OIDC_ALICE =
      Identity.oidc(Claims.of(Map.of("sub", "sub-alice", "username", "alice")));
  private static final Identity KEY = Identity.apiKey("k");
  private static final Identity GUEST = Identity.identityPool("i", false);
  private static final Identity SIGNED = Identity.identityPool("i", true);
  private static final Identity LAMBDA = Identity.lambda(Map.of(), Set.of());
  private static final List<Identity> EVERYBODY =
      List.of(ALICE, BOB, EDITOR, OIDC_ALICE, KEY, GUEST, SIGNED, LAMBDA);

  static Stream<Arguments> staticRules() {
    return Stream.of(
        Arguments.of(new Rule.PublicApiKey(ALL), List.of(KEY)),
        Arguments.of(new Rule.Guest(ALL), List.of(GUEST)),
        Arguments.of(new Rule.Authenticated(Mode.USER_POOL, ALL), List.of(ALICE, BOB, EDITOR)),
        Arguments.of(new Rule.Authenticated(Mode.OIDC, ALL), List.of(OIDC_ALICE)),
        Arguments.of(new Rule.Authenticated(Mode.IAM, ALL), List.of(SIGNED)),
        Arguments.of(
            new Rule.Groups(Mode.USER_POOL, List.of("Editors"), "cognito:groups", ALL),
            List.of(EDITOR)),
        Arguments.of(
            new Rule.Groups(Mode.OIDC, List.of("Editors"), "cognito:groups", ALL), List.of()),
        Arguments.of(new Rule.Custom(ALL), List.of(LAMBDA)));
  }

  @ParameterizedTest
  @MethodSource("staticRules")
  void aStaticRuleLetsInItsOwnCallersOnly(Rule rule, List<Identity> letIn) {
    ModelType model = model(rule);

    for (Identity identity : EVERYBODY) {
      for (Operation operation : Operation.values()) {
        boolean expected = letIn.contains(identity);
        assertThat(allowed(identity, model, operation, row(Map.of())))
            .as("%s, %s, %s", rule, identity, operation)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void aRuleGrantsItsOwnOperationsOnly(Operation granted) {
    ModelType model = model(new Rule.PublicApiKey(Set.of(granted)));

    for (Operation asked : Operation.values()) {
      assertThat(allowed(KEY, model, asked, row(Map.of()))).isEqualTo(asked == granted);
    }
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void withoutRulesNobodyButTheAdminGetsIn(Operation operation) {
    ModelType model = model();

    EVERYBODY.forEach(
        identity ->
            assertThat(allowed(identity, model, operation, row(Map.of("owner", "alice"))))
                .isFalse());
    assertThat(allowed(Identity.admin(), model, operation, row(Map.of()))).isTrue();
  }

  static Stream<Arguments> storedOwners() {
    return Stream.of(
        Arguments.of("sub-alice::alice", true),
        Arguments.of("sub-alice", true),
        Arguments.of("alice", true),
        Arguments.of("sub-bob::alice", false),
        Arguments.of("sub-alice::bob", false),
        Arguments.of("alic", false),
        Arguments.of("Alice", false),
        Arguments.of("alice ", false),
        Arguments.of("", false),
        Arguments.of(null, false));
  }

  @ParameterizedTest
  @MethodSource("storedOwners")
  void anOwnerIsMatchedWhole(@Nullable String stored, boolean matches) {
    Map<String, Object> values = new HashMap<>();
    values.put("owner", stored);

    for (Operation operation : List.of(Operation.GET, Operation.UPDATE, Operation.DELETE)) {
      assertThat(allowed(ALICE, model(owner(OWNER)), operation, row(values))).isEqualTo(matches);
    }
  }

  @Test
  void anAbsentOwnerIsNobody() {
    assertThat(allowed(ALICE, model(owner(OWNER)), Operation.GET, row(Map.of()))).isFalse();
  }

  @Test
  void aListOfOwnersIsMatchedByWholeElements() {
    ModelType model = model(owner(MEMBERS));

    assertThat(allowed(ALICE, model, Operation.GET, row(Map.of("members", List.of("x", "alice")))))
        .isTrue();
    assertThat(allowed(ALICE, model, Operation.GET, row(Map.of("members", List.of("alices")))))
        .isFalse();
    assertThat(allowed(ALICE, model, Operation.GET, row(Map.of("members", List.of())))).isFalse();
  }

  @Test
  void anOwnerOfOneModeIsNotAnOwnerOfAnother() {
    assertThat(
            allowed(OIDC_ALICE, model(owner(OWNER)), Operation.GET, row(Map.of("owner", "alice"))))
        .isFalse();
  }

  static Stream<Arguments> brokenClaims() {
    return Stream.of(
        Arguments.of(Map.of("sub", "s"), false, true),
        Arguments.of(Map.of("username", "alice"), false, true),
        Arguments.of(Map.of("sub", 7, "username", "alice"), false, true),
        Arguments.of(Map.of("sub", "", "username", ""), false, false),
        Arguments.of(Map.of("sub", List.of("s"), "username", Map.of()), false, false),
        Arguments.of(Map.of(), false, false));
  }

  @ParameterizedTest
  @MethodSource("brokenClaims")
  void aMissingClaimStopsWritesAndNarrowsReads(
      Map<String, Object> claims, boolean writes, boolean reads) {
    Identity identity = userPool(claims);
    ModelType model = model(owner(OWNER));
    Object own = claims.get("username") instanceof String name ? name : claims.get("sub");
    Row row = row(own instanceof String text ? Map.of("owner", text) : Map.of());

    assertThat(allowed(identity, model, Operation.UPDATE, row)).isEqualTo(writes);
    assertThat(allowed(identity, model, Operation.CREATE, row)).isEqualTo(writes);
    assertThat(allowed(identity, model, Operation.LIST, row)).isEqualTo(reads);
  }

  @Test
  void aUserNameThatSpellsAnothersOwnerMatchesNothingOfTheirs() {
    String uuid = "11111111-aaaa-4bbb-8ccc-000000000001";
    Identity joined = user("sub-mallory", "sub-alice::alice");
    Identity uuidName = user("sub-mallory", uuid);
    ModelType model = model(owner(OWNER));

    assertThat(allowed(joined, model, Operation.GET, row(Map.of("owner", "sub-alice::alice"))))
        .isFalse();
    assertThat(allowed(uuidName, model, Operation.GET, row(Map.of("owner", uuid)))).isFalse();
    assertThat(
            allowed(uuidName, model, Operation.GET, row(Map.of("owner", "sub-mallory::" + uuid))))
        .isTrue();
    assertThat(allowed(user(uuid, uuid), model, Operation.GET, row(Map.of("owner", uuid))))
        .isTrue();
  }

  @Test
  void aUserNameIsJudgedWhereverTheRuleNamesIt() {
    String sub = "11111111-aaaa-4bbb-8ccc-000000000001";
    ModelType turned =
        model(new Rule.Owner(Mode.USER_POOL, OWNER, List.of("username", "sub"), ALL));
    ModelType single = model(new Rule.Owner(Mode.USER_POOL, OWNER, List.of("username"), ALL));

    assertThat(allowed(user("sub-mallory", sub), turned, Operation.GET, row(Map.of("owner", sub))))
        .isFalse();
    assertThat(
            allowed(
                user("sub-mallory", "sub-alice::alice"),
                single,
                Operation.GET,
                row(Map.of("owner", "sub-alice::alice"))))
        .isFalse();
    assertThat(allowed(ALICE, single, Operation.GET, row(Map.of("owner", "alice")))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "11111111-aaaa-4bbb-8ccc-000000000001, false",
    "AAAAAAAA-BBBB-CCCC-DDDD-EEEEEEEEEEEE, false",
    "11111111-aaaa-4bbb-8ccc-00000000000g, true",
    "111111111aaaa-4bbb-8ccc-000000000001, true",
    "11111111-aaaa-4bbb-8ccc0000000000001, true",
    "-1111111-aaaa-4bbb-8ccc-000000000001, true",
    "11111111-aaaa-4bbb-8ccc-00000000001, true",
    "1111111-aaaa-4bbb-8ccc-0000000000010, true",
  })
  void aUserNameInTheFormOfASubMatchesNothingAlone(String name, boolean alone) {
    Identity caller = user("sub-mallory", name);
    Row row = row(Map.of("owner", name));

    assertThat(allowed(caller, model(owner(OWNER)), Operation.GET, row)).isEqualTo(alone);
  }

  @Test
  void aSubIsNothingThatUsersChoose() {
    ModelType model = model(new Rule.Owner(Mode.USER_POOL, OWNER, List.of("username", "sub"), ALL));

    assertThat(
            allowed(
                user("tenant::7", "x"), model, Operation.GET, row(Map.of("owner", "tenant::7"))))
        .isTrue();
  }

  @Test
  void aSingleClaimIsASingleComparison() {
    ModelType model = model(new Rule.Owner(Mode.USER_POOL, OWNER, List.of("sub"), ALL));

    assertThat(
            new Authorizer(Behavior.SAFE, List.of())
                .decide(Access.toStored(ALICE, model, Operation.LIST)))
        .isEqualTo(
            new Decision.AllowedWhere(
                new Filter.Compare(OWNER.column(), Comparison.EQ, "sub-alice")));
  }

  @Test
  void theOriginalMatchesAnyBareUserName() {
    Identity joined = user("sub-mallory", "sub-alice::alice");

    assertThat(
            allowed(
                new Authorizer(Behavior.APPSYNC, List.of()),
                joined,
                model(owner(OWNER)),
                Operation.GET,
                row(Map.of("owner", "sub-alice::alice"))))
        .isTrue();
  }

  @Test
  void anIdTokenNamesItsUserUnderAnotherClaim() {
    Identity idToken = userPool(Map.of("sub", "sub-alice", "cognito:username", "alice"));

    assertThat(
            allowed(
                idToken,
                model(owner(OWNER)),
                Operation.UPDATE,
                row(Map.of("owner", "sub-alice::alice"))))
        .isTrue();
  }

  @Test
  void aCreateFillsTheOwnerThatWasNotSent() {
    assertThat(fills(ALICE, model(owner(OWNER)), Map.of()))
        .containsExactly(Map.entry("owner", "sub-alice::alice"));
    assertThat(fills(ALICE, model(owner(MEMBERS)), Map.of()))
        .containsExactly(Map.entry("members", List.of("sub-alice::alice")));
  }

  @Test
  void aCreateFillsTheOwnerEvenWhenAnotherRuleAllowsIt() {
    ModelType model = model(owner(OWNER), new Rule.Authenticated(Mode.USER_POOL, ALL));

    assertThat(fills(ALICE, model, Map.of()))
        .containsExactly(Map.entry("owner", "sub-alice::alice"));
    assertThat(fills(ALICE, model, Map.of("owner", "sub-bob::bob"))).isEmpty();
  }

  @Test
  void callersOfOtherModesFillNoOwner() {
    ModelType model = model(owner(OWNER), new Rule.PublicApiKey(ALL));

    assertThat(fills(KEY, model, Map.of())).isEmpty();
    assertThat(fills(Identity.admin(), model, Map.of())).isEmpty();
  }

  @Test
  void aSentOwnerHasToNameTheCaller() {
    ModelType model = model(owner(OWNER));
    Map<String, Object> sentNull = new HashMap<>();
    sentNull.put("owner", null);

    assertThat(allowed(ALICE, model, Operation.CREATE, row(Map.of("owner", "alice")))).isTrue();
    assertThat(allowed(ALICE, model, Operation.CREATE, row(Map.of("owner", "bob")))).isFalse();
    assertThat(allowed(ALICE, model, Operation.CREATE, row(sentNull))).isFalse();
  }

  @Test
  void anOwnerRuleWithoutCreateNeitherFillsNorAllows() {
    Rule readOnly =
        new Rule.Owner(Mode.USER_POOL, OWNER, Rule.Owner.DEFAULT_CLAIMS, Set.of(Operation.GET));

    assertThat(allowed(ALICE, model(readOnly), Operation.CREATE, row(Map.of()))).isFalse();
    assertThat(fills(ALICE, model(readOnly, new Rule.Authenticated(Mode.USER_POOL, ALL)), Map.of()))
        .isEmpty();
  }

  @Test
  void aSingleClaimIsComparedVerbatim() {
    Rule tenant = new Rule.Owner(Mode.USER_POOL, OWNER, List.of("custom:tenant"), ALL);
    Identity acme = userPool(Map.of("sub", "s", "username", "u", "custom:tenant", "acme"));

    assertThat(allowed(acme, model(tenant), Operation.GET, row(Map.of("owner", "acme")))).isTrue();
    assertThat(allowed(acme, model(tenant), Operation.GET, row(Map.of("owner", "u")))).isFalse();
    assertThat(allowed(ALICE, model(tenant), Operation.GET, row(Map.of("owner", "alice"))))
        .isFalse();
  }

  static Stream<Arguments> groupClaims() {
    return Stream.of(
        Arguments.of(List.of("Red"), true),
        Arguments.of(List.of("Blue", "Red"), true),
        Arguments.of("Red", true),
        Arguments.of("[\"Red\",\"Blue\"]", true),
        Arguments.of("NotRed", false),
        Arguments.of("[\"SuperRed\"]", false),
        Arguments.of("Red,Blue", false),
        Arguments.of(" [\"Red\"]", true),
        Arguments.of(List.of("Red", 7), false),
        Arguments.of("[\"Red\", 7]", false),
        Arguments.of(" Red", false),
        Arguments.of("red", false),
        Arguments.of("[\"Red\"", false),
        Arguments.of("", false),
        Arguments.of(List.of(), false),
        Arguments.of(List.of(List.of("Red")), false),
        Arguments.of(Arrays.asList(null, 7, "Re"), false),
        Arguments.of(7, false),
        Arguments.of(Map.of("Red", true), false));
  }

  @ParameterizedTest
  @MethodSource("groupClaims")
  void groupNamesAreComparedWhole(Object claim, boolean matches) {
    Identity identity = userPool(Map.of("sub", "s", "username", "u", "roles", claim));
    Rule named = new Rule.Groups(Mode.USER_POOL, List.of("Red"), "roles", ALL);
    Rule inField = new Rule.GroupsDefinedIn(Mode.USER_POOL, TEAM, "roles", ALL);
    Rule inList = new Rule.GroupsDefinedIn(Mode.USER_POOL, TEAMS, "roles", ALL);
    Row row = row(Map.of("team", "Red", "teams", List.of("Green", "Red")));

    for (Operation operation : Operation.values()) {
      assertThat(allowed(identity, model(named), operation, row)).isEqualTo(matches);
      assertThat(allowed(identity, model(inField), operation, row)).isEqualTo(matches);
      assertThat(allowed(identity, model(inList), operation, row)).isEqualTo(matches);
    }
  }

  @Test
  void whatUsersMayChooseOfAJoinedOwnerSpellsNobodyElse() {
    ModelType model = model(new Rule.Owner(Mode.USER_POOL, OWNER, List.of("sub", "email"), ALL));
    Row alices = row(Map.of("owner", "sub-alice::alice@example.com"));
    Row carols = row(Map.of("owner", "0b7a4a3e-6f0c-4c55-9d0a-1f6f5d1c9e42"));
    Row mallorys = row(Map.of("owner", "m@example.com"));

    for (String email :
        List.of("sub-alice::alice@example.com", "0b7a4a3e-6f0c-4c55-9d0a-1f6f5d1c9e42")) {
      Identity mallory = userPool(Map.of("sub", "sub-mallory", "email", email));
      assertThat(allowed(mallory, model, Operation.GET, alices)).isFalse();
      assertThat(allowed(mallory, model, Operation.GET, carols)).isFalse();
    }
    Identity honest = userPool(Map.of("sub", "sub-mallory", "email", "m@example.com"));
    assertThat(allowed(honest, model, Operation.GET, mallorys)).isTrue();
  }

  @Test
  void anOwnerValueThatCouldBeSplitInTwoWaysIsNobodys() {
    Identity mallory = user("sub-alice::alice", "x");
    Row row = row(Map.of("owner", "sub-alice::alice::x"));

    assertThat(allowed(mallory, model(owner(OWNER)), Operation.GET, row)).isFalse();
    assertThat(
            allowed(
                new Authorizer(Behavior.APPSYNC, List.of()),
                mallory,
                model(owner(OWNER)),
                Operation.GET,
                row))
        .isTrue();
  }

  @Test
  void callersOfAnotherIssuerOwnByTheirClaims() {
    ModelType model = model(new Rule.Owner(Mode.OIDC, OWNER, List.of("sub"), ALL));
    Identity oidc = Identity.oidc(Claims.of(Map.of("sub", "sub-alice")));

    assertThat(allowed(oidc, model, Operation.GET, row(Map.of("owner", "sub-alice")))).isTrue();
    assertThat(allowed(oidc, model, Operation.GET, row(Map.of("owner", "sub-bob")))).isFalse();
  }

  @Test
  void aTextThatOnlyLooksLikeAListIsOneName() {
    ModelType model = model(new Rule.Groups(Mode.USER_POOL, List.of("[Red"), "roles", ALL));
    Identity member = userPool(Map.of("roles", "[Red"));

    assertThat(allowed(member, model, Operation.GET, row(Map.of()))).isTrue();
  }

  @Test
  void aKeyThatNamesSomebodyElseOrARangeProvesNothing() {
    ModelType model = model(owner(OWNER));
    Row others = row(Map.of("owner", "sub-bob::bob"));
    Row own = row(Map.of("owner", "sub-alice::alice"));

    assertThat(listed(model, new KeyProof(others, Set.of()))).isInstanceOf(Decision.Denied.class);
    assertThat(listed(model, new KeyProof(row(Map.of()), Set.of(OWNER.column()))))
        .isInstanceOf(Decision.Denied.class);
    for (Row given : List.of(own, row(Map.of()))) {
      assertThat(listed(model, new KeyProof(given, Set.of())))
          .isInstanceOfSatisfying(
              Decision.AllowedWhere.class,
              where -> {
                assertThat(where.filter().toPredicate().test(own)).isTrue();
                assertThat(where.filter().toPredicate().test(others)).isFalse();
              });
    }
  }

  private static Decision listed(ModelType model, KeyProof key) {
    return new Authorizer(Behavior.SAFE, List.of()).decide(Access.toList(ALICE, model, key));
  }

  @Test
  void aCallerForWhomNoFilterCanBeMadeIsDenied() {
    ModelType model = model(new Rule.GroupsDefinedIn(Mode.USER_POOL, TEAM, "cognito:groups", ALL));

    Decision decision =
        new Authorizer(Behavior.SAFE, List.of())
            .decide(Access.toStored(ALICE, model, Operation.LIST));

    assertThat(decision).isInstanceOf(Decision.Denied.class);
  }

  private static boolean allowed(Identity identity, ModelType model, Operation operation, Row row) {
    return allowed(new Authorizer(Behavior.SAFE, List.of()), identity, model, operation, row);
  }

  private static boolean allowed(
      Authorizer authorizer, Identity identity, ModelType model, Operation operation, Row row) {
    Access access =
        switch (operation) {
          case CREATE -> Access.toCreate(identity, model, row, Set.of());
          case UPDATE -> Access.toSet(identity, model, "team");
          default -> Access.toStored(identity, model, operation);
        };
    Decision decision = authorizer.decide(access);
    return decision instanceof Decision.Allowed
        || (decision instanceof Decision.AllowedWhere where
            && where.filter().toPredicate().test(row));
  }

  private static List<Map.Entry<String, Object>> fills(
      Identity identity, ModelType model, Map<String, ?> sent) {
    Decision decision =
        new Authorizer(Behavior.SAFE, List.of())
            .decide(Access.toCreate(identity, model, row(sent), sent.keySet()));
    return ((Decision.Allowed) decision)
        .fills().stream().map(fill -> Map.entry(fill.column().name(), fill.value())).toList();
  }

  private static Rule owner(Field field) {
    return new Rule.Owner(Mode.USER_POOL, field, Rule.Owner.DEFAULT_CLAIMS, ALL);
  }

  private static ModelType model(Rule... rules) {
    return ModelType.builder("Doc", "Docs")
        .members(List.of(ID, OWNER, MEMBERS, TEAM, TEAMS))
        .keyFields(List.of(ID))
        .rules(List.of(rules))
        .build();
  }

  private static Row row(Map<String, ?> values) {
    ModelType model = model();
    Row.Builder row = Row.builder(model.table());
    values.forEach((name, value) -> row.set(model.field(name).orElseThrow().position(), value));
    return row.build();
  }

  private static Field field(String name, int position, boolean list) {
    return new Field(
        name, position, Scalar.STRING, new Shape(list, false, false), Field.Origin.DECLARED);
  }

  private static Identity user(String sub, String username) {
    return userPool(Map.of("sub", sub, "username", username));
  }

  private static Identity userPool(Map<String, Object> claims) {
    return Identity.userPool(Claims.of(claims));
  }
}
