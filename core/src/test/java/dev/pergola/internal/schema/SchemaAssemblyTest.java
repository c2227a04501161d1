package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import graphql.AssertException;
import graphql.GraphQL;
import graphql.introspection.IntrospectionQuery;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaAssemblyTest {

  @ParameterizedTest
  @EnumSource(Behavior.class)
  void givesWhatTheValidatingBuilderGives(Behavior behavior) {
    GraphQLSchema assembled = SchemaLines.of(behavior, everything()).generated().schema();

    GraphQLSchema validated = assembled.transform(builder -> {});

    assertThat(introspection(assembled)).isEqualTo(introspection(validated));
    assertThat(assembled.getAllTypesAsList())
        .extracting(type -> type.getName())
        .containsExactlyInAnyOrderElementsOf(
            validated.getAllTypesAsList().stream().map(type -> type.getName()).toList());
  }

  @Test
  void aReferenceToNothingIsRefused() {
    GraphQLObjectType query =
        GraphQLObjectType.newObject()
            .name("Query")
            .field(Types.field("a", GraphQLTypeReference.typeRef("Nowhere")).build())
            .build();

    assertThatExceptionOfType(AssertException.class)
        .isThrownBy(() -> SchemaAssembly.of(List.of(), query, null, null))
        .withMessageContaining("Nowhere");
  }

  private static Map<Object, Object> introspection(GraphQLSchema schema) {
    Map<String, Map<String, Object>> data =
        GraphQL.newGraphQL(schema)
            .build()
            .execute(IntrospectionQuery.INTROSPECTION_QUERY)
            .getData();
    Map<Object, Object> byName = new LinkedHashMap<>();
    Map<String, Object> all = data.get("__schema");
    for (String list : List.of("types", "directives")) {
      ((List<?>) all.get(list)).forEach(each -> byName.put(((Map<?, ?>) each).get("name"), each));
    }
    for (String root : List.of("queryType", "mutationType", "subscriptionType")) {
      byName.put(root, all.get(root));
    }
    return byName;
  }

  private static Schema everything() {
    return a.schema(
        a.enumType("Unit", "KM", "MI"),
        a.customType("Span")
            .field("length", a.floating().required())
            .field("unit", a.ref("Unit"))
            .field("parts", a.ref("Span").required().array().required()),
        a.model("route")
            .field("code", a.string().required())
            .field("at", a.datetime().required())
            .field("rank", a.integer().required())
            .field("whole", a.ref("Span"))
            .field("units", a.ref("Unit").array().required())
            .field("stops", a.hasMany("Stop", "code", "at", "rank"))
            .identifier("code", "at", "rank")
            .authorization(allow.owner(), allow.groupDefinedIn("code")),
        a.model("Stop")
            .field("code", a.string())
            .field("at", a.datetime())
            .field("rank", a.integer())
            .field("phone", a.phone())
            .field("route", a.belongsTo("route", "code", "at", "rank"))
            .secondaryIndexes(a.index("phone").sortKeys("rank", "at"), a.index("rank"))
            .authorization(allow.publicApiKey()),
        a.query("longest")
            .argument("than", a.ref("Span").required())
            .returns(a.ref("Stop").array())
            .handler(a.handler.function("longest"))
            .authorization(allow.publicApiKey()),
        a.mutation("move")
            .argument("to", a.ipAddress().required())
            .returns(a.url())
            .handler(a.handler.function("move"))
            .authorization(allow.publicApiKey()),
        a.subscription("onMove")
            .on(a.ref("move"))
            .handler(a.handler.custom("onMove"))
            .authorization(allow.publicApiKey()));
  }
}
