package dev.pergola.conformance.client;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.DELETE;
import static dev.pergola.dsl.Operation.READ;

import dev.pergola.auth.Identity;
import dev.pergola.dsl.FunctionHandler;
import dev.pergola.dsl.Schema;
import dev.pergola.handler.HandlerContext;
import dev.pergola.handler.OperationException;
import dev.pergola.model.ModelOperation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code client-schema.ts} of the client's suite in this DSL, with the code that it calls. */
final class ClientSchema {

  private ClientSchema() {}

  /** All of it. */
  static Schema schema() {
    return a.combine(values(), library(), keys(), rules(), operations());
  }

  private static Schema values() {
    return a.schema(
        a.enumType("Stage", "DRAFT", "LIVE", "RETIRED"),
        a.customType("GeoPoint")
            .field("lat", a.floating().required())
            .field("lon", a.floating().required()),
        a.customType("Place")
            .field("city", a.string().required())
            .field("lines", a.string().array())
            .field("point", a.ref("GeoPoint"))
            .field("kind", a.enumOf("HOME", "WORK")),
        a.model("Gadget")
            .field("name", a.string().required())
            .field("count", a.integer())
            .field("weight", a.floating())
            .field("active", a.bool())
            .field("madeOn", a.date())
            .field("soldAt", a.datetime())
            .field("opensAt", a.time())
            .field("epoch", a.timestamp())
            .field("mail", a.email())
            .field("site", a.url())
            .field("phone", a.phone())
            .field("ip", a.ipAddress())
            .field("extra", a.json())
            .field("labels", a.string().array())
            .field("grades", a.integer().array())
            .field("stage", a.ref("Stage"))
            .field("place", a.ref("Place"))
            .field("visits", a.ref("Place").array())
            .field("note", a.string().defaultValue("none"))
            .authorization(allow.publicApiKey()));
  }

  private static Schema library() {
    return a.schema(
        a.model("Writer")
            .field("name", a.string().required())
            .field("books", a.hasMany("Book", "writerId"))
            .field("card", a.hasOne("Card", "writerId"))
            .authorization(allow.publicApiKey()),
        a.model("Card")
            .field("code", a.string().required())
            .field("writerId", a.id())
            .field("writer", a.belongsTo("Writer", "writerId"))
            .authorization(allow.publicApiKey()),
        a.model("Book")
            .field("title", a.string().required())
            .field("pages", a.integer())
            .field("writerId", a.id())
            .field("writer", a.belongsTo("Writer", "writerId"))
            .field("shelves", a.hasMany("BookShelf", "bookId"))
            .authorization(allow.publicApiKey()),
        a.model("Shelf")
            .field("label", a.string().required())
            .field("books", a.hasMany("BookShelf", "shelfId"))
            .authorization(allow.publicApiKey()),
        a.model("BookShelf")
            .field("bookId", a.id().required())
            .field("shelfId", a.id().required())
            .field("book", a.belongsTo("Book", "bookId"))
            .field("shelf", a.belongsTo("Shelf", "shelfId"))
            .authorization(allow.publicApiKey()));
  }

  private static Schema keys() {
    return a.schema(
        a.model("Reading")
            .field("sensor", a.string().required())
            .field("takenAt", a.datetime().required())
            .field("value", a.floating())
            .identifier("sensor", "takenAt")
            .authorization(allow.publicApiKey()),
        a.model("Slot")
            .field("hall", a.string().required())
            .field("row", a.integer().required())
            .field("seat", a.integer().required())
            .field("holder", a.string())
            .identifier("hall", "row", "seat")
            .authorization(allow.publicApiKey()),
        a.model("Order")
            .field("customer", a.string().required())
            .field("placedOn", a.date().required())
            .field("total", a.floating())
            .field("stage", a.ref("Stage").required())
            .field("region", a.string().required())
            .field("lane", a.integer().required())
            .secondaryIndexes(
                a.index("customer").sortKeys("placedOn").queryField("ordersByCustomer"),
                a.index("stage"),
                a.index("region").sortKeys("lane", "placedOn").queryField("ordersByRegion"))
            .authorization(allow.publicApiKey()));
  }

  private static Schema rules() {
    return a.schema(
        a.model("Note")
            .field("text", a.string().required())
            .field("mood", a.string())
            .authorization(allow.owner(), allow.group("Admins").to(READ, DELETE)),
        a.model("Paper")
            .field("title", a.string().required())
            .field("editors", a.string().array())
            .authorization(allow.ownersDefinedIn("editors")),
        a.model("Board")
            .field("title", a.string().required())
            .field("team", a.string())
            .authorization(allow.groupDefinedIn("team"), allow.group("Admins")),
        a.model("Bulletin")
            .field("title", a.string().required())
            .field("body", a.string())
            .authorization(
                allow.publicApiKey().to(READ),
                allow.authenticated().to(READ),
                allow.group("Admins")),
        a.model("Vault").field("code", a.string().required()).authorization(allow.custom()),
        a.model("Ledger")
            .field("line", a.string().required())
            .disableOperations(
                ModelOperation.UPDATE, ModelOperation.DELETE, ModelOperation.SUBSCRIPTIONS)
            .authorization(allow.publicApiKey()));
  }

  private static Schema operations() {
    FunctionHandler same = a.handler.function(HandlerContext::arguments);
    return a.schema(
        a.customType("Tally")
            .field("word", a.string().required())
            .field("times", a.integer().required()),
        a.query("echo")
            .argument("text", a.string().required())
            .argument("times", a.integer())
            .returns(a.string())
            .handler(a.handler.function(ClientSchema::echo))
            .authorization(allow.publicApiKey()),
        a.query("tally")
            .argument("words", a.string().array().required())
            .returns(a.ref("Tally").array())
            .handler(a.handler.function(ClientSchema::tally))
            .authorization(allow.publicApiKey()),
        a.query("stageOf")
            .argument("stage", a.ref("Stage"))
            .returns(a.ref("Stage"))
            .handler(a.handler.function(call -> call.arguments().get("stage")))
            .authorization(allow.publicApiKey()),
        a.query("whoAmI")
            .returns(a.string())
            .handler(a.handler.function(ClientSchema::whoAmI))
            .authorization(allow.authenticated()),
        a.mutation("refuse")
            .argument("why", a.string().required())
            .returns(a.string())
            .handler(a.handler.function(ClientSchema::refuse))
            .authorization(allow.publicApiKey()),
        a.mutation("announce")
            .argument("channel", a.string().required())
            .argument("text", a.string().required())
            .returns(a.ref("Message"))
            .handler(same)
            .authorization(allow.publicApiKey()),
        a.customType("Message")
            .field("channel", a.string().required())
            .field("text", a.string().required()),
        a.subscription("onAnnounce")
            .on(a.ref("announce"))
            .argument("channel", a.string())
            .handler(a.handler.custom(call -> null))
            .authorization(allow.publicApiKey()));
  }

  private static Object echo(HandlerContext call) {
    int times = call.arguments().get("times") instanceof Number number ? number.intValue() : 1;
    return String.join(
        " ", Collections.nCopies(times, String.valueOf(call.arguments().get("text"))));
  }

  private static Object tally(HandlerContext call) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    if (call.arguments().get("words") instanceof List<?> words) {
      words.forEach(word -> counts.merge(String.valueOf(word), 1, Integer::sum));
    }
    return counts.entrySet().stream()
        .map(count -> Map.of("word", count.getKey(), "times", count.getValue()))
        .toList();
  }

  private static Object whoAmI(HandlerContext call) {
    return ((Identity.UserPool) call.identity()).claims().text("username").orElseThrow();
  }

  private static Object refuse(HandlerContext call) {
    throw new OperationException(String.valueOf(call.arguments().get("why")), "Lambda:Unhandled");
  }
}
