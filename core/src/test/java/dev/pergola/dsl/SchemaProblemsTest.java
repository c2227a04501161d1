package dev.pergola.dsl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.GET;
import static dev.pergola.dsl.Operation.LISTEN;
import static dev.pergola.dsl.Operation.READ;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake that a schema can hold, and the line that its author reads (spec: schema 11). */
class SchemaProblemsTest {

  private static final Set<Mode> ALL = EnumSet.allOf(Mode.class);

  /** A mistake in both behaviours. */
  static Stream<Mistake> mistakes() {
    return Stream.of(
        new Mistake(
            "empty schema",
            a.schema(),
            "Schema: a.schema(...) has no model and no operation. Give it at least one a.model(...)."),
        new Mistake(
            "schema of enums alone",
            a.schema(a.enumType("E", "A")),
            "Schema: a.schema(...) has no model and no operation. Give it at least one a.model(...)."),
        new Mistake(
            "empty model",
            a.schema(a.model("Plain").authorization(allow.publicApiKey())),
            "Model 'Plain': a.model(\"Plain\") has no field. Give it at least one .field(name, type)."),
        new Mistake(
            "no rule anywhere",
            a.schema(a.model("Plain").field("v", a.string())),
            "Model 'Plain': a.model(\"Plain\") has no authorization rule, and neither has the schema."
                + " Add .authorization(...) to the model or to the schema; without a rule nobody may"
                + " do anything."),
        new Mistake(
            "no rule in the call",
            a.schema(plain().authorization()),
            "Model 'Plain': .authorization() gives no rule. Give at least one, or leave the call out."),
        new Mistake(
            "rules in two calls",
            a.schema(plain().authorization(allow.owner()).authorization(allow.publicApiKey())),
            "Model 'Plain': .authorization(...) is called 2 times. Give all rules in one call."),
        // Names.
        new Mistake(
            "two models of one name",
            a.schema(open("Same"), open("Same")),
            "Model 'Same': \"Same\" is the name of more than one part of the schema."
                + " Give each part a name of its own."),
        new Mistake(
            "a model and an enum of one name",
            a.schema(a.enumType("Same", "A"), open("Same")),
            "Model 'Same': \"Same\" is the name of more than one part of the schema."
                + " Give each part a name of its own."),
        new Mistake(
            "field declared twice",
            a.schema(open("Plain").field("v", a.integer())),
            "Model 'Plain', field 'v': a.integer() declares the field a second time."
                + " Declare each field once."),
        new Mistake(
            "model name with a space",
            a.schema(open("Two Words")),
            "Model 'Two Words': \"Two Words\" is not a GraphQL name."
                + " Use letters, digits and underscores, and begin with a letter or an underscore."),
        new Mistake(
            "model name of GraphQL's own",
            a.schema(open("__Type")),
            "Model '__Type': \"__Type\" begins with two underscores, which GraphQL keeps for itself."
                + " Begin it with a letter or a single underscore."),
        new Mistake(
            "empty field name",
            a.schema(open("Plain").field("", a.string())),
            "Model 'Plain', field '': \"\" is not a GraphQL name."
                + " Use letters, digits and underscores, and begin with a letter or an underscore."),
        new Mistake(
            "field name with a hyphen",
            a.schema(open("Plain").field("first-name", a.string())),
            "Model 'Plain', field 'first-name': \"first-name\" is not a GraphQL name."
                + " Use letters, digits and underscores, and begin with a letter or an underscore."),
        new Mistake(
            "field name of GraphQL's own",
            a.schema(open("Plain").field("__typename", a.string())),
            "Model 'Plain', field '__typename': \"__typename\" begins with two underscores, which"
                + " GraphQL keeps for itself. Begin it with a letter or a single underscore."),
        new Mistake(
            "field name of the filter's",
            a.schema(open("Plain").field("not", a.string())),
            "Model 'Plain', field 'not': \"not\" is a word of every filter."
                + " Use another name than and, or, not."),
        new Mistake(
            "root type",
            a.schema(open("Query")),
            "Model 'Query': type 'Query' has the name of a type that every API has."
                + " Choose another name."),
        new Mistake(
            "scalar",
            a.schema(open("AWSDate")),
            "Model 'AWSDate': type 'AWSDate' has the name of a type that every API has."
                + " Choose another name."),
        new Mistake(
            "fixed input",
            a.schema(open("Plain"), a.enumType("ModelSizeInput", "A")),
            "Enum 'ModelSizeInput': type 'ModelSizeInput' has the name of a type that every API has."
                + " Choose another name."),
        new Mistake(
            "enum whose filter is a fixed input",
            a.schema(a.enumType("Size", "S"), open("Plain").field("size", a.ref("Size"))),
            "Enum 'Size': type 'ModelSizeInput' has the name of a type that every API has."
                + " Choose another name."),
        new Mistake(
            "declared name that a model generates",
            a.schema(open("Post"), a.enumType("ModelPostConnection", "A")),
            "Model 'Post': type 'ModelPostConnection' is also made for Enum 'ModelPostConnection'."
                + " Rename one of the two."),
        new Mistake(
            "inline enum and declared enum of one name",
            a.schema(
                a.enumType("PlainV", "Z"),
                a.model("Plain").field("v", a.enumOf("A")).authorization(allow.publicApiKey())),
            "Model 'Plain', field 'v': type 'PlainV' is also made for Enum 'PlainV'."
                + " Rename one of the two."),
        new Mistake(
            "two inline enums of one name",
            a.schema(
                open("Post").field("aB", a.enumOf("A")), open("PostA").field("b", a.enumOf("A"))),
            "Model 'PostA', field 'b': type 'PostAB' is also made for Model 'Post', field 'aB'."
                + " Rename one of the two."),
        new Mistake(
            "names that differ in the first letter's case",
            a.schema(open("pet"), open("Pet")),
            "Model 'Pet': type 'ModelPetConnection' is also made for Model 'pet'."
                + " Rename one of the two."),
        new Mistake(
            "two list queries of one name",
            a.schema(open("User"), open("Users")),
            "Model 'Users': query 'listUsers' is also made for Model 'User'."
                + " Rename one of the two."),

        // Enums.
        new Mistake(
            "enum without values",
            a.schema(open("Plain"), a.enumType("Bad")),
            "Enum 'Bad': the enum has no value. Give it at least one."),
        new Mistake(
            "inline enum without values",
            a.schema(open("Plain").field("e", a.enumOf())),
            "Model 'Plain', field 'e': the enum has no value. Give it at least one."),
        new Mistake(
            "value given twice",
            a.schema(open("Plain"), a.enumType("Bad", "A", "B", "A")),
            "Enum 'Bad': value \"A\" is given twice. Give each value once."),
        new Mistake(
            "value with white space",
            a.schema(open("Plain"), a.enumType("Bad", "one two")),
            "Enum 'Bad': value \"one two\" holds white space. Write it as one word, as in NOT_YET."),
        new Mistake(
            "value that is no name",
            a.schema(open("Plain"), a.enumType("Bad", "1st")),
            "Enum 'Bad': value \"1st\" is not a GraphQL name."
                + " Use letters, digits and underscores, and begin with a letter or an underscore."),
        new Mistake(
            "value of GraphQL's own",
            a.schema(open("Plain"), a.enumType("Bad", "true")),
            "Enum 'Bad': value \"true\" is a word of GraphQL."
                + " Use another word than true, false and null."),
        new Mistake(
            "unknown enum",
            a.schema(open("Plain").field("e", a.ref("Stauts")), a.enumType("Status", "A")),
            "Model 'Plain', field 'e': a.ref(\"Stauts\") names nothing in the schema."
                + " Known enums and custom types: Status."),
        new Mistake(
            "ref to a model",
            a.schema(open("Plain").field("e", a.ref("Plain"))),
            "Model 'Plain', field 'e': a.ref(\"Plain\") names a model, whose records cannot stand"
                + " here. Known enums and custom types: none."),

        // Keys and defaults.
        new Mistake(
            "key that is a list",
            a.schema(open("Plain").field("id", a.id().required().array())),
            "Model 'Plain', field 'id': a.id().required().array() cannot be a key, which a field"
                + " named id is. Use a single a.id(), a.string(), a number or a date, or another name"
                + " for the field."),
        new Mistake(
            "boolean key",
            a.schema(open("Plain").field("id", a.bool())),
            "Model 'Plain', field 'id': a.bool() cannot be a key, which a field named id is."
                + " Use a single a.id(), a.string(), a number or a date, or another name for the"
                + " field."),
        new Mistake(
            "enum key",
            a.schema(open("Plain").field("id", a.enumOf("A"))),
            "Model 'Plain', field 'id': a.enumOf(\"A\") cannot be a key, which a field named id is."
                + " Use a single a.id(), a.string(), a number or a date, or another name for the"
                + " field."),
        new Mistake(
            "default that is no number",
            a.schema(open("Plain").field("n", a.floating().defaultValue(Double.NaN))),
            "Model 'Plain', field 'n': a.floating().defaultValue(NaN) has a default value that is no"
                + " Float. Give a value that a client could send for the field."),
        new Mistake(
            "default that is no JSON",
            a.schema(open("Plain").field("j", a.json().required().defaultValue("{"))),
            "Model 'Plain', field 'j': a.json().required().defaultValue(\"{\") has a default value"
                + " that is no AWSJSON. Give a value that a client could send for the field."),

        // Rules.
        new Mistake(
            "read and a part of it",
            a.schema(plain().authorization(allow.owner().to(READ, LISTEN))),
            "Model 'Plain': allow.owner().to(READ, LISTEN) names LISTEN beside READ, which holds it"
                + " already. Keep READ for all ways of reading, or name only the ways you mean."),
        new Mistake(
            "one role twice",
            a.schema(plain().authorization(allow.owner(), allow.owner().to(GET))),
            "Model 'Plain': allow.owner().to(GET) is for the same callers as allow.owner()."
                + " Say in one rule all that they may do."),
        new Mistake(
            "one role under two names",
            a.schema(
                plain()
                    .authorization(
                        allow.groups("A", "B"), allow.group("B", Provider.USER_POOLS).to(GET))),
            "Model 'Plain': allow.group(\"B\", USER_POOLS).to(GET) is for the same callers as"
                + " allow.groups(\"A\", \"B\"). Say in one rule all that they may do."),
        new Mistake(
            "no group",
            a.schema(plain().authorization(allow.groups())),
            "Model 'Plain': allow.groups() names no group. Name at least one."),
        new Mistake(
            "empty group",
            a.schema(plain().authorization(allow.group(" "))),
            "Model 'Plain': allow.group(\" \") names an empty group. Give the group's name."),
        new Mistake(
            "empty claim",
            a.schema(plain().authorization(allow.owner().identityClaim("sub::"))),
            "Model 'Plain': allow.owner().identityClaim(\"sub::\") names an empty claim."
                + " Give the claim's name, or leave the call out for the default."),
        new Mistake(
            "owner of the identity pool",
            a.schema(plain().authorization(allow.owner(Provider.IDENTITY_POOL))),
            "Model 'Plain': allow.owner(IDENTITY_POOL) asks the identity pool for a name or a group,"
                + " and it has neither. Use Provider.USER_POOLS or Provider.OIDC."),
        new Mistake(
            "owner field that is a number",
            a.schema(
                plain().field("keeper", a.integer()).authorization(allow.ownerDefinedIn("keeper"))),
            "Model 'Plain', field 'keeper': allow.ownerDefinedIn(\"keeper\") needs a single string,"
                + " and the field holds Int. Use a.string(), or another rule."),
        new Mistake(
            "owner field that is an enum",
            a.schema(plain().field("owner", a.enumOf("A")).authorization(allow.owner())),
            "Model 'Plain', field 'owner': allow.owner() needs a single string, and the field holds"
                + " PlainOwner. Use a.string(), or another rule."),
        new Mistake(
            "owner field that is a list",
            a.schema(plain().field("owner", a.string().array()).authorization(allow.owner())),
            "Model 'Plain', field 'owner': allow.owner() needs a single string, and the field holds a"
                + " list of String. Use a.string(), or another rule."),
        new Mistake(
            "owners field that is no list",
            a.schema(plain().authorization(allow.ownersDefinedIn("v"))),
            "Model 'Plain', field 'v': allow.ownersDefinedIn(\"v\") needs a list of strings, and the"
                + " field holds String. Use a.string().array(), or another rule."),
        new Mistake(
            "undeclared owner field, single and list",
            a.schema(
                plain()
                    .authorization(
                        allow.ownerDefinedIn("x"),
                        allow.ownersDefinedIn("x").identityClaim("sub"))),
            "Model 'Plain', field 'x': allow.ownersDefinedIn(\"x\").identityClaim(\"sub\") needs a list"
                + " of strings, and the field holds String. Use a.string().array(), or another rule."),
        new Mistake(
            "owner field that is no name",
            a.schema(plain().authorization(allow.ownerDefinedIn("a b"))),
            "Model 'Plain', field 'a b': \"a b\" is not a GraphQL name."
                + " Use letters, digits and underscores, and begin with a letter or an underscore."),
        new Mistake(
            "owner field that is the implicit id",
            a.schema(plain().authorization(allow.ownerDefinedIn("id"))),
            "Model 'Plain', field 'id': allow.ownerDefinedIn(\"id\") names a field that every create"
                + " fills by itself. Declare the field, or use another."),
        new Mistake(
            "group field of another type",
            a.schema(plain().field("team", a.bool()).authorization(allow.groupDefinedIn("team"))),
            "Model 'Plain', field 'team': allow.groupDefinedIn(\"team\") needs a single string, and the"
                + " field holds Boolean. Use a.string(), or another rule."),
        new Mistake(
            "rule of the schema that does not fit a model",
            a.schema(plain().field("team", a.bool())).authorization(allow.groupDefinedIn("team")),
            "Model 'Plain', field 'team': allow.groupDefinedIn(\"team\") needs a single string, and the"
                + " field holds Boolean. Use a.string(), or another rule."));
  }

  /** A mistake that the original takes in silence. */
  static Stream<Mistake> mistakesOfSafe() {
    return Stream.of(
        new Mistake(
            "group field that is not declared",
            a.schema(plain().authorization(allow.groupDefinedIn("team"))),
            "Model 'Plain': allow.groupDefinedIn(\"team\") names no field of the model."
                + " Declare the field; declared are: v."),
        new Mistake(
            "nothing granted",
            a.schema(plain().authorization(allow.publicApiKey().to())),
            "Model 'Plain': allow.publicApiKey().to() grants nothing."
                + " Name at least one operation, or leave .to() out to grant all."),
        new Mistake(
            "timestamp that cannot be filled",
            a.schema(open("Plain").field("createdAt", a.integer().required())),
            "Model 'Plain', field 'createdAt': a.integer().required() cannot hold the time that every"
                + " write stores in it. Use a.datetime() or a.string(), or another name for the"
                + " field."));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isReportedWhateverTheBehavior(Mistake mistake) {
    assertThat(lines(mistake.schema, ALL, Behavior.SAFE)).containsExactly(mistake.line);
    assertThat(lines(mistake.schema, ALL, Behavior.APPSYNC)).containsExactly(mistake.line);
  }

  @ParameterizedTest
  @MethodSource("mistakesOfSafe")
  void isReportedUnlessTheOriginalIsFollowed(Mistake mistake) {
    assertThat(lines(mistake.schema, ALL, Behavior.SAFE)).containsExactly(mistake.line);
    assertThat(mistake.schema.resolve(ALL, Behavior.APPSYNC).models()).hasSize(1);
  }

  static Stream<ModelFieldType> illegalDefaults() {
    return Stream.of(
        a.date().defaultValue("2023-02-29"),
        a.time().defaultValue("noon"),
        a.datetime().defaultValue("2024-01-01"),
        a.timestamp().defaultValue(Long.MAX_VALUE),
        a.email().defaultValue("nobody"),
        a.phone().defaultValue("call me"),
        a.url().defaultValue("example"),
        a.ipAddress().defaultValue("127.0.0.256"),
        a.json().defaultValue("{k:1}"),
        a.floating().defaultValue(Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("illegalDefaults")
  void aDefaultHasToBeWhatAClientCouldSend(ModelFieldType type) {
    Schema schema = a.schema(open("Plain").field("f", type));

    assertThat(lines(schema, ALL, Behavior.SAFE))
        .singleElement()
        .asString()
        .contains("Model 'Plain', field 'f'", ".defaultValue(", "has a default value that is no ");
  }

  @ParameterizedTest
  @EnumSource(names = "IAM", mode = EnumSource.Mode.EXCLUDE)
  void aRuleNeedsItsModeConfigured(Mode mode) {
    Schema schema = a.schema(plain().authorization(ruleOf(mode)));
    Set<Mode> others = EnumSet.complementOf(EnumSet.of(mode));

    for (Behavior behavior : Behavior.values()) {
      assertThat(lines(schema, others, behavior))
          .singleElement()
          .asString()
          .contains("is for callers of the mode " + mode + ", which is not configured");
    }
  }

  @Test
  void theOriginalAlwaysHasIam() {
    Schema schema = a.schema(plain().authorization(allow.guest()));
    Set<Mode> modes = Set.of(Mode.USER_POOL, Mode.API_KEY);

    SchemaModel appsync = schema.resolve(modes, Behavior.APPSYNC);

    assertThat(appsync.models()).hasSize(1);
    assertThat(lines(schema, modes, Behavior.SAFE))
        .containsExactly(
            "Model 'Plain': allow.guest() is for callers of the mode IAM, which is not configured."
                + " Configure the mode, or use a rule for one of: API_KEY, USER_POOL.");
  }

  @Test
  void aMistakeInARuleOfTheSchemaIsReportedOnce() {
    Schema schema =
        a.schema(a.model("One").field("v", a.string()), a.model("Two").field("v", a.string()))
            .authorization(allow.authenticated().to(READ, GET));

    assertThat(lines(schema, ALL, Behavior.SAFE))
        .containsExactly(
            "Schema: allow.authenticated().to(READ, GET) names GET beside READ, which holds it"
                + " already. Keep READ for all ways of reading, or name only the ways you mean.");
  }

  @Test
  void allProblemsComeAtOnceInTheOrderOfTheSchema() {
    Schema schema =
        a.schema(
            a.enumType("Bad", "one two"),
            a.model("Post")
                .field("v", a.ref("Nope"))
                .field("v", a.string())
                .field("n", a.integer())
                .authorization(allow.groupsDefinedIn("n"), allow.custom().to()),
            a.model("Empty"));

    SchemaException thrown = failure(schema, Set.of(Mode.USER_POOL), Behavior.SAFE);

    assertThat(thrown.problems())
        .extracting(problem -> problem.model().orElse("") + "/" + problem.field().orElse(""))
        .containsExactly("/", "Post/", "Post/", "Post/v", "Post/v", "Post/n", "Empty/", "Empty/");
    assertThat(thrown)
        .hasMessageStartingWith("The schema has 8 problems:")
        .hasMessageContaining("\n  Enum 'Bad': value \"one two\" holds white space.");
  }

  @Test
  void aProblemSaysPlaceGivenValueFaultAndRemedy() {
    Schema schema = a.schema(open("Post").field("status", a.ref("Stauts")));

    SchemaProblem problem = failure(schema, ALL, Behavior.SAFE).problems().get(0);

    assertThat(problem.model()).hasValue("Post");
    assertThat(problem.field()).hasValue("status");
    assertThat(problem.given()).isEqualTo("a.ref(\"Stauts\")");
    assertThat(problem.fault()).isEqualTo("names nothing in the schema");
    assertThat(problem.remedy()).isEqualTo("Known enums and custom types: none.");
  }

  private static Model plain() {
    return a.model("Plain").field("v", a.string());
  }

  private static Model open(String name) {
    return a.model(name).field("v", a.string()).authorization(allow.publicApiKey());
  }

  private static AuthRule.ForModel ruleOf(Mode mode) {
    return switch (mode) {
      case API_KEY -> allow.publicApiKey();
      case USER_POOL -> allow.owner();
      case OIDC -> allow.authenticated(Provider.OIDC);
      case IAM -> allow.guest();
      case LAMBDA -> allow.custom();
    };
  }

  private static List<String> lines(Schema schema, Set<Mode> modes, Behavior behavior) {
    return failure(schema, modes, behavior).problems().stream()
        .map(SchemaProblem::toString)
        .toList();
  }

  private static SchemaException failure(Schema schema, Set<Mode> modes, Behavior behavior) {
    SchemaException thrown =
        catchThrowableOfType(SchemaException.class, () -> schema.resolve(modes, behavior));
    assertThat(thrown).as("the schema is refused").isNotNull();
    return thrown;
  }

  /** One schema with one mistake. */
  record Mistake(String name, Schema schema, String line) {
    @Override
    public String toString() {
      return name;
    }
  }
}
