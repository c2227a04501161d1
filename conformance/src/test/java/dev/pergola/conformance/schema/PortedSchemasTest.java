package dev.pergola.conformance.schema;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.CustomCall;
import dev.pergola.dsl.FieldType;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Behavior;
import dev.pergola.model.SchemaModel;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The largest cases of {@code conformance/schema} as an author writes them in Java. */
class PortedSchemasTest {

  static Stream<Arguments> cases() {
    return Stream.of(
        ported("scalars-all", scalars()),
        ported("custom-ops-scalars", operationsOnScalars()),
        ported("custom-ops-returns", operationsThatReturnTypes()),
        ported("relation-composite-key", relationsOverCompositeKeys()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWhatTheOriginalMakesOfIt(String name, Schema schema) {
    CaseFolder folder = new CaseFolder(Path.of("schema", name));
    SchemaModel model = schema.resolve(folder.modes().all(), Behavior.APPSYNC);

    for (Product product : Product.ALL) {
      Set<String> ours = product.lines().apply(product.ours().apply(model, folder.modes()));
      String original = folder.text(product.file()).orElseThrow();
      assertThat(ours)
          .as(product.file())
          .containsExactlyInAnyOrderElementsOf(product.lines().apply(original));
    }
  }

  private static Schema scalars() {
    return a.schema(
        a.model("Specimen")
            .field("label", a.string())
            .field("externalRef", a.id())
            .field("count", a.integer())
            .field("mass", a.floating())
            .field("isAlive", a.bool())
            .field("foundOn", a.date())
            .field("foundAtTime", a.time())
            .field("cataloguedAt", a.datetime())
            .field("epoch", a.timestamp())
            .field("curatorEmail", a.email())
            .field("curatorPhone", a.phone())
            .field("homepage", a.url())
            .field("sensorAddress", a.ipAddress())
            .field("rawReading", a.json())
            .field("labelReq", a.string().required())
            .field("externalRefReq", a.id().required())
            .field("countReq", a.integer().required())
            .field("massReq", a.floating().required())
            .field("isAliveReq", a.bool().required())
            .field("foundOnReq", a.date().required())
            .field("foundAtTimeReq", a.time().required())
            .field("cataloguedAtReq", a.datetime().required())
            .field("epochReq", a.timestamp().required())
            .field("curatorEmailReq", a.email().required())
            .field("curatorPhoneReq", a.phone().required())
            .field("homepageReq", a.url().required())
            .field("sensorAddressReq", a.ipAddress().required())
            .field("rawReadingReq", a.json().required())
            .authorization(allow.publicApiKey()));
  }

  private static Schema operationsOnScalars() {
    return a.schema(
        query("retString", a.string()),
        query("retStringReq", a.string().required()),
        query("retInts", a.integer().array()),
        mutation("retJson", a.json()),
        mutation("retDateTime", a.datetime()),
        query("allArgs", a.bool())
            .argument("s", a.string())
            .argument("sr", a.string().required())
            .argument("i", a.integer().required())
            .argument("f", a.floating())
            .argument("b", a.bool())
            .argument("id", a.id().required())
            .argument("d", a.date())
            .argument("t", a.time())
            .argument("dt", a.datetime())
            .argument("ts", a.timestamp())
            .argument("e", a.email())
            .argument("p", a.phone())
            .argument("u", a.url())
            .argument("ip", a.ipAddress())
            .argument("j", a.json())
            .argument("list", a.string().array())
            .argument("listReq", a.string().required().array().required()));
  }

  private static Schema operationsThatReturnTypes() {
    return a.schema(
        a.enumType("Status", "UP", "DOWN"),
        a.customType("Probe")
            .field("host", a.string().required())
            .field("status", a.ref("Status"))
            .field("parts", a.ref("Part").array()),
        a.customType("Part").field("name", a.string()).field("kind", a.enumOf("CPU", "DISK")),
        a.model("Machine")
            .field("host", a.string())
            .field("status", a.ref("Status"))
            .authorization(allow.publicApiKey()),
        query("getProbe", a.ref("Probe")).argument("host", a.string().required()),
        query("getProbes", a.ref("Probe").array()),
        query("getProbesStrict", a.ref("Probe").required().array().required()),
        query("getStatus", a.ref("Status")),
        query("getInlineEnum", a.enumOf("A", "B")),
        query(
            "getInlineType",
            a.customType()
                .field("total", a.integer())
                .field(
                    "nested",
                    a.customType().field("deep", a.string()).field("mode", a.enumOf("X", "Y")))),
        mutation("rebootMachine", a.ref("Machine")).argument("id", a.id().required()),
        mutation("rebootAll", a.ref("Machine").array()));
  }

  private static Schema relationsOverCompositeKeys() {
    return a.schema(
            a.model("Citizen")
                .field("country", a.string().required())
                .field("nationalNo", a.integer().required())
                .field("name", a.string())
                .field("passports", a.hasMany("Passport", "holderCountry", "holderNo"))
                .field("vault", a.hasOne("Vault", "ownerCountry", "ownerNo"))
                .identifier("country", "nationalNo"),
            a.model("Passport")
                .field("code", a.string())
                .field("holderCountry", a.string())
                .field("holderNo", a.integer())
                .field("holder", a.belongsTo("Citizen", "holderCountry", "holderNo")),
            a.model("Vault")
                .field("pin", a.string())
                .field("ownerCountry", a.string().required())
                .field("ownerNo", a.integer().required())
                .field("person", a.belongsTo("Citizen", "ownerCountry", "ownerNo")))
        .authorization(allow.publicApiKey());
  }

  private static CustomCall query(String name, FieldType answer) {
    return open(a.query(name).returns(answer));
  }

  private static CustomCall mutation(String name, FieldType answer) {
    return open(a.mutation(name).returns(answer));
  }

  private static CustomCall open(CustomCall call) {
    return call.handler(a.handler.function("fn")).authorization(allow.publicApiKey());
  }

  private static Arguments ported(String name, Schema schema) {
    return Arguments.of(name, Named.of("in Java", schema));
  }
}
