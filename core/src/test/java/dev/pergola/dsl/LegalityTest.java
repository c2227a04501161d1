package dev.pergola.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the return types of the DSL let an author write: the compiler itself is asked. */
class LegalityTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.string().required().array().required()",
        "a.string().required().defaultValue(\"x\")",
        "a.string().defaultValue(\"x\").required()",
        "a.integer().defaultValue(3)",
        "a.floating().defaultValue(1)",
        "a.floating().defaultValue(0.25)",
        "a.bool().defaultValue(false)",
        "a.timestamp().defaultValue(1700000000)",
        "a.json().defaultValue(\"[1,2]\")",
        "a.ref(\"Status\").required().array().required()",
        "a.enumOf(\"A\", \"B\")",
        "a.model(\"M\").field(\"f\", a.enumOf(\"A\"))",
        "a.model(\"M\").authorization(allow.owner(), allow.group(\"A\").to(READ))",
        "a.schema(a.model(\"M\"), a.enumType(\"E\", \"A\")).authorization(allow.owner())",
        "allow.owner().identityClaim(\"sub\").to(READ)",
        "allow.owner().to(READ).identityClaim(\"sub\")",
        "allow.group(\"A\").withClaimIn(\"roles\").to(READ)",
        "allow.groups(\"A\", \"B\").to(READ).withClaimIn(\"roles\")",
        "allow.groupDefinedIn(\"team\").to(READ).withClaimIn(\"roles\")",
        "allow.authenticated(Provider.OIDC).to(READ)",
        "a.string().required().validate(v -> v.minLength(3).matches(\"x\", \"no\")).defaultValue(\"xyz\")",
        "a.integer().validate(v -> v.gte(18).positive()).required().authorization(allow.owner())",
        "a.floating().validate(v -> v.gt(-1.5).lt(1.5))",
        "a.string().array().authorization(allow.owner(), allow.group(\"A\").to(READ))",
        "a.string().defaultValue(\"x\").required().authorization(allow.owner())",
        "a.ref(\"Status\").required().authorization()",
        "a.customType().field(\"at\", a.customType().field(\"lat\", a.floating()))",
        "a.customType(\"T\").field(\"self\", a.ref(\"T\").array())",
        "a.model(\"M\").field(\"c\", a.hasMany(\"C\", \"a\", \"b\").authorization(allow.owner()))",
        "a.model(\"M\").identifier(\"a\", \"b\").disableOperations(dev.pergola.model.ModelOperation.LIST)",
        "a.model(\"M\").secondaryIndexes(a.index(\"p\").sortKeys(\"s\").name(\"n\").noQueryField().keysOnly())",
        "a.query(\"q\").argument(\"x\", a.enumOf(\"A\")).returns(a.ref(\"M\").array())",
        "a.query(\"q\").handler(a.handler.function(\"f\"), a.handler.function(call -> null).async())",
        "a.query(\"q\").handler(a.handler.custom(\"f\").dataSource(a.ref(\"M\")), a.handler.custom(call -> 1))",
        "a.query(\"q\").authorization(allow.guest(), allow.groups(\"A\").withClaimIn(\"roles\"))",
        "a.subscription(\"s\").on(a.ref(\"m\"), a.ref(\"M\").mutations(Mutation.CREATE))",
        "a.schema(a.query(\"q\")).authorization(allow.resource(\"fn\").to(Access.QUERY))",
        "a.combine(a.schema(), a.schema().authorization(allow.owner()))",
      })
  void compiles(String expression) {
    assertThat(errors(expression)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.string().array().defaultValue(\"x\")",
        "a.string().defaultValue(\"x\").array()",
        "a.string().defaultValue(\"x\").defaultValue(\"y\")",
        "a.string().array().array()",
        "a.string().defaultValue(1)",
        "a.integer().defaultValue(\"many\")",
        "a.integer().defaultValue(1.5)",
        "a.integer().defaultValue()",
        "a.bool().defaultValue(0)",
        "a.enumOf(\"A\").required()",
        "a.enumOf(\"A\").array()",
        "a.enumOf(\"A\").defaultValue(\"A\")",
        "a.ref(\"Status\").defaultValue(\"A\")",
        "a.schema(a.string())",
        "a.schema(a.enumOf(\"A\"))",
        "a.model(\"M\").field(\"f\", a.model(\"N\"))",
        "a.model(\"M\").field(a.string(), \"f\")",
        "a.model(\"M\").authorization(READ)",
        "allow.publicApiKey().identityClaim(\"sub\")",
        "allow.publicApiKey().withClaimIn(\"roles\")",
        "allow.owner().withClaimIn(\"roles\")",
        "allow.group(\"A\").identityClaim(\"sub\")",
        "allow.owner().to(READ).to(Operation.CREATE)",
        "allow.owner().identityClaim(\"a\").identityClaim(\"b\")",
        "allow.group(\"A\").withClaimIn(\"a\").withClaimIn(\"b\")",
        "allow.owner().to(dev.pergola.model.Operation.GET)",
        "new Model(\"M\")",
        // The invalid cases of the original that cannot be written.
        "allow.authenticated(\"facebook\")",
        "a.integer().defaultValue()",
        "a.string().array().defaultValue(\"x\")",
        "a.integer().defaultValue(\"many\")",
        "a.model(\"M\").disableOperations(\"fly\")",
        "a.query(\"q\").authorization(allow.owner())",
        "a.hasMany(\"Kid\", \"parentId\").valueRequired()",
        "a.hasOne(\"Kid\", \"parentId\").required()",
        "a.string().validate(v -> v.minLength(1)).array()",
        // What else TypeScript does not let an author write.
        "a.string().array().validate(v -> v.minLength(1))",
        "a.date().validate(v -> v.minLength(1))",
        "a.string().validate(v -> v.gt(1))",
        "a.integer().validate(v -> v.minLength(1))",
        "a.customType(\"T\").field(\"f\", a.string().defaultValue(\"x\"))",
        "a.customType(\"T\").field(\"f\", a.string().validate(v -> v))",
        "a.customType(\"T\").field(\"f\", a.hasOne(\"M\", \"id\"))",
        "a.customType(\"T\").field(\"f\", a.string().authorization(allow.owner()))",
        "a.customType().required()",
        "a.customType().array()",
        "a.enumOf(\"A\").authorization(allow.owner())",
        "a.query(\"q\").returns(a.hasOne(\"M\", \"id\"))",
        "a.query(\"q\").returns(a.string().defaultValue(\"x\"))",
        "a.query(\"q\").argument(\"x\", a.belongsTo(\"M\", \"id\"))",
        "a.query(\"q\").authorization(allow.publicApiKey().to(READ))",
        "a.query(\"q\").authorization(allow.groupDefinedIn(\"team\"))",
        "a.query(\"q\").handler(a.handler.function(\"f\"), a.handler.custom(\"g\"))",
        "a.query(\"q\").on(a.ref(\"m\"))",
        "a.handler.custom(\"f\").async()",
        "a.handler.function(\"f\").dataSource(\"d\")",
        "a.subscription(\"s\").returns(a.string())",
        "a.subscription(\"s\").on(a.string())",
        "a.ref(\"M\").mutations(READ)",
        "a.model(\"M\").authorization(allow.resource(\"fn\"))",
        "a.query(\"q\").authorization(allow.resource(\"fn\"))",
        "a.schema().authorization(allow.owner()).authorization(allow.owner())",
        "a.combine(a.schema()).authorization(allow.owner())",
        "a.schema(a.customType())",
      })
  void doesNotCompile(String expression) {
    assertThat(errors(expression)).isNotEmpty();
  }

  private static List<String> errors(String expression) {
    String source =
        """
        import static dev.pergola.dsl.Dsl.a;
        import static dev.pergola.dsl.Dsl.allow;
        import static dev.pergola.dsl.Operation.READ;
        import dev.pergola.dsl.*;
        import dev.pergola.model.ResourceGrant.Access;

        class Author {
          Object written = %s;
        }
        """
            .formatted(expression);
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, found, options, null, List.of(new Source(source)));
    try {
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(diagnostic -> diagnostic.getMessage(null))
        .toList();
  }

  /** An author's file. */
  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String text) {
      super(URI.create("string:///Author.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
