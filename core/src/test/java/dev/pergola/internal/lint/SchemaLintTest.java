package dev.pergola.internal.lint;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.GET;
import static dev.pergola.dsl.Operation.LIST;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.ModelFieldType;
import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SubscriptionSource;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.SchemaWarning;
import dev.pergola.model.SchemaWarning.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each warning where it is due, and its nearest neighbour that is none. */
class SchemaLintTest {

  static Stream<Case> warned() {
    return Stream.of(
        new Case(
            "declared owner that the owner may update",
            owned(a.string()),
            Code.OWNER_CAN_BE_REASSIGNED,
            "Model 'Note', field 'owner'"),
        new Case(
            "child whose list has no index for its parent",
            family(kid(), parent()),
            Code.LIST_WITHOUT_INDEX,
            "Model 'Kid', field 'parent'"),
        new Case(
            "index that has no query",
            family(
                kid().secondaryIndexes(a.index("parentId").noQueryField().name("own")), parent()),
            Code.LIST_WITHOUT_INDEX,
            "Model 'Kid', field 'parent'"),
        new Case(
            "required parent that some readers of the child may not read",
            family(
                quietKid(a.id().required())
                    .authorization(allow.authenticated().to(READ), allow.group("A")),
                parent().authorization(allow.group("A"))),
            Code.REQUIRED_RELATION_HIDDEN,
            "Model 'Kid', field 'parent'"),
        new Case(
            "required field that some readers may not read",
            note(
                a.string().required().authorization(allow.group("A")),
                ModelOperation.SUBSCRIPTIONS),
            Code.REQUIRED_FIELD_HIDDEN,
            "Model 'Note', field 'v'"),
        new Case(
            "groups in a field that is not there",
            a.schema(
                a.model("Note")
                    .field("w", a.string())
                    .authorization(allow.authenticated(), allow.groupDefinedIn("team"))),
            Code.RULE_NEVER_MATCHES,
            "Model 'Note'"),
        new Case(
            "rule that grants nothing",
            a.schema(
                a.model("Note")
                    .field("w", a.string())
                    .authorization(allow.authenticated(), allow.group("A").to())),
            Code.RULE_NEVER_MATCHES,
            "Model 'Note'"),
        new Case(
            "rule that grants only what is switched off",
            a.schema(
                a.model("Note")
                    .field("w", a.string())
                    .disableOperations(ModelOperation.MUTATIONS)
                    .authorization(allow.authenticated(), allow.group("A").to(CREATE))),
            Code.RULE_NEVER_MATCHES,
            "Model 'Note'"),
        new Case(
            "owner field that nobody fills",
            a.schema(
                a.model("Note")
                    .field("w", a.string())
                    .authorization(
                        allow.authenticated(), allow.ownerDefinedIn("reviewer").to(READ))),
            Code.RULE_NEVER_MATCHES,
            "Model 'Note', field 'reviewer'"),
        new Case(
            "operation whose rules are all about records",
            a.schema(
                    a.model("Note").field("w", a.string()),
                    a.query("ask").returns(a.string()).handler(a.handler.function("fn")))
                .authorization(allow.owner()),
            Code.RULE_NEVER_MATCHES,
            "Custom query 'ask'"),
        new Case(
            "field that its rules let nobody write",
            note(a.string().authorization(allow.authenticated().to(READ))),
            Code.FIELD_NOBODY_WRITES,
            "Model 'Note', field 'v'"),
        new Case(
            "field without a rule for anybody",
            note(a.string().authorization()),
            Code.FIELD_NOBODY_WRITES,
            "Model 'Note', field 'v'"),
        new Case(
            "subscription for more callers than may read the model",
            heard(a.ref("Note").mutations(Mutation.CREATE), allow.owner(), allow.authenticated()),
            Code.SUBSCRIPTION_TELLS_MORE,
            "Custom subscription 'onNote'"),
        new Case(
            "subscription for callers of another mode",
            heard(a.ref("Note").mutations(Mutation.CREATE), allow.owner(), allow.publicApiKey()),
            Code.SUBSCRIPTION_TELLS_MORE,
            "Custom subscription 'onNote'"));
  }

  static Stream<Case> silent() {
    return Stream.of(
        none("owner that is not declared", a.schema(note().authorization(allow.owner()))),
        none(
            "owner that is locked",
            owned(a.string().authorization(allow.owner().to(READ, DELETE)))),
        none(
            "owner of a model without updates",
            a.schema(
                note()
                    .field("owner", a.string())
                    .disableOperations(ModelOperation.UPDATE)
                    .authorization(allow.owner()))),
        none(
            "child with an index for its parent",
            family(kid().secondaryIndexes(a.index("parentId")), parent())),
        none(
            "child whose key begins with its parent",
            family(
                kid(a.id().required())
                    .field("no", a.integer().required())
                    .identifier("parentId", "no"),
                parent())),
        none("child without a list", family(quietKid(a.id().required()), parent())),
        none(
            "optional parent that some readers of the child may not read",
            family(
                quietKid(a.id()).authorization(allow.authenticated().to(READ), allow.group("A")),
                parent().authorization(allow.group("A")))),
        none(
            "required parent that all readers of the child may read",
            family(
                quietKid(a.id().required()).authorization(allow.group("A"), allow.owner()),
                parent().authorization(allow.authenticated().to(READ)))),
        none(
            "required field that all readers may read",
            note(
                a.string().required().authorization(allow.authenticated()),
                ModelOperation.SUBSCRIPTIONS)),
        none(
            "optional field that some readers may not read",
            note(a.string().authorization(allow.group("A")))),
        none(
            "groups in a field that is there",
            a.schema(note().field("team", a.string()).authorization(allow.groupDefinedIn("team")))),
        none(
            "rule that grants more than what is switched off",
            a.schema(
                note()
                    .disableOperations(ModelOperation.MUTATIONS, ModelOperation.SUBSCRIPTIONS)
                    .authorization(allow.group("A").to(CREATE, GET, LIST)))),
        none(
            "owner field that another rule fills",
            a.schema(
                note()
                    .authorization(
                        allow.ownerDefinedIn("keeper").to(CREATE),
                        allow.ownerDefinedIn("keeper").identityClaim("sub").to(READ)))),
        none(
            "operation whose rules are about callers too",
            a.schema(a.query("ask").returns(a.string()).handler(a.handler.function("fn")))
                .authorization(allow.authenticated(), allow.owner())),
        none(
            "subscription for callers who may read the model",
            heard(
                a.ref("Note").mutations(Mutation.CREATE), allow.authenticated(), allow.group("A"))),
        none(
            "subscription to what code answers",
            heard(a.ref("tell"), allow.owner(), allow.authenticated())),
        none(
            "field that may be written once",
            note(a.string().authorization(allow.authenticated().to(CREATE, READ)))),
        none(
            "field that is filled by its default",
            note(a.string().defaultValue("x").authorization(allow.authenticated().to(READ)))),
        none(
            "field of a model that nobody writes",
            a.schema(
                note()
                    .field("v", a.string().authorization(allow.authenticated().to(READ)))
                    .authorization(allow.authenticated().to(READ)))));
  }

  @ParameterizedTest
  @MethodSource("warned")
  void warns(Case due) {
    List<SchemaWarning> warnings = lint(due.schema);

    assertThat(warnings).singleElement();
    assertThat(warnings.get(0).code()).isEqualTo(due.code);
    assertThat(warnings.get(0).place()).isEqualTo(due.place);
    assertThat(warnings.get(0).text()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("silent")
  void staysSilent(Case fine) {
    assertThat(lint(fine.schema)).isEmpty();
  }

  private static List<SchemaWarning> lint(Schema schema) {
    return SchemaLint.of(schema.resolve(EnumSet.allOf(Mode.class), Behavior.APPSYNC));
  }

  private static Schema owned(ModelFieldType owner) {
    return a.schema(note().field("owner", owner).authorization(allow.owner()));
  }

  private static Model note() {
    return a.model("Note").field("w", a.string());
  }

  private static Schema note(ModelFieldType type, ModelOperation... disabled) {
    return a.schema(
        note()
            .field("v", type)
            .disableOperations(disabled)
            .authorization(allow.authenticated(), allow.group("A")));
  }

  private static Schema heard(
      SubscriptionSource source,
      AuthRule.ForModel ofModel,
      AuthRule.ForOperation... ofSubscription) {
    return a.schema(
        note().authorization(ofModel),
        a.mutation("tell")
            .returns(a.ref("Note"))
            .handler(a.handler.function("fn"))
            .authorization(allow.authenticated()),
        a.subscription("onNote").on(source).authorization(ofSubscription));
  }

  private static Schema family(Model kid, Model parent) {
    return a.schema(kid, parent).authorization(allow.publicApiKey());
  }

  private static Model kid() {
    return kid(a.id());
  }

  private static Model kid(ModelFieldType reference) {
    return a.model("Kid")
        .field("parentId", reference)
        .field("parent", a.belongsTo("Parent", "parentId"));
  }

  private static Model quietKid(ModelFieldType reference) {
    return kid(reference).disableOperations(ModelOperation.LIST);
  }

  private static Model parent() {
    return a.model("Parent").field("kids", a.hasMany("Kid", "parentId"));
  }

  private static Case none(String name, Schema schema) {
    return new Case(name, schema, Code.RULE_NEVER_MATCHES, "");
  }

  /**
   * A schema that is read by the lint.
   *
   * @param code the warning that is due
   * @param place where it is due; empty when there is none
   */
  private record Case(String name, Schema schema, Code code, String place) {
    @Override
    public String toString() {
      return name;
    }
  }
}
