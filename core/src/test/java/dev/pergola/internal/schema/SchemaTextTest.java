package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import graphql.parser.Parser;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import org.junit.jupiter.api.Test;

class SchemaTextTest {

  private static final Schema SCHEMA =
      a.schema(
          a.enumType("Unit", "KM", "MI"),
          a.customType("Span").field("length", a.floating()).field("unit", a.ref("Unit")),
          a.query("longest")
              .argument("units", a.ref("Unit").array())
              .returns(a.ref("Span"))
              .handler(a.handler.custom("longest"))
              .authorization(allow.publicApiKey()));

  @Test
  void isAppSyncsDialect() {
    String text = SchemaText.of(SchemaLines.of(Behavior.SAFE, SCHEMA).generated());

    assertThat(text)
        .startsWith(
            """
            type Query @aws_iam {
              longest(units: [Unit]): Span @aws_api_key @aws_iam
            }

            """)
        .endsWith(
            """
            type Span @aws_api_key @aws_iam {
              length: Float
              unit: Unit
            }

            enum Unit {
              KM
              MI
            }
            """)
        .doesNotContain("scalar ", "directive ", "\"\"\"", "schema {");
  }

  @Test
  void isTheSameForTheSameSchema() {
    assertThat(SchemaText.of(SchemaLines.of(Behavior.SAFE, SCHEMA).generated()))
        .isEqualTo(SchemaText.of(SchemaLines.of(Behavior.SAFE, SCHEMA).generated()));
  }

  @Test
  void isASchemaOnceScalarsAndDirectivesAreDeclared() {
    SchemaLines lines =
        SchemaLines.of(
            Behavior.APPSYNC,
            a.schema(
                a.model("Post")
                    .field("text", a.string())
                    .field("at", a.datetime())
                    .authorization(allow.publicApiKey(), allow.owner())));
    String declared =
        SchemaText.of(lines.generated())
            + """
            scalar AWSDateTime
            directive @aws_api_key on OBJECT | FIELD_DEFINITION
            directive @aws_iam on OBJECT | FIELD_DEFINITION
            directive @aws_cognito_user_pools(cognito_groups: [String]) on OBJECT | FIELD_DEFINITION
            directive @aws_subscribe(mutations: [String]) on FIELD_DEFINITION
            """;

    assertThat(Parser.parse(declared).getDefinitions()).isNotEmpty();
    assertThat(
            UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(declared))
                .getObjectType("Post"))
        .isNotNull();
  }
}
