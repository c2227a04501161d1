package dev.pergola.internal.authorize;

import static dev.pergola.internal.authorize.Employees.ALL;
import static dev.pergola.internal.authorize.Employees.READ;
import static dev.pergola.internal.authorize.Employees.group;
import static dev.pergola.internal.authorize.Employees.key;
import static dev.pergola.internal.authorize.Employees.owner;
import static dev.pergola.internal.authorize.Employees.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Relation;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which relations the results of mutations hide, by the rules of both sides. */
class RedactionTest {

  static Stream<Arguments> sides() {
    Rule custom = new Rule.Custom(ALL);
    Rule guest = new Rule.Guest(ALL);
    Rule inField =
        new Rule.GroupsDefinedIn(Mode.USER_POOL, Employees.NOTE, Rule.Groups.DEFAULT_CLAIM, ALL);
    return Stream.of(
        Arguments.of(
            "the same static rules", List.of(signedIn(ALL)), List.of(signedIn(ALL)), false),
        Arguments.of("read in other ways", List.of(signedIn(ALL)), List.of(signedIn(READ)), false),
        Arguments.of("the same keys", List.of(key(ALL)), List.of(key(READ)), false),
        Arguments.of("the same guests", List.of(guest), List.of(guest), false),
        Arguments.of("the same groups", List.of(group("A", ALL)), List.of(group("A", READ)), false),
        Arguments.of("other groups", List.of(group("A", ALL)), List.of(group("B", ALL)), true),
        Arguments.of(
            "one group more",
            List.of(group("A", ALL)),
            List.of(group("A", ALL), group("B", ALL)),
            true),
        Arguments.of("owners", List.of(owner(ALL)), List.of(owner(ALL)), true),
        Arguments.of("owners there", List.of(signedIn(ALL)), List.of(owner(ALL)), true),
        Arguments.of("owners here", List.of(owner(ALL)), List.of(signedIn(ALL)), true),
        Arguments.of("groups of records", List.of(inField), List.of(inField), true),
        Arguments.of("custom callers", List.of(custom), List.of(custom), true),
        Arguments.of("a key more", List.of(signedIn(ALL)), List.of(signedIn(ALL), key(ALL)), true),
        Arguments.of("nobody in common", List.of(key(ALL)), List.of(signedIn(ALL)), false),
        Arguments.of("nobody there", List.of(key(ALL)), List.of(), false),
        Arguments.of(
            "owners beside everybody",
            List.of(signedIn(ALL), owner(ALL), group("A", ALL)),
            List.of(signedIn(ALL)),
            false),
        Arguments.of(
            "everybody may not read",
            List.of(signedIn(Set.of(Operation.CREATE)), owner(ALL)),
            List.of(owner(ALL)),
            true),
        Arguments.of(
            "guests beside those signed in to the identity pool",
            List.of(new Rule.Authenticated(Mode.IAM, ALL), guest),
            List.of(new Rule.Authenticated(Mode.IAM, ALL)),
            true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sides")
  void onlyTheVerySameReadersOfWhateverRecordNeedNoHiding(
      String name, List<Rule> here, List<Rule> there, boolean hidden) {
    ModelType model = Employees.model(here, Map.of());

    assertThat(Redaction.hides(model, Employees.DESK, target(there))).isEqualTo(hidden);
  }

  @Test
  void aRelationWithACheckOfItsOwnIsHidden() {
    ModelType model =
        Employees.model(List.of(signedIn(ALL), key(ALL)), Map.of("desk", List.of(signedIn(ALL))));
    ModelType sameReaders =
        Employees.model(List.of(signedIn(ALL)), Map.of("desk", List.of(signedIn(READ))));

    assertThat(Redaction.hides(model, Employees.DESK, target(List.of(signedIn(ALL), key(ALL)))))
        .isTrue();
    assertThat(Redaction.hides(sameReaders, Employees.DESK, target(List.of(signedIn(ALL)))))
        .isFalse();
  }

  @Test
  void eventsHideARelationWhoseReferenceHasACheckOfItsOwn() {
    List<Rule> rules = List.of(signedIn(ALL), key(ALL));
    ModelType model = Employees.model(rules, Map.of());
    ModelType guarding = target(rules, Map.of("employeeId", List.of(key(ALL))));
    Relation back =
        new Relation(
            "Desk", "employee", Relation.Kind.BELONGS_TO, "Employee", List.of("employeeId"));

    assertThat(Redaction.hidesFromSubscribers(model, Employees.DESK, target(rules))).isFalse();
    assertThat(Redaction.hidesFromSubscribers(model, Employees.DESK, guarding)).isTrue();
    assertThat(Redaction.hidesFromSubscribers(target(rules), back, model)).isFalse();
    assertThat(Redaction.hidesFromSubscribers(guarding, back, model)).isTrue();
  }

  @Test
  void eventsHideARelationThatNotTheVerySameCallersRead() {
    ModelType keys = Employees.model(List.of(key(ALL)), Map.of());
    ModelType closed =
        Employees.model(List.of(signedIn(ALL), key(ALL)), Map.of("desk", List.of(signedIn(ALL))));

    // Nobody in common: an answer to a caller has nothing to hide, an event has what trusted code
    // selected.
    assertThat(Redaction.hides(keys, Employees.DESK, target(List.of(signedIn(ALL))))).isFalse();
    assertThat(Redaction.hidesFromSubscribers(keys, Employees.DESK, target(List.of(signedIn(ALL)))))
        .isTrue();
    assertThat(
            Redaction.hidesFromSubscribers(
                closed, Employees.DESK, target(List.of(signedIn(ALL), key(ALL)))))
        .isTrue();
  }

  private static ModelType target(List<Rule> rules) {
    return target(rules, Map.of());
  }

  private static ModelType target(List<Rule> rules, Map<String, List<Rule>> fieldRules) {
    Field reference = new Field("employeeId", 1, Scalar.ID, Shape.NULLABLE, Field.Origin.DECLARED);
    return ModelType.builder("Desk", "Desks")
        .members(List.of(Employees.ID, reference))
        .keyFields(List.of(Employees.ID))
        .rules(rules)
        .fieldRules(fieldRules)
        .build();
  }
}
