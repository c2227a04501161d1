package dev.pergola.internal.authorize;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.model.Field;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Relation;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.storage.Row;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model whose fields have rules of their own, and who comes to it. */
final class Employees {

  static final Set<Operation> ALL = EnumSet.allOf(Operation.class);
  static final Set<Operation> READ =
      EnumSet.of(Operation.GET, Operation.LIST, Operation.SYNC, Operation.LISTEN, Operation.SEARCH);

  static final Identity ALICE = user("alice");
  static final Identity BOB = user("bob");
  static final Identity CHIEF = user("chief", "Admins");
  static final Identity KEY = Identity.apiKey("k");
  static final Identity LAMBDA = Identity.lambda(Map.of(), Set.of());

  static final Field ID = new Field("id", 0, Scalar.ID, Shape.REQUIRED, Field.Origin.DECLARED);
  static final Field NAME = text("name", 1);
  static final Field SSN = text("ssn", 2);
  static final Field SALARY = text("salary", 3);
  static final Field NOTE = text("note", 4);
  static final Relation DESK =
      new Relation("Employee", "desk", Relation.Kind.HAS_ONE, "Desk", List.of("employeeId"));
  static final Field OWNER =
      new Field("owner", 5, Scalar.STRING, Shape.NULLABLE, Field.Origin.IMPLICIT_OWNER);

  private static final List<ModelField> MEMBERS = List.of(ID, NAME, SSN, SALARY, NOTE, DESK, OWNER);

  private Employees() {}

  /** An Employee with these rules, and these of fields. */
  static ModelType model(List<Rule> rules, Map<String, List<Rule>> fieldRules) {
    return ModelType.builder("Employee", "Employees")
        .members(MEMBERS)
        .keyFields(List.of(ID))
        .rules(rules)
        .fieldRules(fieldRules)
        .build();
  }

  static Rule owner(Set<Operation> operations) {
    return new Rule.Owner(Mode.USER_POOL, OWNER, Rule.Owner.DEFAULT_CLAIMS, operations);
  }

  static Rule signedIn(Set<Operation> operations) {
    return new Rule.Authenticated(Mode.USER_POOL, operations);
  }

  static Rule group(String name, Set<Operation> operations) {
    return new Rule.Groups(Mode.USER_POOL, List.of(name), Rule.Groups.DEFAULT_CLAIM, operations);
  }

  static Rule key(Set<Operation> operations) {
    return new Rule.PublicApiKey(operations);
  }

  /** A stored record of this owner. */
  static Row ownedBy(ModelType model, String owner) {
    return Row.builder(model.table()).set(OWNER.position(), owner).build();
  }

  /** A row of these texts. */
  static Row row(ModelType model, Map<String, String> values) {
    Row.Builder row = Row.builder(model.table());
    values.forEach((name, value) -> row.set(model.field(name).orElseThrow().position(), value));
    return row.build();
  }

  static Identity user(String name, String... groups) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", "sub-" + name);
    claims.put("username", name);
    if (groups.length > 0) {
      claims.put("cognito:groups", List.of(groups));
    }
    return Identity.userPool(Claims.of(claims));
  }

  private static Field text(String name, int position) {
    return new Field(name, position, Scalar.STRING, Shape.NULLABLE, Field.Origin.DECLARED);
  }
}
