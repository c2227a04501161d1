package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values must satisfy to be stored (spec: runtime A10). */
class ValidationsTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Product")
              .field(
                  "sku",
                  a.string().validate(v -> v.startsWith("SKU-", "sku needs prefix").minLength(6)))
              .field(
                  "qty",
                  a.integer()
                      .validate(v -> v.gt(0, "qty must be positive").lte(10))
                      .defaultValue(1))
              .field("price", a.floating().validate(v -> v.gte(0.5).lt(9.75)))
              .field("note", a.string().validate(v -> v.maxLength(5).endsWith("!")))
              .field("code", a.string().validate(v -> v.matches("[a-z]+[0-9]*")))
              .field("slow", a.string().validate(v -> v.matches("(a|aa)+$", "too slow")))
              .authorization(allow.owner(), allow.publicApiKey()));

  private final Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sku:"ABC"            | sku needs prefix
          sku:"SKU-1"          | Field sku of type Product must have a minimum length of 6
          qty:0                | qty must be positive
          qty:11               | Field qty of type Product must be less than or equal to 10
          price:0.25           | Field price of type Product must be greater than or equal to 0.5
          price:9.75           | Field price of type Product must be less than 9.75
          note:"123456"        | Field note of type Product must have a maximum length of 5
          note:"1234"          | Field note of type Product must end with !
          code:"x1 "           | Field code of type Product must match [a-z]+[0-9]*
          code:"1"             | Field code of type Product must match [a-z]+[0-9]*
          sku:"A",qty:0        | sku needs prefix
          note:"",code:"1"     | Field note of type Product must end with !
          """)
  void theFirstRuleThatFailsEndsTheWrite(String fields, String message) {
    run("mutation{createProduct(input:{id:\"p\"}){id}}");

    Answer created = run("mutation{createProduct(input:{%s}){id}}".formatted(fields));
    Answer updated = run("mutation{updateProduct(input:{id:\"p\",%s}){id}}".formatted(fields));

    assertThat(created.error()).isEqualTo("at createProduct: " + message);
    assertThat(updated.error()).isEqualTo("at updateProduct: " + message);
    assertThat(run("{listProducts{items{id}}}").data())
        .isEqualTo("{'listProducts':{'items':[{'id':'p'}]}}");
  }

  @Test
  void whatIsValidOrNullIsStored() {
    assertThat(
            run("mutation{createProduct(input:{id:\"p\",sku:\"SKU-01\",price:9.5,note:\"\uD83D\uDE00ab!\",code:\"ab12\"}){qty price note}}")
                .data())
        .isEqualTo("{'createProduct':{'qty':1,'price':9.5,'note':'\uD83D\uDE00ab!'}}");
    assertThat(
            run("mutation{updateProduct(input:{id:\"p\",qty:null,note:null,sku:null}){qty note}}")
                .data())
        .isEqualTo("{'updateProduct':{'qty':null,'note':null}}");
  }

  @Test
  void onlyThoseWhoMayWriteAreToldWhatIsNotValid() {
    bench.run(ALICE, "mutation{createProduct(input:{id:\"hers\"}){id}}");

    String invalid = "mutation{updateProduct(input:{id:\"%s\",qty:0}){id}}";
    assertThat(bench.run(ALICE, invalid.formatted("hers")).error())
        .isEqualTo("at updateProduct: qty must be positive");
    assertThat(bench.run(BOB, invalid.formatted("hers")).error()).startsWith("Unauthorized");
    assertThat(bench.run(BOB, invalid.formatted("nowhere")).error()).startsWith("Unauthorized");
    assertThat(
            bench
                .run(Callers.member("eve"), "mutation{createProduct(input:{qty:0,sku:\"A\"}){id}}")
                .error())
        .isEqualTo("at createProduct: sku needs prefix");
  }

  @Test
  void aPatternThatTakesTooLongDoesNotMatch() {
    for (String text : new String[] {"a".repeat(5_000) + "b", "a".repeat(200_000)}) {
      Map<String, Object> variables = new HashMap<>(Map.of("s", text));
      long start = System.nanoTime();

      Answer answer =
          bench.run(KEY, "mutation M($s:String){createProduct(input:{slow:$s}){id}}", variables);

      assertThat(answer.error()).isEqualTo("at createProduct: too slow");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(run("mutation{createProduct(input:{slow:\"aaa\"}){slow}}").data())
        .isEqualTo("{'createProduct':{'slow':'aaa'}}");
  }

  private Answer run(String document) {
    return bench.run(KEY, document);
  }
}
