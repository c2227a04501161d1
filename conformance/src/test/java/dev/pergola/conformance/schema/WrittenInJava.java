package dev.pergola.conformance.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import java.util.Map;

/** The invalid cases whose mistake has no words in the directive language. */
final class WrittenInJava {

  static final Map<String, Schema> CASES =
      Map.of(
          // A blank ends a value there: three values.
          "enum-value-whitespace",
          a.schema(
              a.enumType("Bad", "one two", "three"),
              a.model("Plain").field("b", a.ref("Bad")).authorization(allow.publicApiKey())),
          // A source is a mutation's name there, whoever makes the mutation.
          "subscription-mutations-on-operation-ref",
          a.schema(
              a.mutation("m1")
                  .returns(a.string())
                  .handler(a.handler.function("fn"))
                  .authorization(allow.publicApiKey()),
              a.subscription("onX")
                  .on(a.ref("m1").mutations(Mutation.CREATE))
                  .handler(a.handler.custom("x.js"))
                  .authorization(allow.publicApiKey())));

  private WrittenInJava() {}
}
