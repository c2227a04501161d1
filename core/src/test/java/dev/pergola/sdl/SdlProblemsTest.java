package dev.pergola.sdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pergola.dsl.Schema;
import dev.pergola.sdl.SdlProblem.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document may not hold: because it is wrong, or because it is too early. */
class SdlProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a String @index(queryField: "q")                  | @index
          a String @primaryKey                              | @primaryKey
          id ID! @primaryKey(sortKeyFields: ["b"])          | @primaryKey
          a String @validate(type: minLength, value: "6")   | @validate
          a String @auth(rules: [{allow: private}])         | @auth
          a String @function(name: "f")                     | @function
          a Post                                            | a relation to 'Post'
          a [Post]                                          | a relation to 'Post'
          a Location                                        | the custom type 'Location'
          """)
  void aFieldsFeatureThatIsNotReadYetIsNamed(String field, String what) {
    String name = field.substring(0, field.indexOf(' '));
    String type = field.substring(field.indexOf(' ') + 1);

    SdlException thrown =
        failure(
            "type Post @model @auth(rules: [{allow: private}]) {\n  %s: %s\n}\n"
                    .formatted(name, type)
                + "type Location { x: Int }");

    assertThat(thrown).isInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems().get(0))
        .hasToString(
            "2:%d: Type 'Post', field '%s': %s is not supported yet. Leave it out, or wait for a version that reads it."
                .formatted(what.startsWith("@") ? 3 + field.indexOf('@') + 1 : 3, name, what));
  }

  @Test
  void everyPlaceThatIsNotReadYetIsNamedAtOnce() {
    SdlException thrown =
        failure(
            """
            type Post @model(queries: {get: null}, timestamps: null) @auth(rules: [{allow: private}]) {
              comments: [Comment] @hasMany(references: ["postId"])
            }
            type Comment @model @auth(rules: [{allow: private}]) @refersTo(name: "c") {
              postId: ID
              post: Post @belongsTo(references: ["postId"])
            }
            type Location { x: Int }
            type Query { echo(msg: String!): String @function(name: "f") }
            input Point { x: Int }
            interface Block { x: Int }
            union Part = Post | Comment
            """);

    assertThat(thrown).isInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems()).extracting(SdlProblem::kind).containsOnly(Kind.NOT_SUPPORTED);
    assertThat(thrown.problems())
        .extracting(problem -> problem.toString().replaceFirst(" is not supported yet.*", ""))
        .containsExactly(
            "1:18: Type 'Post': the argument 'queries' of @model",
            "1:40: Type 'Post': the argument 'timestamps' of @model",
            "2:3: Type 'Post', field 'comments': a relation to 'Comment'",
            "2:23: Type 'Post', field 'comments': @hasMany",
            "4:54: Type 'Comment': @refersTo",
            "6:3: Type 'Comment', field 'post': a relation to 'Post'",
            "6:14: Type 'Comment', field 'post': @belongsTo",
            "8:1: Type 'Location': a type without @model",
            "9:1: Type 'Query': a custom operation",
            "10:1: The input 'Point'",
            "11:1: The interface 'Block'",
            "12:1: The union 'Part'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a: Ghost                              | the document has no type 'Ghost'. Declare it, or use a scalar as String or AWSDate.
          a: [[String]]                         | a list of lists cannot be stored. Use one list, or AWSJSON.
          a(x: Int): String                     | a field of a model has no arguments. Remove them.
          a: String @shiny                      | @shiny is no directive of a field. Remove it.
          a: [String] @default(value: "x")      | @default is for single scalars only. Remove it.
          a: Mood @default(value: "A")          | @default is for single scalars only. Remove it.
          a: String @default                    | @default takes one text, as in @default(value: "1").
          a: Int @default(value: 3)             | @default takes one text, as in @default(value: "1").
          a: Int @default(value: "many")        | @default(value: "many") is no Int. Give a value of the type.
          a: Int @default(value: "2147483648")  | @default(value: "2147483648") is no Int. Give a value of the type.
          a: Float @default(value: "NaN")       | @default(value: "NaN") is no Float. Give a value of the type.
          a: Boolean @default(value: "yes")     | @default(value: "yes") is no Boolean. Give a value of the type.
          """)
  void aFieldThatIsWrongIsNamed(String field, String what) {
    SdlException thrown =
        failure(
            "type Post @model @auth(rules: [{allow: private}]) {\n  %s\n}\nenum Mood { A }"
                .formatted(field));

    assertThat(thrown).isNotInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems())
        .singleElement()
        .extracting(SdlProblem::line, SdlProblem::kind, SdlProblem::text)
        .containsExactly(2, Kind.WRONG, "Type 'Post', field 'a': " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                  | 'allow' has to be public, private, owner, groups or custom.
          {allow: everyone}                                   | 'allow' has to be public, private, owner, groups or custom.
          {allow: public, provider: userPools}                | 'provider' has to be apiKey or identityPool.
          {allow: private, provider: apiKey}                  | 'provider' has to be userPools, oidc or identityPool.
          {allow: owner, provider: identityPool}              | 'provider' has to be userPools or oidc.
          {allow: custom, provider: lambda}                   | 'provider' has to be function.
          {allow: groups}                                     | a group rule has either 'groups' or 'groupsField'.
          {allow: groups, groups: ["A"], groupsField: "team"} | a group rule has either 'groups' or 'groupsField'.
          {allow: groups, groups: [A]}                        | 'groups' takes texts in quotes.
          {allow: private, operations: ["read"]}              | 'operations' takes words without quotes.
          {allow: private, operations: [fly]}                 | 'fly' is no operation. Use: create, delete, get, list, listen, read, search, sync, update.
          {allow: private, ownerField: "owner"}               | 'ownerField' has no meaning in this rule. It may have: allow, operations, provider.
          {allow: owner, allow: owner}                        | 'allow' is given twice. Give it once.
          """)
  void aRuleThatIsWrongIsNamed(String rule, String what) {
    SdlException thrown =
        failure("type Post @model @auth(rules: [\n  %s\n]) { a: String }".formatted(rule));

    assertThat(thrown).isNotInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems())
        .extracting(SdlProblem::toString)
        .containsExactly("2:3: Type 'Post', @auth: " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type Post @model @auth { a: String }                            | 1:18 | Type 'Post': @auth takes rules alone, as in @auth(rules: [...]).
          type Post @model @auth(rules: [private]) { a: String }          | 1:32 | Type 'Post', @auth: a rule is an object, as in {allow: owner}.
          type Post implements Node @model { a: String }                  | 1:1  | Type 'Post': a model implements no interface. Remove it.
          type Post @model @shiny { a: String }                           | 1:18 | Type 'Post': @shiny is no directive of a model. Remove it, or use @model and @auth.
          enum E @shiny { A }                                             | 1:8  | Enum 'E': @shiny has no meaning on an enum. Remove it.
          scalar Money                                                    | 1:1  | Only types and enums make a schema, and here stands another definition. Remove it.
          { listPosts { id } }                                            | 1:1  | Only types and enums make a schema, and here stands another definition. Remove it.
          extend type Post { a: String }                                  | 1:1  | A type is extended. Write all of it in one place.
          """)
  void aDefinitionThatIsWrongIsNamed(String sdl, String where, String what) {
    assertThat(failure(sdl).problems())
        .extracting(SdlProblem::toString)
        .containsExactly(where + ": " + what);
  }

  @Test
  void oneMistakeMakesTheWholeDocumentWrong() {
    SdlException thrown = failure("type Post @model { a: String @index(name: \"x\") b: Ghost }");

    assertThat(thrown).isNotInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems())
        .extracting(SdlProblem::kind)
        .isEqualTo(List.of(Kind.NOT_SUPPORTED, Kind.WRONG));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type {                | 1:6
          type Post { a: String | 1:22
          ``                    | 1:1
          """)
  void aTextThatIsNoDocumentIsWrongWhereItBreaks(String sdl, String where) {
    SdlException thrown = failure(sdl);

    assertThat(thrown).isNotInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems()).singleElement().asString().startsWith(where + ": ");
  }

  @Test
  void aDeepDocumentIsRefusedBeforeItIsParsed() {
    SdlException thrown = failure("type Post @model { a: " + "[".repeat(100_000));

    assertThat(thrown.problems())
        .singleElement()
        .hasToString("1:54: The document nests deeper than 32 brackets.");
  }

  @Test
  void bracketsInStringsAndCommentsDoNotCount() {
    String brackets = "[{(".repeat(40);

    Schema schema =
        SdlReader.read(
            """
            # %1$s
            \"""
            %1$s \\\""" %1$s
            \"""
            type Post @model { a: String @default(value: "\\" %1$s") }
            """
                .formatted(brackets));

    assertThat(schema).isNotNull();
  }

  private static SdlException failure(String sdl) {
    SdlException thrown = catchThrowableOfType(SdlException.class, () -> SdlReader.read(sdl));
    assertThat(thrown).as("the document is refused").isNotNull();
    return thrown;
  }
}
