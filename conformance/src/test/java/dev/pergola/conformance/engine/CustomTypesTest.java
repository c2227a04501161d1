package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.dsl.Schema;
import dev.pergola.internal.schema.RootOperation;
import dev.pergola.internal.schema.SchemaGenerator;
import dev.pergola.internal.schema.SchemaSettings;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Custom types inside records (spec: schema 2.2, runtime A3). */
class CustomTypesTest {

  private static final Schema SCHEMA =
      a.schema(
          a.model("Place")
              .field("name", a.string())
              .field("spot", a.ref("Spot"))
              .field("spots", a.ref("Spot").array())
              .field("sure", a.ref("Spot").required().array().required())
              .field("tree", a.ref("Tree"))
              .authorization(allow.publicApiKey()),
          a.customType("Spot")
              .field("lat", a.floating().required())
              .field("label", a.string())
              .field("level", a.ref("Level"))
              .field("meta", a.json())
              .field("tags", a.string().required().array()),
          a.customType("Tree")
              .field("name", a.string().required())
              .field("left", a.ref("Tree"))
              .field("others", a.ref("Tree").array()),
          a.enumType("Level", "LOW", "HIGH"));

  private final EmbeddedStore store = EmbeddedStore.inMemory();
  private final Bench bench = new Bench(SCHEMA, store, builder -> builder);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void anObjectIsStoredAndAnsweredWhole() {
    Answer created =
        run(
            "mutation{createPlace(input:{id:\"p\",sure:[{lat:1}],"
                + "spot:{lat:1.5,label:null,level:HIGH,meta:\"{\\\"k\\\": [1]}\",tags:[\"x\"]}})"
                + "{spot{__typename lat label l:level meta tags} sure{lat label}}}");

    assertThat(created.at("/createPlace/spot/meta").asString()).isEqualTo("{\"k\":[1]}");
    assertThat(created.data())
        .isEqualTo(
            "{'createPlace':{'spot':{'__typename':'Spot','lat':1.5,'label':null,'l':'HIGH',"
                + "'meta':'{\\'k\\':[1]}','tags':['x']},'sure':[{'lat':1.0,'label':null}]}}");
    assertThat(
            run("{getPlace(id:\"p\"){spot{lat ...F} ...on Place{spot{tags}}}} fragment F on Spot{label}")
                .data())
        .isEqualTo("{'getPlace':{'spot':{'lat':1.5,'label':null,'tags':['x']}}}");
  }

  @Test
  void anUpdateReplacesTheWholeObject() {
    run(
        "mutation{createPlace(input:{id:\"p\",sure:[],spot:{lat:1,label:\"L\"},spots:[{lat:1},null]}){id}}");

    assertThat(
            run("mutation{updatePlace(input:{id:\"p\",spot:{lat:9}}){spot{lat label} spots{lat}}}")
                .data())
        .isEqualTo("{'updatePlace':{'spot':{'lat':9.0,'label':null},'spots':[{'lat':1.0},null]}}");
    assertThat(
            run("mutation{updatePlace(input:{id:\"p\",spot:null,spots:{lat:2}}){spot{lat} spots{lat}}}")
                .data())
        .isEqualTo("{'updatePlace':{'spot':null,'spots':[{'lat':2.0}]}}");
  }

  @Test
  void whatATypeDoesNotTakeIsRefused() {
    assertThat(run("mutation{createPlace(input:{sure:[],spot:{label:\"L\"}}){id}}").errors())
        .hasSize(1);
    assertThat(run("mutation{createPlace(input:{sure:[null]}){id}}").errors()).hasSize(1);
    Answer unknown =
        bench.run(
            KEY,
            "mutation M($i:CreatePlaceInput!){createPlace(input:$i){id}}",
            Map.of("i", Map.of("sure", List.of(), "spot", Map.of("lat", 1, "x", 1))));
    assertThat(unknown.error()).contains("'x'");
    assertThat(run("{listPlaces{items{id}}}").data()).isEqualTo("{'listPlaces':{'items':[]}}");
  }

  @Test
  void aTypeMayHoldItself() {
    Map<String, Object> tree = new HashMap<>(Map.of("name", "0"));
    for (int depth = 1; depth < 20; depth++) {
      tree = new HashMap<>(Map.of("name", "" + depth, "left", tree));
    }
    Answer created =
        bench.run(
            KEY,
            "mutation M($i:CreatePlaceInput!){createPlace(input:$i){tree{name left{name left{name others{name}}}}}}",
            Map.of("i", Map.of("id", "p", "sure", List.of(), "tree", tree)));

    assertThat(created.data())
        .isEqualTo(
            "{'createPlace':{'tree':{'name':'19','left':{'name':'18','left':{'name':'17','others':null}}}}}");
    StringBuilder deep = new StringBuilder("name");
    for (int depth = 0; depth < 40; depth++) {
      deep.insert(0, "left{").append('}');
    }
    assertThat(run("{getPlace(id:\"p\"){tree{" + deep + "}}}").response().data()).isNull();
  }

  @Test
  void aNullInANonNullPlaceTakesTheObjectAroundIt() {
    put("a", "spot", members("label", "no lat"), "sure", List.of(members("lat", 1L)));
    put("b", "spots", Arrays.asList(members("lat", 1L), members("lat", null)), "sure", List.of());
    put("c", "sure", Arrays.asList(members("lat", 1L), members("label", "x")));
    put("d", "spot", "text", "spots", members("lat", 1L), "sure", List.of());
    put(
        "e",
        "spot",
        members("lat", "x", "level", "GONE", "tags", Arrays.asList("t", null)),
        "sure",
        List.of());
    String cannot = ": Cannot return null for non-nullable type: '%s' within parent '%s' (%s)";

    Answer one = run("{getPlace(id:\"a\"){id spot{lat label}}}");
    assertThat(one.dataBesideErrors()).isEqualTo("{'getPlace':{'id':'a','spot':null}}");
    assertThat(one.error())
        .isEqualTo(
            "at getPlace/spot/lat" + cannot.formatted("Float", "Spot", "/getPlace/spot/lat"));
    Answer element = run("{getPlace(id:\"b\"){spots{lat}}}");
    assertThat(element.dataBesideErrors()).isEqualTo("{'getPlace':{'spots':[{'lat':1.0},null]}}");
    assertThat(element.errors()).hasSize(1).allMatch(e -> e.startsWith("at getPlace/spots/1/lat:"));
    Answer all = run("{x:getPlace(id:\"c\"){id sure{lat}}}");
    assertThat(all.dataBesideErrors()).isEqualTo("{'x':null}");
    assertThat(all.errors()).hasSize(1).allMatch(e -> e.startsWith("at x/sure/1/lat:"));
    Answer unfit = run("{getPlace(id:\"d\"){spot{lat} spots{lat}}}");
    assertThat(unfit.dataBesideErrors()).isEqualTo("{'getPlace':{'spot':null,'spots':null}}");
    assertThat(unfit.errors())
        .containsExactly(
            "at getPlace/spot: Can't resolve value (/getPlace/spot) : type mismatch error, expected type OBJECT",
            "at getPlace/spots: Can't resolve value (/getPlace/spots) : type mismatch error, expected type LIST");
    Answer members = run("{getPlace(id:\"e\"){spot{level tags}}}");
    assertThat(members.dataBesideErrors())
        .isEqualTo("{'getPlace':{'spot':{'level':null,'tags':null}}}");
    assertThat(members.errors())
        .hasSize(2)
        .anyMatch(e -> e.startsWith("at getPlace/spot/level:"))
        .anyMatch(e -> e.startsWith("at getPlace/spot/tags/1:"));
  }

  private void put(String id, @Nullable Object... namesAndValues) {
    Row.Builder row = Row.builder(PLACE.table());
    row.set(PLACE.field("id").orElseThrow().position(), id);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = (String) namesAndValues[i];
      row.set(PLACE.field(name).orElseThrow().position(), namesAndValues[i + 1]);
    }
    store
        .put(new PutRequest(PLACE.table(), row.build(), Filter.all()))
        .toCompletableFuture()
        .join();
  }

  private static final ModelType PLACE =
      ((RootOperation.OnModel)
              SchemaGenerator.generate(
                      SCHEMA.resolve(Set.of(Mode.API_KEY, Mode.USER_POOL), Behavior.SAFE),
                      new SchemaSettings(Behavior.SAFE, Mode.API_KEY))
                  .queries()
                  .get("getPlace"))
          .model();

  private static Map<String, @Nullable Object> members(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> members = new HashMap<>();
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(namesAndValues));
    for (int i = 0; i < all.size(); i += 2) {
      members.put((String) all.get(i), all.get(i + 1));
    }
    return members;
  }

  private Answer run(String document) {
    return bench.run(KEY, document);
  }

  /** the JSON text null in a required place below the top level makes a record unreadable. */
  @Test
  void aJsonNullInARequiredPlaceIsRefusedWhereverItStands() {
    Schema schema =
        a.schema(
            a.customType("Meta").field("m", a.json().required()),
            a.model("J")
                .field("metas", a.ref("Meta").required().array().required())
                .field("jss", a.json().required().array())
                .authorization(allow.publicApiKey()));
    try (Bench bench = new Bench(schema)) {
      bench.run(KEY, "mutation{createJ(input:{id:\"1\",metas:[]}){id}}").data();

      assertThat(bench.run(KEY, "mutation{createJ(input:{metas:[{m:\"null\"}]}){id}}").error())
          .contains("Field m of type Meta is required and cannot be set to null");
      assertThat(bench.run(KEY, "mutation{createJ(input:{metas:[],jss:[\"null\"]}){id}}").error())
          .contains("Field jss of type J is required and cannot be set to null");
      assertThat(bench.run(KEY, "mutation{updateJ(input:{id:\"1\",jss:[\"null\"]}){id}}").error())
          .contains("Field jss of type J is required and cannot be set to null");
      assertThat(bench.run(KEY, "{listJS{items{id metas{m} jss}}}").data())
          .isEqualTo("{'listJS':{'items':[{'id':'1','metas':[],'jss':null}]}}");
    }
  }
}
