package dev.pergola.internal.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pergola.dsl.NamedEnum;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaException;
import dev.pergola.dsl.SchemaPart;
import dev.pergola.model.Behavior;
import dev.pergola.model.EnumType;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No author may take a name that is generated: the problem is theirs to see at build time, not the
 * engine's to stumble over.
 */
class GeneratedNamesTest {

  private static final SchemaPart MOOD = a.enumType("Mood", "GLAD", "SAD");
  private static final SchemaPart POST =
      a.model("Post")
          .field("mood", a.ref("Mood"))
          .field("moods", a.ref("Mood").array())
          .field("state", a.enumOf("OPEN", "CLOSED"))
          .authorization(allow.owner());

  static Stream<String> generatedNames() {
    GraphQLSchema schema =
        SchemaGenerator.generate(
                resolve(a.schema(MOOD, POST)), new SchemaSettings(Behavior.APPSYNC, Mode.USER_POOL))
            .schema();
    return schema.getAllTypesAsList().stream()
        .map(GraphQLNamedType::getName)
        .filter(name -> !name.startsWith("__"));
  }

  @ParameterizedTest
  @MethodSource("generatedNames")
  void areRefusedToAuthors(String name) {
    NamedEnum taken = a.enumType(name, "X");

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> resolve(a.schema(MOOD, POST, taken)))
        .satisfies(e -> assertThat(e.getMessage()).contains("'" + name + "'"));
  }

  @Test
  void anyOtherNameIsFree() {
    SchemaModel model = resolve(a.schema(MOOD, POST, a.enumType("ModelPost", "X")));

    assertThat(model.enums()).extracting(EnumType::name).contains("ModelPost");
  }

  private static SchemaModel resolve(Schema schema) {
    return schema.resolve(Set.of(Mode.USER_POOL), Behavior.SAFE);
  }
}
