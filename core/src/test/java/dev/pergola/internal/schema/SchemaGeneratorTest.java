package dev.pergola.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pergola.internal.schema.RootOperation.OnModel.Kind;
import dev.pergola.model.Behavior;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.Field.Origin;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Scalar;
import dev.pergola.model.SchemaModel;
import dev.pergola.model.Shape;
import dev.pergola.model.ValueType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaGeneratorTest {

  private static final EnumType MOOD = new EnumType("Mood", List.of("SAD", "GLAD", "odd"));

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aModelWithTheDefaultKey(Behavior behavior) {
    GraphQLSchema schema =
        generate(behavior, model("Post").declared("caption", Scalar.STRING).build());

    assertThat(fields(schema, "Post"))
        .containsExactlyInAnyOrder(
            "id: ID!", "caption: String", "createdAt: AWSDateTime!", "updatedAt: AWSDateTime!");
    assertThat(fields(schema, "ModelPostConnection"))
        .containsExactlyInAnyOrder("items: [Post]!", "nextToken: String");
    assertThat(fields(schema, "Query"))
        .containsExactlyInAnyOrder(
            "getPost(id: ID!): Post",
            "listPosts(filter: ModelPostFilterInput, limit: Int, nextToken: String): ModelPostConnection");
    assertThat(fields(schema, "Mutation"))
        .containsExactlyInAnyOrder(
            "createPost(input: CreatePostInput!, condition: ModelPostConditionInput): Post",
            "updatePost(input: UpdatePostInput!, condition: ModelPostConditionInput): Post",
            "deletePost(input: DeletePostInput!, condition: ModelPostConditionInput): Post");
    assertThat(inputs(schema, "ModelPostFilterInput"))
        .containsExactlyInAnyOrder(
            "id: ModelIDInput",
            "caption: ModelStringInput",
            "createdAt: ModelStringInput",
            "updatedAt: ModelStringInput",
            "and: [ModelPostFilterInput]",
            "or: [ModelPostFilterInput]",
            "not: ModelPostFilterInput");
    assertThat(inputs(schema, "ModelPostConditionInput"))
        .containsExactlyInAnyOrder(
            "caption: ModelStringInput",
            "createdAt: ModelStringInput",
            "updatedAt: ModelStringInput",
            "and: [ModelPostConditionInput]",
            "or: [ModelPostConditionInput]",
            "not: ModelPostConditionInput");
    assertThat(inputs(schema, "CreatePostInput"))
        .containsExactlyInAnyOrder("id: ID", "caption: String");
    assertThat(inputs(schema, "UpdatePostInput"))
        .containsExactlyInAnyOrder("id: ID!", "caption: String");
    assertThat(inputs(schema, "DeletePostInput")).containsExactlyInAnyOrder("id: ID!");
    assertThat(fields(schema, "Subscription"))
        .containsExactlyInAnyOrder(
            "onCreatePost(filter: ModelSubscriptionPostFilterInput): Post",
            "onUpdatePost(filter: ModelSubscriptionPostFilterInput): Post",
            "onDeletePost(filter: ModelSubscriptionPostFilterInput): Post");
    assertThat(inputs(schema, "ModelSubscriptionPostFilterInput"))
        .containsExactlyInAnyOrder(
            "id: ModelSubscriptionIDInput",
            "caption: ModelSubscriptionStringInput",
            "createdAt: ModelSubscriptionStringInput",
            "updatedAt: ModelSubscriptionStringInput",
            "and: [ModelSubscriptionPostFilterInput]",
            "or: [ModelSubscriptionPostFilterInput]");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void aDeclaredIdIsTheKeyAndMayBeListedBy(Behavior behavior) {
    GraphQLSchema schema =
        generate(
            behavior,
            model("Coin").key("id", Scalar.ID).build(),
            model("Step").key("id", Scalar.INTEGER).build());

    assertThat(fields(schema, "Coin")).contains("id: ID!");
    assertThat(fields(schema, "Query"))
        .contains(
            "getCoin(id: ID!): Coin",
            "listCoins(id: ID, filter: ModelCoinFilterInput, limit: Int, nextToken: String, sortDirection: ModelSortDirection): ModelCoinConnection",
            "getStep(id: Int!): Step",
            "listSteps(id: Int, filter: ModelStepFilterInput, limit: Int, nextToken: String, sortDirection: ModelSortDirection): ModelStepConnection");
    assertThat(inputs(schema, "CreateCoinInput")).containsExactly("id: ID");
    assertThat(inputs(schema, "CreateStepInput")).containsExactly("id: Int!");
    assertThat(inputs(schema, "ModelStepFilterInput")).contains("id: ModelIntInput");
    assertThat(inputs(schema, "ModelStepConditionInput")).doesNotContain("id: ModelIntInput");
    assertThat(inputs(schema, "DeleteStepInput")).containsExactly("id: Int!");
  }

  @Test
  void aFilterOnAnIdThatIsNotThereIsTheOriginalsOnly() {
    ModelType model = model("Coin").key("code", Scalar.STRING).build();

    assertThat(inputs(generate(Behavior.APPSYNC, model), "ModelCoinFilterInput"))
        .contains("id: ModelIDInput", "code: ModelStringInput");
    assertThat(inputs(generate(Behavior.SAFE, model), "ModelCoinFilterInput"))
        .contains("code: ModelStringInput")
        .doesNotContain("id: ModelIDInput");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void listsKeepTheNullnessOfTheirElements(Behavior behavior) {
    GraphQLSchema schema =
        generate(
            behavior,
            model("Basket")
                .list("plain", Scalar.STRING, false, false)
                .list("inner", Scalar.INTEGER, false, true)
                .list("outer", Scalar.BOOLEAN, true, false)
                .list("both", Scalar.EMAIL, true, true)
                .build());

    assertThat(fields(schema, "Basket"))
        .contains("plain: [String]", "inner: [Int!]", "outer: [Boolean]!", "both: [AWSEmail!]!");
    assertThat(inputs(schema, "CreateBasketInput"))
        .contains("plain: [String]", "inner: [Int!]", "outer: [Boolean]!", "both: [AWSEmail!]!");
    assertThat(inputs(schema, "UpdateBasketInput"))
        .contains("plain: [String]", "inner: [Int!]", "outer: [Boolean]", "both: [AWSEmail!]");
    assertThat(inputs(schema, "ModelBasketFilterInput"))
        .contains(
            "plain: ModelStringInput",
            "inner: ModelIntInput",
            "outer: ModelBooleanInput",
            "both: ModelStringInput");
  }

  @Test
  void enumsHaveInputsOfTheirOwn() {
    ModelType model =
        model("Day")
            .declared("mood", MOOD)
            .list("moods", MOOD, false, false)
            .list("allMoods", MOOD, true, true)
            .build();

    GraphQLSchema original = generate(Behavior.APPSYNC, model);
    GraphQLSchema safe = generate(Behavior.SAFE, model);

    assertThat(inputs(original, "ModelMoodInput"))
        .containsExactlyInAnyOrder("eq: Mood", "ne: Mood");
    assertThat(inputs(original, "ModelMoodListInput"))
        .containsExactlyInAnyOrder(
            "eq: [Mood]", "ne: [Mood]", "contains: Mood", "notContains: Mood");
    assertThat(inputs(original, "ModelDayFilterInput"))
        .contains("mood: ModelMoodInput", "moods: ModelMoodListInput", "allMoods: ModelMoodInput");
    assertThat(inputs(safe, "ModelDayFilterInput"))
        .contains(
            "mood: ModelMoodInput", "moods: ModelMoodListInput", "allMoods: ModelMoodListInput");
    assertThat(((GraphQLEnumType) safe.getType("Mood")).getValues())
        .extracting(GraphQLEnumValueDefinition::getName)
        .containsExactly("SAD", "GLAD", "odd");
    assertThat(fields(safe, "Day")).contains("mood: Mood", "moods: [Mood]", "allMoods: [Mood!]!");
  }

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void anImplicitOwnerIsReadAndFilteredButNeverAnInput(Behavior behavior) {
    GraphQLSchema schema =
        generate(behavior, model("Diary").implicit("owner", Origin.IMPLICIT_OWNER).build());

    assertThat(fields(schema, "Diary")).contains("owner: String");
    assertThat(inputs(schema, "ModelDiaryFilterInput")).contains("owner: ModelStringInput");
    assertThat(inputs(schema, "ModelDiaryConditionInput")).contains("owner: ModelStringInput");
    assertThat(inputs(schema, "CreateDiaryInput")).containsExactly("id: ID");
    assertThat(inputs(schema, "UpdateDiaryInput")).containsExactly("id: ID!");
  }

  @Test
  void declaredTimestampsMayBeLeftOutWhenTheServerCanFillThem() {
    ModelType model =
        model("Log")
            .required("createdAt", Scalar.DATETIME)
            .required("updatedAt", Scalar.INTEGER)
            .build();

    GraphQLSchema schema = generate(Behavior.APPSYNC, model);

    assertThat(fields(schema, "Log")).contains("createdAt: AWSDateTime!", "updatedAt: Int!");
    assertThat(inputs(schema, "CreateLogInput"))
        .contains("createdAt: AWSDateTime", "updatedAt: Int!");
  }

  @Test
  void aRequiredFieldWithADefaultMayBeLeftOutUnlessAsTheOriginal() {
    ModelType model = model("Setting").withDefault("size", Scalar.INTEGER, 3L).build();

    assertThat(inputs(generate(Behavior.SAFE, model), "CreateSettingInput")).contains("size: Int");
    assertThat(inputs(generate(Behavior.APPSYNC, model), "CreateSettingInput"))
        .contains("size: Int!");
  }

  @Test
  void aLowerCaseNameIsCapitalInTheNamesMadeOfIt() {
    ModelType model = model("pet").key("code", Scalar.STRING).declared("mood", MOOD).build();

    GraphQLSchema schema = generate(Behavior.APPSYNC, model);

    assertThat(fields(schema, "Query"))
        .contains("getPet(code: String!): pet")
        .anyMatch(field -> field.startsWith("listPets("));
    assertThat(fields(schema, "ModelPetConnection")).contains("items: [pet]!");
    assertThat(inputs(schema, "ModelPetConditionInput")).contains("code: ModelStringInput");
    assertThat(inputs(generate(Behavior.SAFE, model), "ModelPetConditionInput"))
        .doesNotContain("code: ModelStringInput");
  }

  @Test
  void theFixedTypes() {
    GraphQLSchema schema = generate(Behavior.APPSYNC, model("Post").build());

    assertThat(inputs(schema, "ModelIDInput"))
        .containsExactlyInAnyOrder(
            "ne: ID",
            "eq: ID",
            "le: ID",
            "lt: ID",
            "ge: ID",
            "gt: ID",
            "contains: ID",
            "notContains: ID",
            "between: [ID]",
            "beginsWith: ID",
            "attributeExists: Boolean",
            "attributeType: ModelAttributeTypes",
            "size: ModelSizeInput");
    assertThat(inputs(schema, "ModelFloatInput"))
        .containsExactlyInAnyOrder(
            "ne: Float",
            "eq: Float",
            "le: Float",
            "lt: Float",
            "ge: Float",
            "gt: Float",
            "between: [Float]",
            "attributeExists: Boolean",
            "attributeType: ModelAttributeTypes");
    assertThat(inputs(schema, "ModelBooleanInput"))
        .containsExactlyInAnyOrder(
            "ne: Boolean",
            "eq: Boolean",
            "attributeExists: Boolean",
            "attributeType: ModelAttributeTypes");
    assertThat(inputs(schema, "ModelSubscriptionStringInput"))
        .contains("in: [String]", "notIn: [String]", "between: [String]")
        .doesNotContain("attributeExists: Boolean", "size: ModelSizeInput");
    assertThat(inputs(schema, "ModelSubscriptionBooleanInput"))
        .containsExactlyInAnyOrder("ne: Boolean", "eq: Boolean");
    assertThat(inputs(schema, "ModelSizeInput")).contains("ne: Int", "between: [Int]").hasSize(7);
    assertThat(schema.containsType("ModelSortDirection")).isTrue();
    assertThat(schema.containsType("AmplifyAIConversationTurnErrorInput")).isTrue();
    assertThat(
            generate(Behavior.SAFE, model("Post").build())
                .containsType("AmplifyAIConversationTurnErrorInput"))
        .isFalse();
  }

  @Test
  void saysWhatEachRootFieldMeans() {
    ModelType post = model("Post").build();
    ModelType comment = model("Comment").build();

    GeneratedSchema schema =
        SchemaGenerator.generate(
            SchemaModel.builder().models(List.of(post, comment)).build(), settings(Behavior.SAFE));

    assertThat(schema.queries().keySet())
        .containsExactly("getPost", "listPosts", "getComment", "listComments");
    assertThat(schema.mutations().keySet())
        .startsWith("createPost", "updatePost", "deletePost")
        .hasSize(6);
    assertThat(schema.queries().get("listPosts"))
        .isEqualTo(new RootOperation.OnModel(post, Kind.LIST));
    assertThat(schema.mutations().get("deleteComment"))
        .isEqualTo(new RootOperation.OnModel(comment, Kind.DELETE));
    assertThat(Kind.DELETE.operation()).isEqualTo(Operation.DELETE);
    assertThat(schema.schema().getQueryType().getFieldDefinitions())
        .extracting(GraphQLFieldDefinition::getName)
        .containsExactlyInAnyOrderElementsOf(schema.queries().keySet());
    assertThat(schema.schema().getMutationType().getFieldDefinitions())
        .extracting(GraphQLFieldDefinition::getName)
        .containsExactlyInAnyOrderElementsOf(schema.mutations().keySet());
  }

  @Test
  void modelsWhoseGeneratedNamesMeetAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                generate(
                    Behavior.SAFE, model("Post").build(), model("ModelPostConnection").build()))
        .withMessageContaining("'ModelPostConnection'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                generate(
                    Behavior.SAFE,
                    model("Datum").plural("Data").build(),
                    model("Data").plural("Data").build()))
        .withMessageContaining("model 'Datum' and for model 'Data'")
        .withMessageContaining("'listData'");
  }

  private static GraphQLSchema generate(Behavior behavior, ModelType... models) {
    return SchemaGenerator.generate(
            SchemaModel.builder().models(List.of(models)).enums(List.of(MOOD)).build(),
            settings(behavior))
        .schema();
  }

  private static SchemaSettings settings(Behavior behavior) {
    return new SchemaSettings(behavior, Mode.API_KEY);
  }

  private static List<String> fields(GraphQLSchema schema, String type) {
    return schema.getObjectType(type).getFieldDefinitions().stream()
        .map(field -> field.getName() + arguments(field) + ": " + text(field.getType()))
        .toList();
  }

  private static String arguments(GraphQLFieldDefinition field) {
    return field.getArguments().isEmpty()
        ? ""
        : field.getArguments().stream()
            .map(argument -> argument.getName() + ": " + text(argument.getType()))
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private static List<String> inputs(GraphQLSchema schema, String type) {
    return ((GraphQLInputObjectType) schema.getType(type))
        .getFieldDefinitions().stream()
            .map(field -> field.getName() + ": " + text(field.getType()))
            .toList();
  }

  private static String text(GraphQLType type) {
    return GraphQLTypeUtil.simplePrint(type);
  }

  private static ModelBuilder model(String name) {
    return new ModelBuilder(name);
  }

  /** A model with implicit fields as the resolver would add them. */
  private static final class ModelBuilder {

    private final String name;
    private String plural;
    private final List<Field> fields = new ArrayList<>();
    private Field key;

    ModelBuilder(String name) {
      this.name = name;
      this.plural = name + "s";
    }

    ModelBuilder plural(String value) {
      plural = value;
      return this;
    }

    ModelBuilder declared(String field, ValueType type) {
      return add(field, type, false, false, false, Origin.DECLARED, null);
    }

    ModelBuilder required(String field, ValueType type) {
      return add(field, type, false, true, false, Origin.DECLARED, null);
    }

    ModelBuilder withDefault(String field, ValueType type, Object value) {
      return add(field, type, false, true, false, Origin.DECLARED, value);
    }

    ModelBuilder list(String field, ValueType type, boolean required, boolean elementRequired) {
      return add(field, type, true, required, elementRequired, Origin.DECLARED, null);
    }

    ModelBuilder implicit(String field, Origin origin) {
      return add(field, Scalar.STRING, false, false, false, origin, null);
    }

    ModelBuilder key(String field, ValueType type) {
      declared(field, type);
      key = fields.get(fields.size() - 1);
      return this;
    }

    ModelType build() {
      if (key == null) {
        add("id", Scalar.ID, false, true, false, Origin.IMPLICIT_ID, null);
        key = fields.get(fields.size() - 1);
      }
      for (String timestamp : List.of("createdAt", "updatedAt")) {
        if (fields.stream().noneMatch(field -> field.name().equals(timestamp))) {
          add(timestamp, Scalar.DATETIME, false, true, false, Origin.IMPLICIT_TIMESTAMP, null);
        }
      }
      return ModelType.builder(name, plural).members(fields).keyFields(List.of(key)).build();
    }

    private ModelBuilder add(
        String field,
        ValueType type,
        boolean list,
        boolean required,
        boolean elementRequired,
        Origin origin,
        Object defaultValue) {
      fields.add(
          new Field(
              field,
              fields.size(),
              type,
              new Shape(list, required, elementRequired),
              origin,
              defaultValue,
              List.of()));
      return this;
    }
  }
}
