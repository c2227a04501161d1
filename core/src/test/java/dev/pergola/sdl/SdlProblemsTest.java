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

  @Test
  void everyPlaceThatIsNotReadYetIsNamedAtOnce() {
    SdlException thrown =
        failure(
            """
            type Post @model(timestamps: null) @refersTo(name: "posts") @searchable {
              at: String @mapsTo(name: "time")
              mood: Mood @default(value: "A")
              children: [Post] @hasMany(references: ["parentId"], limit: 5)
            }
            type Log @model(timestamps: {createdAt: "createdOn", updatedAt: null}) { x: Int }
            type Query {
              ask: String @http(url: "https://example.com")
              write: String @generation(aiModel: "m") @auth(rules: [{allow: private}])
              cheap: [Post] @sql(statement: "SELECT 1")
              look: String @predictions(actions: [identifyText])
            }
            type Mutation { talk: String @conversation(aiModel: "m") }
            interface Block { x: Int }
            union Part = Post | Log
            enum Mood { A }
            """);

    assertThat(thrown).isInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems()).extracting(SdlProblem::kind).containsOnly(Kind.NOT_SUPPORTED);
    assertThat(thrown.problems())
        .extracting(problem -> problem.toString().replaceFirst(" is not supported yet.*", ""))
        .containsExactly(
            "1:11: Type 'Post', @model: a model without timestamps",
            "1:36: Type 'Post': @refersTo",
            "1:61: Type 'Post': @searchable",
            "2:14: Type 'Post', field 'at': @mapsTo",
            "3:14: Type 'Post', field 'mood': a default of an enum",
            "4:20: Type 'Post', field 'children', @hasMany: 'limit'",
            "6:29: Type 'Log', @model, timestamps: another name for 'createdAt', or none,",
            "6:29: Type 'Log', @model, timestamps: another name for 'updatedAt', or none,",
            "8:15: Query 'ask': @http",
            "9:17: Query 'write': @generation",
            "10:17: Query 'cheap': @sql",
            "11:16: Query 'look': @predictions",
            "13:30: Mutation 'talk': @conversation",
            "14:1: The interface 'Block'",
            "15:1: The union 'Part'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type Post @model @key(fields: ["a"]) { a: ID! }                                    | Type 'Post': @key is the older form. Use @primaryKey(sortKeyFields: [...])
          type Post @model @versioned { a: ID }                                              | Type 'Post': @versioned is the older form, and has no modern one.
          type Post @model { c: [Post] @connection(name: "x") }                              | Type 'Post', field 'c': @connection is the older form. Use @hasMany(references: ["postId"])
          type Post @model { t: [Post] @manyToMany(relationName: "T") }                      | Type 'Post', field 't': @manyToMany is the older form. Write the join model
          type Post @model { c: [Post] @hasMany(indexName: "byP", fields: ["id"]) }          | Type 'Post', field 'c', @hasMany: 'fields' and 'indexName' are the older form. Name the child's fields
          type Post @model { c: [Post] @hasMany }                                            | Type 'Post', field 'c', @hasMany: 'references' is missing, and fields are never added in silence.
          type Post @model { c: Post @hasOne(fields: ["x"]) }                                | Type 'Post', field 'c', @hasOne: 'fields' and 'indexName' are the older form.
          type Post @model { c: Post @belongsTo(fields: ["x"]) }                             | Type 'Post', field 'c', @belongsTo: 'fields' and 'indexName' are the older form.
          type Post @model(queries: {get: "myGet"}) { a: ID }                                | Type 'Post', @model, queries: the older form may name operations, and here 'get' is always called getPost.
          type Post @model(mutations: {create: "newPost"}) { a: ID }                         | Type 'Post', @model, mutations: the older form may name operations
          type Post @model(subscriptions: {level: public}) { a: ID }                         | Type 'Post', @model, subscriptions: 'level' may be on or off.
          input AMPLIFY { globalAuthRule: AuthRule = {allow: public} }                       | The input 'AMPLIFY' opens every model to everybody
          """)
  void anOlderFormIsAnsweredWithTheModernOne(String sdl, String what) {
    SdlException thrown = failure(sdl);

    assertThat(thrown).isNotInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems())
        .singleElement()
        .extracting(SdlProblem::text)
        .asString()
        .startsWith(what);
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
          a: String @shiny                      | @shiny is no directive of a field of a model. Remove it.
          a: String @aws_api_key                | @aws_api_key would only show in the schema's text here, and protect nothing. Use @auth.
          a: Post                               | 'Post' is a model, and a field leads to one by @hasOne, @hasMany or @belongsTo only. Add the directive.
          a: In                                 | an answer holds types, and 'In' is an input. Declare a type beside it.
          a: Post! @hasOne(references: ["b"])   | a relation is never required, and @hasMany alone is a list. Write Post.
          a: [Post!] @hasMany(references: "b")  | a relation is never required, and @hasMany alone is a list. Write [Post].
          a: Int @validate(type: minLength, value: "1") | @validate(type: minLength) is for String, and the field holds Int. Remove it.
          a: [String] @validate(type: minLength, value: "1") | @validate is for single scalars only. Remove it.
          a: [String] @default(value: "x")      | @default is for single scalars only. Remove it.
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
            "type Post @model @auth(rules: [{allow: private}]) {\n  %s\n}\nenum Mood { A }\ninput In { x: Int }"
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
          {allow: public, provider: userPools}                | 'provider' has to be apiKey or identityPool, and is userPools.
          {allow: private, provider: apiKey}                  | 'provider' has to be userPools, oidc or identityPool, and is apiKey.
          {allow: owner, provider: identityPool}              | 'provider' has to be userPools or oidc, and is identityPool.
          {allow: custom, provider: lambda}                   | 'provider' has to be function, and is lambda.
          {allow: groups, groups: ["A"], groupsField: "team"} | a group rule has either 'groups' or 'groupsField'.
          {allow: groups, groups: [A]}                        | 'groups' takes texts in quotes.
          {allow: private, operations: ["read"]}              | 'operations' takes words without quotes.
          {allow: private, operations: [fly]}                 | 'fly' is no operation. Use: create, delete, get, list, listen, read, search, sync, update.
          {allow: private, ownerField: "owner"}               | 'ownerField' has no meaning here. It may have: allow, operations, provider.
          {allow: owner, allow: owner}                        | 'allow' is given twice. Give it once.
          {allow: owner, ownerField: "f", groups: ["A"]}      | 'groups' has no meaning here. It may have: allow, identityClaim, operations, ownerField, provider.
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
          type Post implements Node @model { a: String }                  | 1:1  | Type 'Post': a type implements no interface here. Remove it.
          type Post @model @shiny { a: String }                           | 1:18 | Type 'Post': @shiny is no directive of a model. Remove it.
          enum E @shiny { A }                                             | 1:8  | Enum 'E': @shiny is no directive of an enum. Remove it.
          scalar Money                                                    | 1:1  | Only types, inputs and enums make a schema, and here stands another definition. Remove it.
          enum E { A true }                                               | 1:12 | An enum has the value 'true', which is a word of GraphQL. Use another word than true, false and null.
          enum E { false }                                                | 1:10 | An enum has the value 'false', which is a word of GraphQL. Use another word than true, false and null.
          enum E { A null B }                                             | 1:12 | An enum has the value 'null', which is a word of GraphQL. Use another word than true, false and null.
          { listPosts { id } }                                            | 1:1  | Only types, inputs and enums make a schema, and here stands another definition. Remove it.
          extend type Post { a: String }                                  | 1:1  | A type is extended. Write all of it in one place.
          """)
  void aDefinitionThatIsWrongIsNamed(String sdl, String where, String what) {
    assertThat(failure(sdl).problems())
        .extracting(SdlProblem::toString)
        .containsExactly(where + ": " + what);
  }

  @Test
  void aSubscriptionAnswersWhatItsSourcesAnswer() {
    SdlException thrown =
        failure(
            """
            type Post @model @auth(rules: [{allow: private}]) { a: String }
            type Mutation { count: Int @aws_api_key }
            type Subscription {
              onCount: String @aws_subscribe(mutations: ["count"]) @aws_api_key
              onPost: Int @aws_subscribe(mutations: ["createPost"]) @aws_api_key
            }
            """);

    assertThat(thrown.problems())
        .extracting(SdlProblem::toString)
        .containsExactly(
            "4:3: Subscription 'onCount': it answers String, and its source is 'count', which"
                + " answers Int. Let it answer Int.",
            "5:3: Subscription 'onPost': it answers Int, and its source is a mutation of 'Post',"
                + " which answers Post. Let it answer Post.");
  }

  @Test
  void oneMistakeMakesTheWholeDocumentWrong() {
    SdlException thrown = failure("type Post @model { a: String @mapsTo(name: \"x\") b: Ghost }");

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
  void mistakesInWhatCanBeReadAreToldAsWell() {
    SdlException thrown =
        failure(
            """
            type Post @model @auth(rules: [{allow: public}]) { a: Ghost comments: [Comment] }
            type Comment @model @auth(rules: [{allow: public}]) { post: Post @belongsTo(references: ["postId"]) }
            type Tag @model @auth(rules: [{allow: public}]) { name: String @index(sortKeyFields: ["nme"]) }
            """);

    assertThat(thrown).isNotInstanceOf(UnsupportedSdlException.class);
    assertThat(thrown.problems())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.line()).isEqualTo(1));
    assertThat(thrown.schemaProblems())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.model()).contains("Tag");
              assertThat(thrown).hasMessageContaining(one.toString());
            });
  }

  @Test
  void whatIsNotSupportedIsNotAllWhenTheRestIsWrong() {
    String union = "union U = Post\n";
    String right = "type Post @model @auth(rules: [{allow: public}]) { a: String }";
    String wrong =
        "type Post @model @auth(rules: [{allow: public}]) { a: String @index(sortKeyFields: [\"b\"]) }";

    assertThat(failure(union + right)).isInstanceOf(UnsupportedSdlException.class);
    assertThat(failure(union + wrong))
        .isNotInstanceOf(UnsupportedSdlException.class)
        .hasMessageContaining("What can be read has mistakes:");
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
