package dev.pergola.internal.authorize;

import static dev.pergola.internal.authorize.Employees.ALICE;
import static dev.pergola.internal.authorize.Employees.ALL;
import static dev.pergola.internal.authorize.Employees.BOB;
import static dev.pergola.internal.authorize.Employees.KEY;
import static dev.pergola.internal.authorize.Employees.LAMBDA;
import static dev.pergola.internal.authorize.Employees.READ;
import static dev.pergola.internal.authorize.Employees.group;
import static dev.pergola.internal.authorize.Employees.key;
import static dev.pergola.internal.authorize.Employees.owner;
import static dev.pergola.internal.authorize.Employees.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.model.Behavior;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a decision to somebody who wants to know why. */
class JudgementTest {

  private static final List<ResourceGrant> FUNCTIONS =
      List.of(new ResourceGrant("report", Set.of(ResourceGrant.Access.QUERY)));
  private static final ModelType MODEL =
      Employees.model(
          List.of(owner(ALL), signedIn(READ)),
          Map.of("ssn", List.of(owner(ALL), group("Admins", READ)), "note", List.of()));
  private static final Identity CLOSED_OUT = Identity.lambda(Map.of(), Set.of("Employee.name"));

  static Stream<Arguments> decisions() {
    return Stream.of(
        Arguments.of(
            Access.toStored(Identity.admin(), MODEL, Operation.GET),
            "get Employee for admin: allowed, because the admin passes every rule"),
        Arguments.of(
            Access.toStored(Identity.function("report"), MODEL, Operation.LIST),
            "list Employee for function report: allowed,"
                + " because allow.resource grants the function QUERY"),
        Arguments.of(
            Access.toSet(Identity.function("report"), MODEL, "name"),
            "set Employee.name for function report: denied,"
                + " because allow.resource grants the function no MUTATE"),
        Arguments.of(
            Access.toRelated(Identity.function("other"), MODEL),
            "read Employee for function other: denied,"
                + " because allow.resource grants the function no access"),
        Arguments.of(
            Access.toRead(CLOSED_OUT, MODEL, "name"),
            "read Employee.name for function: denied,"
                + " because the custom authorizer closes it to this caller"),
        Arguments.of(
            Access.toEnter(LAMBDA, "Query", "getEmployee"),
            "enter Query.getEmployee for function: allowed, because it has no check of its own"),
        Arguments.of(
            Access.toStored(BOB, MODEL, Operation.LISTEN),
            "listen Employee for userPools: allowed, because a rule matches"
                + " [ownerDefinedIn owner, claim sub::username with field owner: matches some records]"
                + " [authenticated: matches]"
                + " [group Admins, claim cognito:groups with [Admins]:"
                + " does not match: the caller is in no such group]"),
        Arguments.of(
            Access.toRead(BOB, MODEL, "ssn"),
            "read Employee.ssn for userPools: allowed where a rule matches the record,"
                + " because a rule matches"
                + " [ownerDefinedIn owner, claim sub::username with field owner: matches some records]"
                + " [group Admins, claim cognito:groups with [Admins]:"
                + " does not match: the caller is in no such group]"),
        Arguments.of(
            Access.toClear(BOB, MODEL, "note"),
            "clear Employee.note for userPools: denied, because no rule grants it"),
        Arguments.of(
            Access.toStored(KEY, MODEL, Operation.UPDATE),
            "update Employee for apiKey: denied, because no rule is for callers of this mode"
                + " [ownerDefinedIn owner, claim sub::username with field owner:"
                + " not tried: it is for callers of mode userPools]"),
        Arguments.of(
            Access.toStored(nobody(), MODEL, Operation.DELETE),
            "delete Employee for userPools: denied, because no rule grants it"),
        Arguments.of(
            Access.toStored(
                nobody(), Employees.model(List.of(owner(ALL)), Map.of()), Operation.GET),
            "get Employee for userPools: denied, because no rule matches"
                + " [ownerDefinedIn owner, claim sub::username with field owner:"
                + " does not match: no claim names the caller]"),
        Arguments.of(
            create(nobody(), Map.of("name", "n")),
            "create Employee for userPools: denied, because no rule matches"
                + " [ownerDefinedIn owner, claim sub::username with field owner:"
                + " does not match: a claim is missing]"),
        Arguments.of(
            create(ALICE, Map.of("name", "n", "note", "x")),
            "create Employee for userPools: denied for note,"
                + " because no rule that matches grants these fields"
                + " [ownerDefinedIn owner, claim sub::username with field owner:"
                + " matches some records]"),
        Arguments.of(
            Access.toCall(KEY, operation(CustomOperation.Kind.QUERY, key(ALL))),
            "query op for apiKey: allowed, because a rule matches [publicApiKey: matches]"),
        Arguments.of(
            Access.toCall(ALICE, operation(CustomOperation.Kind.MUTATION, key(ALL))),
            "mutate op for userPools: denied, because no rule is for callers of this mode"
                + " [publicApiKey: not tried: it is for callers of mode apiKey]"),
        Arguments.of(
            Access.toCall(LAMBDA, operation(CustomOperation.Kind.SUBSCRIPTION)),
            "listen op for function: denied, because no rule grants it"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("decisions")
  void aDecisionSaysWhatItRestsOn(Access access, String expected) {
    assertThat(text(judge(access))).isEqualTo(expected);
  }

  static Stream<Arguments> rules() {
    Field team = field("team", Shape.NULLABLE);
    Field teams = field("teams", new Shape(true, false, false));
    return Stream.of(
        Arguments.of(key(ALL), KEY, "publicApiKey: matches"),
        Arguments.of(
            new Rule.Guest(ALL),
            Identity.identityPool("i", true),
            "guest: does not match: it is about other callers"),
        Arguments.of(
            new Rule.Authenticated(Mode.IAM, ALL),
            Identity.identityPool("i", true),
            "authenticated (identityPool): matches"),
        Arguments.of(
            new Rule.Authenticated(Mode.OIDC, ALL),
            Identity.oidc(Claims.of(Map.of())),
            "authenticated (oidc): matches"),
        Arguments.of(
            new Rule.Owner(Mode.OIDC, teams, List.of("sub"), ALL),
            Identity.oidc(Claims.of(Map.of("sub", "s"))),
            "ownersDefinedIn teams (oidc), claim sub with field teams: matches some records"),
        Arguments.of(
            new Rule.Groups(Mode.USER_POOL, List.of("A", "B"), "roles", ALL),
            ALICE,
            "group A, B, claim roles with [A, B]: does not match: the caller is in no such group"),
        Arguments.of(
            new Rule.GroupsDefinedIn(Mode.USER_POOL, team, "roles", ALL),
            ALICE,
            "groupDefinedIn team, claim roles with field team:"
                + " does not match: the caller is in no group"),
        Arguments.of(
            new Rule.GroupsDefinedIn(Mode.USER_POOL, teams, "username", ALL),
            ALICE,
            "groupsDefinedIn teams, claim username with field teams: matches some records"),
        Arguments.of(
            new Rule.GroupsInUnknownField(Mode.USER_POOL, "crew", "roles", ALL),
            ALICE,
            "groupDefinedIn crew: does not match: no record has the field"),
        Arguments.of(new Rule.Custom(ALL), LAMBDA, "custom: matches"),
        // The schema takes no such rules; should there be one, it matches nobody.
        Arguments.of(
            new Rule.Owner(Mode.API_KEY, team, List.of("sub"), ALL),
            KEY,
            "ownerDefinedIn team, claim sub with field team:"
                + " does not match: the caller has no claims"),
        Arguments.of(
            new Rule.GroupsDefinedIn(Mode.API_KEY, team, "roles", ALL),
            KEY,
            "groupDefinedIn team, claim roles with field team:"
                + " does not match: the caller is in no group"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("rules")
  void aRuleIsToldInTheWordsOfItsAuthor(Rule rule, Identity caller, String expected) {
    Access access = Access.toCall(caller, operation(CustomOperation.Kind.QUERY, rule));

    assertThat(text(judge(access))).endsWith(" [" + expected + "]");
  }

  @Test
  void whatEverybodyMayIsNoDecisionThatMatters() {
    assertThat(judge(Access.toEnter(KEY, "Query", "getEmployee")).matters()).isFalse();
    assertThat(judge(Access.toRead(BOB, MODEL, "name")).matters()).isFalse();
    assertThat(judge(Access.toRead(KEY, MODEL, "name")).matters()).isTrue();
    assertThat(judge(Access.toRead(KEY, MODEL, "ssn")).matters()).isTrue();
    assertThat(judge(Access.toEnter(Identity.admin(), "Query", "getEmployee")).matters()).isTrue();
  }

  @Test
  void theMatchingRulesAreThoseThatLetInSomeRecordsToo() {
    assertThat(judge(Access.toRead(BOB, MODEL, "ssn")).matching())
        .containsExactly("ownerDefinedIn owner");
    assertThat(judge(Access.toStored(BOB, MODEL, Operation.GET)).matching())
        .containsExactly("ownerDefinedIn owner", "authenticated");
    assertThat(judge(Access.toStored(KEY, MODEL, Operation.GET)).matching()).isEmpty();
  }

  private static Judgement judge(Access access) {
    List<Judgement> told = new ArrayList<>();
    Authorizer authorizer = new Authorizer(Behavior.SAFE, FUNCTIONS);

    Decision decision = authorizer.observedBy(told::add).decide(access);

    assertThat(told).singleElement().extracting(Judgement::decision).isEqualTo(decision);
    assertThat(told.get(0).access()).isSameAs(access);
    assertThat(authorizer.decide(access)).isEqualTo(decision);
    return told.get(0);
  }

  private static String text(Judgement judgement) {
    Map<String, Object> told = judgement.explain();
    String rules =
        told.get("rules") instanceof List<?> list
            ? list.stream().map(JudgementTest::rule).collect(Collectors.joining())
            : "";
    return "%s %s for %s: %s, because %s%s"
        .formatted(
            told.get("operation"),
            told.get("on"),
            told.get("caller"),
            told.get("decision"),
            told.get("because"),
            rules);
  }

  private static String rule(Object one) {
    Map<?, ?> members = (Map<?, ?>) one;
    String compared = members.containsKey("compared") ? ", " + members.get("compared") : "";
    return " [%s%s: %s]".formatted(members.get("rule"), compared, members.get("outcome"));
  }

  private static Access create(Identity identity, Map<String, String> sent) {
    return Access.toCreate(identity, MODEL, Employees.row(MODEL, sent), sent.keySet());
  }

  private static CustomOperation operation(CustomOperation.Kind kind, Rule... rules) {
    return new CustomOperation(
        kind, "op", List.of(), Scalar.STRING, Shape.NULLABLE, List.of(rules), List.of(), List.of());
  }

  private static Field field(String name, Shape shape) {
    return new Field(name, 1, Scalar.STRING, shape, Field.Origin.DECLARED);
  }

  private static Identity nobody() {
    return Identity.userPool(Claims.of(Map.of()));
  }
}
