package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.ALICE;
import static dev.pergola.conformance.engine.Callers.BOB;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Mutation;
import dev.pergola.dsl.Schema;
import dev.pergola.request.DataResponse;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What events hold of custom types, lists and relations that a mutation selected in some way. */
class EventMembersTest {

  private static final Schema SCHEMA =
      a.schema(
          a.customType("Addr").field("street", a.string()).field("tag", a.string()),
          a.customType("Inner").field("x", a.string().required()).field("y", a.string()),
          a.customType("Req")
              .field("street", a.string().required())
              .field("tag", a.string().required())
              .field("note", a.string())
              .field("inner", a.ref("Inner"))
              .field("inners", a.ref("Inner").array()),
          a.model("N")
              .field("addrs", a.ref("Addr").array())
              .field("req", a.ref("Req").required())
              .field("opt", a.ref("Req"))
              .field("js", a.json())
              .field("jss", a.json().array())
              .field("kids", a.hasMany("Kid", "nId"))
              .authorization(allow.authenticated()),
          a.model("Kid")
              .field("nId", a.id())
              .field("n", a.belongsTo("N", "nId"))
              .field("name", a.string())
              .field("age", a.integer())
              .authorization(allow.authenticated()),
          a.subscription("onN")
              .on(a.ref("N").mutations(Mutation.CREATE))
              .argument("js", a.json())
              .argument("jss", a.json().array())
              .authorization(allow.authenticated()));

  private static final String REQ = "req:{street:\"s\",tag:\"t\",note:\"n\"}";

  private final Bench bench = new Bench(SCHEMA);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aListUnderTwoKeysIsToldWithAllThatWasSelectedOfIt() throws InterruptedException {
    Reader reader = Reader.of(bench, ALICE, "subscription{onCreateN{addrs{street tag}}}");

    create(
        REQ + ",addrs:[{street:\"s\",tag:\"t\"},null,{tag:\"u\"}]",
        "id x:addrs{street} y:addrs{tag}");

    assertThat(String.valueOf(reader.next()))
        .isEqualTo("{onCreateN={addrs=[{street=s, tag=t}, null, {street=null, tag=u}]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a:kids{items{name}} b:kids{items{age}}                   | [{name=one, age=1}, {name=two, age=2}]",
        "kids{a:items{name} b:items{age}}                         | [{name=one, age=1}, {name=two, age=2}]",
        "a:kids(limit:1){items{name}} b:kids(limit:1){items{age}} | [{name=one, age=1}]",
        "a:kids(filter:{age:{eq:1}}){items{name}} b:kids(filter:{age:{eq:2}}){items{age}} | [{name=one, age=null}]",
      })
  void pagesOfTheSameArgumentsAreToldAsOne(String selection, String items)
      throws InterruptedException {
    create("id:\"1\"," + REQ, "id");
    bench.run(BOB, "mutation{createKid(input:{id:\"1\",nId:\"1\",name:\"one\",age:1}){id}}").data();
    bench.run(BOB, "mutation{createKid(input:{id:\"2\",nId:\"1\",name:\"two\",age:2}){id}}").data();
    Reader reader = Reader.of(bench, ALICE, "subscription{onUpdateN{kids{items{name age}}}}");

    bench.run(BOB, "mutation{updateN(input:{id:\"1\"}){id %s}}".formatted(selection)).data();

    assertThat(String.valueOf(reader.next())).isEqualTo("{onUpdateN={kids={items=" + items + "}}}");
  }

  @Test
  void requiredMembersOfCustomTypesAreTakenFromTheRecordToo() throws InterruptedException {
    Reader reader =
        Reader.of(
            bench,
            ALICE,
            "subscription{onCreateN{req{street tag note} opt{street tag inner{x y} inners{x y}}}}");

    create(
        REQ
            + ",opt:{street:\"s\",tag:\"t\",inner:{x:\"1\",y:\"2\"},inners:[{x:\"3\",y:\"4\"},null]}",
        "id req{street} opt{street inner{y} inners{y}}");

    DataResponse event = reader.events.poll(30, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.errors()).isEmpty();
    assertThat(String.valueOf(event.data()))
        .isEqualTo(
            "{onCreateN={req={street=s, tag=t, note=null}, "
                + "opt={street=s, tag=t, inner={x=1, y=2}, inners=[{x=3, y=4}, null]}}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "js:\"{\\\"a\\\": 1, \\\"b\\\":[]}\" | js:\"{\\\"b\\\":[ ],\\\"a\\\":1.0}\"",
        "js:\" \\\"text\\\"\"                 | js:\"\\\"text\\\"\"",
        "js:\" null \"                        | js:null",
        "jss:[\"[1, 2]\", null]               | jss:[\"[1,2]\",null]",
      })
  void aJsonArgumentIsComparedAsTheValueItIs(String argument, String sent)
      throws InterruptedException {
    Reader reader = Reader.of(bench, ALICE, "subscription{onN(%s){id}}".formatted(argument));

    create("id:\"other\",js:\"{}\",jss:[\"7\"]," + REQ, "id js jss");
    create("id:\"same\"," + sent + "," + REQ, "id js jss");

    assertThat(String.valueOf(reader.next())).isEqualTo("{onN={id=same}}");
  }

  private void create(String input, String selection) {
    bench.run(BOB, "mutation{createN(input:{%s}){%s}}".formatted(input, selection)).data();
  }
}
