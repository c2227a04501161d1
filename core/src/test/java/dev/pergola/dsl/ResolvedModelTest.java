package dev.pergola.dsl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pergola.model.Behavior;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.Field.Origin;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import dev.pergola.model.Wording;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a schema without mistakes means (spec: schema 2 and 4.1). */
class ResolvedModelTest {

  private static final Set<Mode> ALL = EnumSet.allOf(Mode.class);

  @Test
  void aModelGetsIdAndTimestampsAroundItsFields() {
    ModelType post = resolve(a.model("Post").field("caption", a.string()));

    assertThat(names(post)).containsExactly("id", "caption", "createdAt", "updatedAt");
    assertThat(post.field("id"))
        .hasValue(new Field("id", 0, Scalar.ID, Shape.REQUIRED, Origin.IMPLICIT_ID));
    assertThat(post.field("createdAt"))
        .hasValue(
            new Field("createdAt", 2, Scalar.DATETIME, Shape.REQUIRED, Origin.IMPLICIT_TIMESTAMP));
    assertThat(post.keyFields()).containsExactly(post.fields().get(0));
    assertThat(post.pluralName()).isEqualTo("Posts");
  }

  @Test
  void aDeclaredIdIsTheKeyAndNeverNullWhereItStands() {
    ModelType post = resolve(a.model("Post").field("n", a.string()).field("id", a.id()));

    assertThat(names(post)).containsExactly("n", "id", "createdAt", "updatedAt");
    assertThat(post.keyFields())
        .containsExactly(new Field("id", 1, Scalar.ID, Shape.REQUIRED, Origin.DECLARED));
  }

  @Test
  void aDeclaredIdMayBeANumber() {
    ModelType post = resolve(a.model("Post").field("id", a.integer().required()));

    assertThat(post.keyFields().get(0).type()).isEqualTo(Scalar.INTEGER);
  }

  @Test
  void declaredTimestampsKeepTypeAndNullability() {
    ModelType event =
        resolve(
            a.model("Event")
                .field("createdAt", a.datetime())
                .field("updatedAt", a.string().required()));

    assertThat(names(event)).containsExactly("id", "createdAt", "updatedAt");
    assertThat(event.fields().get(1).required()).isFalse();
    assertThat(event.fields().get(1).origin()).isEqualTo(Origin.DECLARED);
    assertThat(event.fields().get(2).type()).isEqualTo(Scalar.STRING);
    assertThat(event.fields().get(2).required()).isTrue();
  }

  @Test
  void requiredIsAboutTheElementBeforeArrayAndAboutTheListAfterIt() {
    ModelType basket =
        resolve(
            a.model("Basket")
                .field("plain", a.string().array())
                .field("inner", a.string().required().array())
                .field("outer", a.string().array().required())
                .field("both", a.string().required().array().required()));

    assertThat(basket.fields().subList(1, 5))
        .extracting(Field::list, Field::elementRequired, Field::required)
        .containsExactly(
            tuple(true, false, false),
            tuple(true, true, false),
            tuple(true, false, true),
            tuple(true, true, true));
  }

  @Test
  void everyWordMakesItsScalar() {
    ModelType all =
        resolve(
            a.model("Specimen")
                .field("externalRef", a.id())
                .field("label", a.string())
                .field("count", a.integer())
                .field("mass", a.floating())
                .field("alive", a.bool())
                .field("day", a.date())
                .field("time", a.time())
                .field("moment", a.datetime())
                .field("epoch", a.timestamp())
                .field("mail", a.email())
                .field("raw", a.json())
                .field("phone", a.phone())
                .field("page", a.url())
                .field("address", a.ipAddress()));

    assertThat(all.fields().subList(1, 15))
        .extracting(Field::type)
        .containsExactly(Scalar.values());
  }

  @Test
  void enumsAreNamedOrTakeTheNameOfTheirField() {
    SchemaModel schema =
        a.schema(
                a.enumType("Severity", "low", "HIGH"),
                a.model("incident")
                    .field("state", a.enumOf("OPEN", "CLOSED"))
                    .field("severity", a.ref("Severity").required())
                    .field("seen", a.ref("Severity").required().array())
                    .authorization(allow.publicApiKey()))
            .resolve(ALL, Behavior.SAFE);

    EnumType severity = new EnumType("Severity", List.of("low", "HIGH"));
    EnumType state = new EnumType("IncidentState", List.of("OPEN", "CLOSED"));
    assertThat(schema.enums()).containsExactly(severity, state);
    assertThat(schema.models().get(0).fields().subList(1, 4))
        .extracting(Field::type)
        .containsExactly(state, severity, severity);
  }

  @Test
  void aModelsOwnRulesReplaceThoseOfTheSchema() {
    SchemaModel schema =
        a.schema(
                a.model("Inherits").field("text", a.string()),
                a.model("Overrides").field("text", a.string()).authorization(allow.owner()))
            .authorization(allow.publicApiKey())
            .resolve(ALL, Behavior.SAFE);

    assertThat(schema.models().get(0).rules())
        .containsExactly(new Rule.PublicApiKey(everyOperation()));
    assertThat(schema.models().get(1).rules()).hasSize(1).first().isInstanceOf(Rule.Owner.class);
  }

  @Test
  void aRuleKeepsItsWords() {
    ModelType doc =
        resolve(
            a.model("Doc")
                .field("text", a.string())
                .authorization(
                    allow.publicApiKey(),
                    allow.authenticated(Provider.USER_POOLS).to(Operation.LIST, Operation.GET),
                    allow.owner().identityClaim("sub::username"),
                    allow.group("A").withClaimIn("roles"),
                    allow.custom(CustomProvider.FUNCTION)));

    assertThat(doc.rules())
        .extracting(Rule::wording)
        .containsExactly(
            new Wording("apiKey", null, null),
            new Wording("userPools", List.of("list", "get"), null),
            new Wording(null, null, "sub::username"),
            new Wording(null, null, null),
            new Wording("function", null, null));
  }

  @Test
  void readStandsForTheFiveWaysOfReading() {
    ModelType post =
        resolve(
            a.model("Post")
                .field("text", a.string())
                .authorization(allow.authenticated().to(READ, CREATE)));

    Set<dev.pergola.model.Operation> granted = everyOperation();
    granted.remove(dev.pergola.model.Operation.UPDATE);
    granted.remove(dev.pergola.model.Operation.DELETE);
    Wording asWritten = new Wording(null, List.of("read", "create"), null);
    assertThat(post.rules())
        .containsExactly(new Rule.Authenticated(Mode.USER_POOL, granted, asWritten));
  }

  @Test
  void everyKindOfRuleIsFilledIn() {
    ModelType doc =
        resolve(
            a.model("Doc")
                .field("team", a.string())
                .field("teams", a.string().array())
                .field("lead", a.id().required())
                .authorization(
                    allow.guest(),
                    allow.custom(),
                    allow.authenticated(Provider.IDENTITY_POOL),
                    allow.group("Admins"),
                    allow.groups("A", "B").withClaimIn("roles"),
                    allow.groupDefinedIn("team", Provider.OIDC),
                    allow.groupsDefinedIn("teams").withClaimIn("roles"),
                    allow.owner(),
                    allow.ownerDefinedIn("lead", Provider.OIDC).identityClaim("sub::email")));

    Set<dev.pergola.model.Operation> all = everyOperation();
    assertThat(doc.rules())
        .containsExactly(
            new Rule.Guest(all),
            new Rule.Custom(all),
            new Rule.Authenticated(Mode.IAM, all),
            new Rule.Groups(Mode.USER_POOL, List.of("Admins"), "cognito:groups", all),
            new Rule.Groups(Mode.USER_POOL, List.of("A", "B"), "roles", all),
            new Rule.GroupsDefinedIn(Mode.OIDC, field(doc, "team"), "cognito:groups", all),
            new Rule.GroupsDefinedIn(Mode.USER_POOL, field(doc, "teams"), "roles", all),
            new Rule.Owner(Mode.USER_POOL, field(doc, "owner"), List.of("sub", "username"), all),
            new Rule.Owner(Mode.OIDC, field(doc, "lead"), List.of("sub", "email"), all));
  }

  @Test
  void anOwnerFieldThatIsNotDeclaredComesLast() {
    ModelType note =
        resolve(
            a.model("Note")
                .field("text", a.string())
                .authorization(allow.owner(), allow.ownerDefinedIn("deputy").to(READ)));

    assertThat(names(note))
        .containsExactly("id", "text", "createdAt", "updatedAt", "owner", "deputy");
    assertThat(field(note, "deputy"))
        .isEqualTo(new Field("deputy", 5, Scalar.STRING, Shape.NULLABLE, Origin.IMPLICIT_OWNER));
  }

  @Test
  void anOwnersListThatIsNotDeclaredIsAListOnlyWhereWeDoNotFollowTheOriginal() {
    Model shared =
        a.model("Shared")
            .field("text", a.string())
            .authorization(allow.ownersDefinedIn("watchers"));

    assertThat(field(resolve(shared, Behavior.SAFE), "watchers").list()).isTrue();
    assertThat(field(resolve(shared, Behavior.APPSYNC), "watchers").list()).isFalse();
  }

  @Test
  void aGroupFieldThatIsNotDeclaredMatchesNobodyInTheOriginal() {
    Model dossier =
        a.model("Dossier")
            .field("text", a.string())
            .authorization(allow.groupDefinedIn("squad").to(Operation.GET));

    ModelType resolved = resolve(dossier, Behavior.APPSYNC);

    assertThat(names(resolved)).doesNotContain("squad");
    assertThat(resolved.rules())
        .containsExactly(
            new Rule.GroupsInUnknownField(
                Mode.USER_POOL,
                "squad",
                "cognito:groups",
                Set.of(dev.pergola.model.Operation.GET)));
  }

  @Test
  void defaultsAreKeptInTheirStoredForm() {
    ModelType setting =
        resolve(
            a.model("Setting")
                .field("name", a.string().defaultValue(""))
                .field("quoted", a.string().defaultValue("say \"hi\""))
                .field("retries", a.integer().defaultValue(3))
                .field("ratio", a.floating().defaultValue(0.25))
                .field("enabled", a.bool().defaultValue(false))
                .field("stamp", a.timestamp().defaultValue(1_700_000_000))
                .field("day", a.date().defaultValue("2024-02-29"))
                .field("extra", a.json().defaultValue("{\"k\":[1,null]}"))
                .field("none", a.string()));

    assertThat(setting.fields().subList(1, 10))
        .extracting(Field::defaultValue)
        .containsExactly(
            "",
            "say \"hi\"",
            3L,
            0.25,
            false,
            1_700_000_000L,
            "2024-02-29",
            Map.of("k", Arrays.asList(1L, null)),
            null);
  }

  @Test
  void aDefaultLeavesTheFieldRequired() {
    ModelType setting = resolve(a.model("S").field("f", a.string().required().defaultValue("x")));

    assertThat(field(setting, "f").required()).isTrue();
    assertThat(field(setting, "f").defaultValue()).isEqualTo("x");
  }

  @Test
  void valuesAreSharedWithoutBeingChanged() {
    Model base = a.model("Base").field("text", a.string()).authorization(allow.publicApiKey());
    AuthRule.ForModel readers = allow.authenticated();

    Model wider = base.field("more", a.string());
    AuthRule.ForModel limited = allow.authenticated().to(READ);

    assertThat(names(resolve(base))).doesNotContain("more");
    assertThat(names(resolve(wider))).contains("text", "more");
    assertThat(resolve(a.model("M").field("f", a.string()).authorization(readers)).rules())
        .isNotEqualTo(resolve(a.model("M").field("f", a.string()).authorization(limited)).rules());
  }

  private static ModelType resolve(Model model) {
    return resolve(model, Behavior.SAFE);
  }

  /** Models without rules of their own are open, to be short. */
  private static ModelType resolve(Model model, Behavior behavior) {
    return a.schema(model)
        .authorization(allow.publicApiKey())
        .resolve(ALL, behavior)
        .models()
        .get(0);
  }

  private static Field field(ModelType model, String name) {
    return model.field(name).orElseThrow();
  }

  private static List<String> names(ModelType model) {
    return model.fields().stream().map(Field::name).toList();
  }

  private static Set<dev.pergola.model.Operation> everyOperation() {
    return EnumSet.allOf(dev.pergola.model.Operation.class);
  }
}
