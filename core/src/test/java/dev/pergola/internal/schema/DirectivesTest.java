package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.CREATE;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.GET;
import static dev.pergola.dsl.Operation.LIST;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Model;
import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Provider;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the schema's text says about who may ask for what, in AppSync's directives. */
class DirectivesTest {

  private static final String KEY = "@aws_api_key";
  private static final String IAM = "@aws_iam";
  private static final String POOL = "@aws_cognito_user_pools";
  private static final String OIDC = "@aws_oidc";
  private static final String LAMBDA = "@aws_lambda";

  @Test
  void aFieldNamesTheModesThatARuleAllows() {
    Model post =
        a.model("Post")
            .field("text", a.string())
            .authorization(
                allow.publicApiKey().to(READ),
                allow.owner().to(CREATE),
                allow.authenticated(Provider.OIDC).to(CREATE, DELETE),
                allow.custom().to(GET));

    Directives directives = directives(Mode.USER_POOL, a.schema(post));

    assertThat(text(directives, "Query", "getPost")).isEqualTo(KEY + " " + IAM + " " + LAMBDA);
    assertThat(text(directives, "Query", "listPosts")).isEqualTo(KEY + " " + IAM);
    assertThat(text(directives, "Mutation", "createPost")).isEqualTo(POOL + " " + IAM + " " + OIDC);
    assertThat(text(directives, "Mutation", "deletePost")).isEqualTo(IAM + " " + OIDC);
    assertThat(text(directives, "Subscription", "onDeletePost"))
        .isEqualTo(KEY + " " + IAM + " @aws_subscribe(mutations: [\"deletePost\"])");
    assertThat(text(directives, "ModelPostConnection")).isEqualTo(KEY + " " + IAM);
    assertThat(text(directives, "Post")).isEqualTo(String.join(" ", KEY, POOL, IAM, LAMBDA, OIDC));
  }

  @Test
  void whatNoRuleAllowsStaysReachableForTheDefaultMode() {
    Model post =
        a.model("Post").field("text", a.string()).authorization(allow.authenticated().to(READ));

    Directives directives = directives(Mode.API_KEY, a.schema(post));

    assertThat(text(directives, "Mutation", "updatePost")).isEqualTo(KEY + " " + IAM);
    assertThat(text(directives, "Post")).isEqualTo(KEY + " " + POOL + " " + IAM);
    assertThat(text(directives, "ModelPostConnection")).isEqualTo(POOL + " " + IAM);
  }

  @Test
  void deleteIsAboutEveryField() {
    Model post =
        a.model("Post")
            .field("text", a.string())
            .field("note", a.string().authorization(allow.owner(), allow.groups("Editors")))
            .authorization(allow.publicApiKey(), allow.groups("Editors", "Admins"));

    Directives directives = directives(Mode.OIDC, a.schema(post));

    assertThat(text(directives, "Mutation", "deletePost")).isEqualTo(POOL + " " + IAM);
    assertThat(text(directives, "Mutation", "updatePost")).isEqualTo(KEY + " " + POOL + " " + IAM);
  }

  @Test
  void whereIamIsTheDefaultItGoesWithoutSaying() {
    Model leaflet =
        a.model("Leaflet").field("text", a.string()).authorization(allow.guest().to(READ));

    Directives directives = directives(Mode.IAM, a.schema(leaflet));

    assertThat(text(directives, "Leaflet")).isEmpty();
    assertThat(text(directives, "Query", "getLeaflet")).isEmpty();
    assertThat(text(directives, "Subscription", "onCreateLeaflet"))
        .isEqualTo("@aws_subscribe(mutations: [\"createLeaflet\"])");
  }

  @Test
  void anIndexIsReachedByThoseWhoMayGetOrList() {
    Model post =
        a.model("Post")
            .field("text", a.string())
            .secondaryIndexes(a.index("text"))
            .disableOperations(ModelOperation.LIST)
            .authorization(allow.publicApiKey().to(GET), allow.custom().to(LIST));

    Directives directives = directives(Mode.USER_POOL, a.schema(post));

    assertThat(text(directives, "Query", "listPostByText"))
        .isEqualTo(KEY + " " + IAM + " " + LAMBDA);
    assertThat(text(directives, "ModelPostConnection")).isEqualTo(KEY + " " + IAM + " " + LAMBDA);
  }

  @Test
  void aConnectionIsReachedThroughParents() {
    Schema schema =
        a.schema(
            a.model("Team")
                .field("members", a.hasMany("Player", "teamId"))
                .authorization(allow.custom()),
            a.model("Player")
                .field("teamId", a.id())
                .field("team", a.belongsTo("Team", "teamId"))
                .authorization(allow.authenticated()));

    assertThat(text(directives(Mode.API_KEY, schema), "ModelPlayerConnection"))
        .isEqualTo(POOL + " " + IAM + " " + LAMBDA);
  }

  @Test
  void aCustomTypeThatIsMetAgainIsReachedByTheDefaultModeToo() {
    Schema once =
        a.schema(
            a.customType("Money").field("cents", a.integer()),
            a.model("Post").field("price", a.ref("Money")).authorization(allow.authenticated()));
    Schema again =
        a.schema(
            a.customType("Coin").field("cents", a.integer()),
            a.customType("Money").field("coin", a.ref("Coin")),
            a.model("Post").field("price", a.ref("Money")).authorization(allow.authenticated()),
            a.model("Page").field("price", a.ref("Money")).authorization(allow.custom()));

    assertThat(text(directives(Mode.API_KEY, once), "Money")).isEqualTo(POOL + " " + IAM);
    assertThat(text(directives(Mode.API_KEY, again), "Money"))
        .isEqualTo(String.join(" ", KEY, POOL, IAM, LAMBDA));
    assertThat(text(directives(Mode.API_KEY, again), "Coin"))
        .isEqualTo(String.join(" ", KEY, POOL, IAM, LAMBDA));
  }

  @Test
  void operationsOfTheApisOwnResolversNameGroups() {
    Schema schema =
        a.schema(
            a.customType("Detail").field("score", a.integer()),
            a.customType("Answer").field("detail", a.ref("Detail")),
            a.query("own")
                .returns(a.ref("Answer"))
                .handler(a.handler.custom("own"))
                .authorization(allow.groups("Admins", "Editors"), allow.publicApiKey()),
            a.mutation("both")
                .returns(a.string())
                .handler(a.handler.custom("both"))
                .authorization(allow.group("Admins"), allow.authenticated()),
            a.mutation("coded")
                .returns(a.string())
                .handler(a.handler.function("coded"))
                .authorization(allow.group("Admins")),
            a.subscription("onCoded").on(a.ref("coded")).authorization(allow.group("Admins")),
            a.subscription("onBoth")
                .on(a.ref("both"))
                .handler(a.handler.function("listen"))
                .authorization(allow.group("Admins")));

    Directives directives = directives(Mode.API_KEY, schema);

    String groups = "@aws_cognito_user_pools(cognito_groups: [\"Admins\", \"Editors\"])";
    assertThat(text(directives, "Subscription", "onCoded"))
        .startsWith("@aws_cognito_user_pools(cognito_groups: [\"Admins\"]) ");
    assertThat(text(directives, "Subscription", "onBoth")).startsWith(POOL + " ");
    assertThat(text(directives, "Query", "own")).isEqualTo(KEY + " " + groups + " " + IAM);
    assertThat(text(directives, "Answer")).isEqualTo(KEY + " " + groups + " " + IAM);
    assertThat(text(directives, "Detail")).isEqualTo(KEY + " " + groups + " " + IAM);
    assertThat(text(directives, "Mutation", "both")).isEqualTo(POOL + " " + IAM);
    assertThat(text(directives, "Mutation", "coded")).isEqualTo(POOL + " " + IAM);
    assertThat(text(directives, "Query")).isEqualTo(IAM);
    assertThat(text(directives, "Mutation")).isEqualTo(IAM);
    assertThat(text(directives, "Subscription")).isEqualTo(IAM);
  }

  @Test
  void aSubscriptionNamesItsSources() {
    Schema schema =
        a.schema(
            a.model("Song").field("title", a.string()).authorization(allow.publicApiKey()),
            a.mutation("play")
                .returns(a.ref("Song"))
                .handler(a.handler.function("play"))
                .authorization(allow.publicApiKey()),
            a.subscription("onSong")
                .on(a.ref("Song").mutations(Mutation.CREATE, Mutation.DELETE), a.ref("play"))
                .handler(a.handler.custom("onSong"))
                .authorization(allow.publicApiKey()));

    assertThat(text(directives(Mode.API_KEY, schema), "Subscription", "onSong"))
        .isEqualTo(
            KEY
                + " "
                + IAM
                + " @aws_subscribe(mutations: [\"createSong\", \"deleteSong\", \"play\"])");
  }

  @Test
  void aTypeInAnAnswerIsReachedByWhoeverListensToIt() {
    Schema schema =
        a.schema(
            a.customType("Score").field("points", a.integer()),
            a.mutation("named")
                .returns(a.ref("Score"))
                .handler(a.handler.function("named"))
                .authorization(allow.publicApiKey()),
            a.mutation("inline")
                .returns(a.customType().field("points", a.integer()))
                .handler(a.handler.function("inline"))
                .authorization(allow.publicApiKey()),
            a.subscription("onNamed").on(a.ref("named")).authorization(allow.authenticated()),
            a.subscription("onInline").on(a.ref("inline")).authorization(allow.authenticated()));

    Directives directives = directives(Mode.API_KEY, schema);

    assertThat(text(directives, "Score")).isEqualTo(String.join(" ", KEY, POOL, IAM));
    // The original asks only the mutation that the type stands in.
    assertThat(text(directives, "InlineReturnType")).isEqualTo(KEY + " " + IAM);
  }

  @Test
  void introspectionKnowsNothingOfThem() {
    GeneratedSchema schema =
        SchemaLines.of(
                Behavior.SAFE,
                a.schema(
                    a.model("Post").field("text", a.string()).authorization(allow.publicApiKey())))
            .generated();

    assertThat(schema.schema().getDirectives())
        .extracting(directive -> directive.getName())
        .noneMatch(name -> name.startsWith("aws"));
  }

  @Test
  void aGroupIsQuoted() {
    assertThat(AppliedDirective.ofGroups(Mode.USER_POOL, List.of("a\"b\\")))
        .hasToString("@aws_cognito_user_pools(cognito_groups: [\"a\\\"b\\\\\"])");
  }

  private static Directives directives(Mode defaultMode, Schema schema) {
    return SchemaLines.of(Behavior.APPSYNC, defaultMode, schema).generated().directives();
  }

  private static String text(Directives directives, String type) {
    return directives.ofType(type).stream()
        .map(AppliedDirective::toString)
        .collect(Collectors.joining(" "));
  }

  private static String text(Directives directives, String type, String field) {
    return directives.ofField(type, field).stream()
        .map(AppliedDirective::toString)
        .collect(Collectors.joining(" "));
  }
}
