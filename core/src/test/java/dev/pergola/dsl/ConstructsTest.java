package dev.pergola.dsl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.handler.OperationHandler;
import dev.pergola.model.Behavior;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.HandlerStep;
import dev.pergola.model.Index;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelResult;
import dev.pergola.model.ModelType;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Projection;
import dev.pergola.model.Relation;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.ResourceGrant.Access;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.SecondaryIndex;
import dev.pergola.model.Shape;
import dev.pergola.model.Validation;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each construct of the DSL becomes (spec: schema 2, 4.6, 5, 6, 7). */
class ConstructsTest {

  private static final Shape LIST = new Shape(true, false, false);

  @Test
  void anIdentifierIsTheKeyAndNeverNull() {
    ModelType shelf =
        model(
            a.schema(
                bare("Shelf")
                    .field("building", a.id())
                    .field("floor", a.integer().required())
                    .identifier("building", "floor")),
            "Shelf");

    assertThat(names(shelf.fields()))
        .containsExactly("building", "floor", "createdAt", "updatedAt");
    assertThat(names(shelf.keyFields())).containsExactly("building", "floor");
    assertThat(shelf.keyFields()).allMatch(Field::required);
    assertThat(shelf.explicitKey()).isTrue();
  }

  @Test
  void anIdBesideAnotherIdentifierIsAnOrdinaryField() {
    ModelType coin =
        model(
            a.schema(
                open("Coin")
                    .field("id", a.id())
                    .field("code", a.string().required())
                    .identifier("code")),
            "Coin");

    assertThat(names(coin.keyFields())).containsExactly("code");
    assertThat(coin.field("id").orElseThrow().required()).isFalse();
  }

  @Test
  void indexesHaveTheNamesOfTheOriginal() {
    ModelType delivery =
        model(
            a.schema(
                open("Delivery")
                    .field("courier", a.id().required())
                    .field("day", a.date())
                    .field("priority", a.enumOf("HIGH", "LOW"))
                    .secondaryIndexes(
                        a.index("courier").sortKeys("day", "priority"),
                        a.index("day").name("byDay").queryField("deliveriesOf").include("courier"),
                        a.index("priority").noQueryField().keysOnly())),
            "Delivery");

    assertThat(delivery.indexes())
        .extracting(SecondaryIndex::name)
        .containsExactly("deliveriesByCourierAndDayAndPriority", "byDay", "deliveriesByPriority");
    assertThat(delivery.indexes())
        .extracting(SecondaryIndex::query)
        .containsExactly("listDeliveryByCourierAndDayAndPriority", "deliveriesOf", null);
    assertThat(delivery.indexes())
        .extracting(index -> index.projection().kind())
        .containsExactly(Projection.Kind.ALL, Projection.Kind.INCLUDE, Projection.Kind.KEYS_ONLY);
    assertThat(names(delivery.indexes().get(0).keyFields()))
        .containsExactly("courier", "day", "priority");
  }

  @Test
  void inlineTypesAreNamedAfterTheirPlaceAtAnyDepth() {
    SchemaModel schema =
        resolve(
            a.schema(
                open("Venue")
                    .field(
                        "location",
                        a.customType()
                            .field("lat", a.floating().required())
                            .field("accuracy", a.enumOf("GPS", "WIFI"))
                            .field("box", a.customType().field("north", a.floating())))));

    assertThat(schema.customTypes())
        .extracting(CustomType::name)
        .containsExactlyInAnyOrder("VenueLocation", "VenueLocationBox");
    assertThat(schema.enums())
        .containsExactly(new EnumType("VenueLocationAccuracy", List.of("GPS", "WIFI")));
    CustomType location = custom(schema, "VenueLocation");
    assertThat(location.field("lat").orElseThrow().shape()).isEqualTo(Shape.REQUIRED);
    assertThat(location.field("box").orElseThrow().type())
        .isSameAs(custom(schema, "VenueLocationBox"));
    assertThat(model(schema, "Venue").field("location").orElseThrow().type()).isSameAs(location);
  }

  @Test
  void aCustomTypeMayHoldItself() {
    SchemaModel schema =
        resolve(
            a.schema(
                a.customType("Comment")
                    .field("text", a.string())
                    .field("replies", a.ref("Comment").array()),
                open("Thread").field("root", a.ref("Comment").required())));

    CustomType comment = custom(schema, "Comment");
    assertThat(comment.field("replies")).contains(new NamedValue("replies", comment, LIST));
    assertThat(model(schema, "Thread").field("root").orElseThrow().type()).isSameAs(comment);
  }

  @Test
  void customTypesInArgumentsBecomeInputs() {
    SchemaModel schema =
        resolve(
            a.schema(
                a.enumType("Unit", "KM", "MI"),
                a.customType("Point").field("x", a.floating().required()),
                a.customType("Route")
                    .field("from", a.ref("Point").required())
                    .field("stops", a.ref("Point").array())
                    .field("style", a.enumOf("FAST", "SCENIC"))
                    .field("box", a.customType().field("north", a.floating())),
                call("distance")
                    .argument("route", a.ref("Route").required())
                    .argument("units", a.ref("Unit").array())
                    .argument("rounding", a.enumOf("UP", "DOWN"))
                    .argument(
                        "options",
                        a.customType()
                            .field("limits", a.customType().field("max", a.integer()))
                            .field("level", a.enumOf("L1"))),
                a.inputType("SearchArgs").field("point", a.ref("Point")),
                call("search").argument("args", a.ref("SearchArgs"))));

    assertThat(schema.inputs())
        .extracting(CustomType::name)
        .containsExactlyInAnyOrder(
            "PointInput",
            "RouteInput",
            "RouteBoxInput",
            "DistanceOptionsInput",
            "DistanceOptionsLimitsInput",
            "SearchArgs");
    assertThat(schema.customTypes())
        .extracting(CustomType::name)
        .containsExactlyInAnyOrder("Point", "Route", "RouteBox");
    assertThat(schema.enums())
        .extracting(EnumType::name)
        .containsExactlyInAnyOrder(
            "Unit", "RouteStyle", "DistanceRounding", "DistanceOptionsLevel");
    CustomType route = input(schema, "RouteInput");
    assertThat(route.fields())
        .containsExactly(
            new NamedValue("from", input(schema, "PointInput"), Shape.REQUIRED),
            new NamedValue("stops", input(schema, "PointInput"), LIST),
            new NamedValue("style", schema.enums().get(1), Shape.NULLABLE),
            new NamedValue("box", input(schema, "RouteBoxInput"), Shape.NULLABLE));
    assertThat(operation(schema, "distance").arguments().get(0))
        .isEqualTo(new NamedValue("route", route, Shape.REQUIRED));
    assertThat(operation(schema, "search").arguments())
        .containsExactly(new NamedValue("args", input(schema, "SearchArgs"), Shape.NULLABLE));
    assertThat(input(schema, "SearchArgs").fields())
        .containsExactly(new NamedValue("point", input(schema, "PointInput"), Shape.NULLABLE));
  }

  @Test
  void bothSidesOfARelationAndTheIndexOfTheChild() {
    SchemaModel schema =
        resolve(
            a.schema(
                bare("Citizen")
                    .field("country", a.string().required())
                    .field("no", a.integer().required())
                    .field("passports", a.hasMany("Passport", "holderCountry", "holderNo"))
                    .identifier("country", "no"),
                bare("Passport")
                    .field("holderCountry", a.id())
                    .field("holder", a.belongsTo("Citizen", "holderCountry", "holderNo"))
                    .field("holderNo", a.integer())));

    ModelType citizen = model(schema, "Citizen");
    ModelType passport = model(schema, "Passport");
    List<String> references = List.of("holderCountry", "holderNo");
    assertThat(citizen.relations())
        .containsExactly(
            new Relation("Citizen", "passports", Relation.Kind.HAS_MANY, "Passport", references));
    assertThat(passport.relation("holder"))
        .contains(
            new Relation("Passport", "holder", Relation.Kind.BELONGS_TO, "Citizen", references));
    assertThat(schema.target(passport.relation("holder").orElseThrow())).isSameAs(citizen);
    Index index = passport.table().indexes().get(0);
    assertThat(index.name()).isEqualTo("gsi-Citizen.passports");
    assertThat(index.key().partition().name()).isEqualTo("holderCountry");
    assertThat(index.key().sortName()).contains("holderNo");
    assertThat(citizen.table().indexes()).isEmpty();
  }

  @Test
  void aRelationMayLeadToItsOwnModelAndSeveralMayJoinTheSameTwo() {
    SchemaModel schema =
        resolve(
            a.schema(
                open("Person")
                    .field("bossId", a.id())
                    .field("boss", a.belongsTo("Person", "bossId"))
                    .field("reports", a.hasMany("Person", "bossId"))
                    .field("wrote", a.hasMany("Letter", "fromId"))
                    .field("received", a.hasMany("Letter", "toId")),
                open("Letter")
                    .field("fromId", a.id())
                    .field("toId", a.id())
                    .field("from", a.belongsTo("Person", "fromId"))
                    .field("to", a.belongsTo("Person", "toId"))));

    assertThat(model(schema, "Person").table().indexes())
        .extracting(Index::name)
        .containsExactly("gsi-Person.reports");
    assertThat(model(schema, "Letter").table().indexes())
        .extracting(Index::name)
        .containsExactly("gsi-Person.wrote", "gsi-Person.received");
  }

  @Test
  void validationsKeepTheirOrderAndWords() {
    ModelType signup =
        model(
            a.schema(
                open("Signup")
                    .field("name", a.string().validate(v -> v.minLength(3).matches("[a-z]", "no")))
                    .field("score", a.floating().validate(v -> v.gt(-1.5).lt(10)))
                    .field("debt", a.integer().validate(v -> v.negative("below zero")))),
            "Signup");

    assertThat(signup.field("name").orElseThrow().validations())
        .containsExactly(
            new Validation(Validation.Kind.MIN_LENGTH, "3", ""),
            new Validation(Validation.Kind.MATCHES, "[a-z]", "no"));
    assertThat(signup.field("score").orElseThrow().validations())
        .containsExactly(
            new Validation(Validation.Kind.GT, "-1.5", ""),
            new Validation(Validation.Kind.LT, "10", ""));
    assertThat(signup.field("debt").orElseThrow().validations())
        .containsExactly(new Validation(Validation.Kind.LT, "0", "below zero"));
  }

  @Test
  void fieldRulesStandBesideTheModelsAndImplyOwnerFieldsToo() {
    ModelType worker =
        model(
            a.schema(
                a.model("Worker")
                    .field("name", a.string())
                    .field("ssn", a.string().authorization(allow.ownerDefinedIn("keeper")))
                    .field("secret", a.string().authorization())
                    .authorization(allow.authenticated())),
            "Worker");

    assertThat(worker.rules()).hasSize(1).first().isInstanceOf(Rule.Authenticated.class);
    assertThat(worker.fieldRules("name")).isEmpty();
    assertThat(worker.fieldRules("secret")).contains(List.of());
    assertThat(worker.fieldRules("ssn").orElseThrow())
        .hasSize(1)
        .first()
        .isInstanceOfSatisfying(
            Rule.Owner.class,
            rule -> assertThat(rule.field()).isSameAs(worker.field("keeper").orElseThrow()));
    assertThat(worker.field("keeper").orElseThrow().origin())
        .isEqualTo(Field.Origin.IMPLICIT_OWNER);
  }

  @Test
  void aRelationMayHaveRulesOfItsOwn() {
    SchemaModel schema =
        resolve(
            a.schema(
                open("Parent")
                    .field("kids", a.hasMany("Kid", "parentId").authorization(allow.owner())),
                open("Kid")
                    .field("parentId", a.id())
                    .field("parent", a.belongsTo("Parent", "parentId"))));

    assertThat(model(schema, "Parent").fieldRules("kids").orElseThrow()).hasSize(1);
    assertThat(model(schema, "Parent").field("owner")).isPresent();
  }

  @Test
  void whatIsSwitchedOffFreesItsNames() {
    SchemaModel schema =
        resolve(
            a.schema(
                open("Post").disableOperations(ModelOperation.LIST, ModelOperation.CREATE),
                call("listPosts"),
                a.mutation("createPost")
                    .returns(a.ref("Post"))
                    .handler(a.handler.function("fn"))
                    .authorization(allow.publicApiKey())));

    ModelType post = model(schema, "Post");
    assertThat(post.offers(ModelOperation.LIST)).isFalse();
    assertThat(post.offers(ModelOperation.ON_CREATE)).isFalse();
    assertThat(post.offers(ModelOperation.UPDATE)).isTrue();
    assertThat(operation(schema, "createPost").result()).isEqualTo(new ModelResult("Post"));
  }

  @Test
  void codeGetsTheNameOfItsPlaceAndNamedStepsKeepTheirs() {
    OperationHandler first = call -> 1;
    OperationHandler third = call -> 3;
    Schema schema =
        a.schema(
            open("Song"),
            a.mutation("chain")
                .returns(a.integer())
                .handler(
                    a.handler.function(first),
                    a.handler.function("second"),
                    a.handler.function(third))
                .authorization(allow.publicApiKey()),
            a.mutation("like")
                .returns(a.ref("Song"))
                .handler(
                    a.handler.custom(first).dataSource(a.ref("Song")),
                    a.handler.custom("log").dataSource("LogHttp"))
                .authorization(allow.publicApiKey()));

    SchemaModel resolved = resolve(schema);

    assertThat(operation(resolved, "chain").steps())
        .containsExactly(
            new HandlerStep(HandlerStep.Kind.FUNCTION, "FnChain", null),
            new HandlerStep(HandlerStep.Kind.FUNCTION, "second", null),
            new HandlerStep(HandlerStep.Kind.FUNCTION, "FnChain3", null));
    assertThat(operation(resolved, "like").steps())
        .containsExactly(
            new HandlerStep(HandlerStep.Kind.CUSTOM, "FnLike", "Song"),
            new HandlerStep(HandlerStep.Kind.CUSTOM, "log", "LogHttp"));
    assertThat(schema.handlers())
        .containsOnlyKeys("FnChain", "FnChain3", "FnLike")
        .containsEntry("FnChain", first)
        .containsEntry("FnChain3", third);
  }

  @Test
  void anOperationThatNobodyWaitsForAnswersThatItWasStarted() {
    SchemaModel schema =
        resolve(
            a.schema(
                a.mutation("kick")
                    .handler(a.handler.function("one"), a.handler.function("two").async())
                    .authorization(allow.publicApiKey()),
                a.query("fire")
                    .handler(a.handler.function("one").async())
                    .authorization(allow.publicApiKey())));

    assertThat(schema.customTypes()).hasSize(1);
    CustomType response = custom(schema, "EventInvocationResponse");
    assertThat(response.fields())
        .containsExactly(new NamedValue("success", Scalar.BOOLEAN, Shape.REQUIRED));
    assertThat(operation(schema, "kick").result()).isSameAs(response);
    assertThat(operation(schema, "fire").shape()).isEqualTo(Shape.NULLABLE);
    assertThat(operation(schema, "kick").steps())
        .extracting(HandlerStep::kind)
        .containsExactly(HandlerStep.Kind.FUNCTION, HandlerStep.Kind.ASYNC_FUNCTION);
  }

  @Test
  void answersMayBeInlineAndListsAndModels() {
    SchemaModel schema =
        resolve(
            a.schema(
                open("Machine"),
                call("total").argument("of", a.id().required()),
                call("mode", a.enumOf("A", "B")),
                call("report", a.customType().field("in", a.customType().field("n", a.integer()))),
                call("machines", a.ref("Machine").required().array().required())));

    assertThat(operation(schema, "mode").result())
        .isEqualTo(new EnumType("ModeReturnType", List.of("A", "B")));
    assertThat(operation(schema, "report").result()).isSameAs(custom(schema, "ReportReturnType"));
    assertThat(custom(schema, "ReportReturnType").field("in").orElseThrow().type())
        .isSameAs(custom(schema, "ReportReturnTypeIn"));
    assertThat(operation(schema, "machines").result()).isEqualTo(new ModelResult("Machine"));
    assertThat(operation(schema, "machines").shape()).isEqualTo(new Shape(true, true, true));
    assertThat(operation(schema, "total").shape()).isEqualTo(Shape.NULLABLE);
  }

  @Test
  void aSubscriptionHasTheTypeOfItsSources() {
    SchemaModel schema =
        resolve(
            a.schema(
                open("shout"),
                a.mutation("ping")
                    .returns(a.customType().field("n", a.integer()))
                    .handler(a.handler.function("fn"))
                    .authorization(allow.publicApiKey()),
                a.subscription("onShout")
                    .on(a.ref("shout").mutations(Mutation.CREATE, Mutation.DELETE))
                    .argument("room", a.string())
                    .authorization(allow.publicApiKey()),
                a.subscription("onPing")
                    .on(a.ref("ping"))
                    .handler(a.handler.custom("x"))
                    .authorization(allow.publicApiKey())));

    CustomOperation onShout = operation(schema, "onShout");
    assertThat(onShout.kind()).isEqualTo(CustomOperation.Kind.SUBSCRIPTION);
    assertThat(onShout.mutations()).containsExactly("createShout", "deleteShout");
    assertThat(onShout.result()).isEqualTo(new ModelResult("shout"));
    assertThat(onShout.steps()).isEmpty();
    assertThat(operation(schema, "onPing").mutations()).containsExactly("ping");
    assertThat(operation(schema, "onPing").result()).isSameAs(custom(schema, "PingReturnType"));
    assertThat(operation(schema, "onPing").steps()).hasSize(1);
  }

  @Test
  void rulesOfASchemaAreForItsOperationsToo() {
    SchemaModel schema =
        resolve(
            a.schema(
                    a.query("ask").returns(a.string()).handler(a.handler.function("fn")),
                    call("other"))
                .authorization(allow.group("A")));

    assertThat(operation(schema, "ask").rules()).hasSize(1).first().isInstanceOf(Rule.Groups.class);
    assertThat(operation(schema, "other").rules())
        .hasSize(1)
        .first()
        .isInstanceOf(Rule.PublicApiKey.class);
  }

  @Test
  void combinedSchemasKeepTheirRulesAndReferToEachOther() {
    SchemaModel schema =
        resolve(
            a.combine(
                a.schema(
                        a.model("Post")
                            .field("status", a.ref("Status"))
                            .field("comments", a.hasMany("Comment", "postId")))
                    .authorization(allow.publicApiKey(), allow.resource("indexer")),
                a.schema(
                        a.enumType("Status", "A"),
                        a.model("Comment")
                            .field("postId", a.id())
                            .field("post", a.belongsTo("Post", "postId")))
                    .authorization(allow.owner(), allow.resource("mailer").to(Access.QUERY))));

    assertThat(model(schema, "Post").rules()).first().isInstanceOf(Rule.PublicApiKey.class);
    assertThat(model(schema, "Comment").rules()).first().isInstanceOf(Rule.Owner.class);
    assertThat(schema.resources())
        .containsExactly(
            new ResourceGrant("indexer", EnumSet.allOf(Access.class)),
            new ResourceGrant("mailer", Set.of(Access.QUERY)));
  }

  private static SchemaModel resolve(Schema schema) {
    return schema.resolve(EnumSet.allOf(Mode.class), Behavior.SAFE);
  }

  private static ModelType model(Schema schema, String name) {
    return model(resolve(schema), name);
  }

  private static ModelType model(SchemaModel schema, String name) {
    return schema.model(name).orElseThrow();
  }

  private static CustomType custom(SchemaModel schema, String name) {
    return named(schema.customTypes(), name);
  }

  private static CustomType input(SchemaModel schema, String name) {
    return named(schema.inputs(), name);
  }

  private static CustomType named(List<CustomType> types, String name) {
    return types.stream().filter(type -> type.name().equals(name)).findFirst().orElseThrow();
  }

  private static CustomOperation operation(SchemaModel schema, String name) {
    return schema.operations().stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }

  private static Model open(String name) {
    return bare(name).field("v", a.string());
  }

  private static Model bare(String name) {
    return a.model(name).authorization(allow.publicApiKey(), allow.authenticated().to(READ));
  }

  private static CustomCall call(String name) {
    return call(name, a.floating());
  }

  private static CustomCall call(String name, FieldType answer) {
    return a.query(name)
        .returns(answer)
        .handler(a.handler.function("fn"))
        .authorization(allow.publicApiKey());
  }
}
