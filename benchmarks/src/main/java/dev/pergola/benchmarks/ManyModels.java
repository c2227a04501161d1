package dev.pergola.benchmarks;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.Pergola;
import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaPart;
import dev.pergola.model.Mode;
import dev.pergola.storage.memory.EmbeddedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A schema of many models, each with ten fields, an enum, a custom type, an index, an owner, and
 * relations to its neighbours, so that every model is reached from every other.
 */
final class ManyModels {

  static final Identity CALLER =
      Identity.userPool(Claims.of(Map.of("sub", "00000000-0000-4000-8000-000000000001")));

  private ManyModels() {}

  static Pergola backend(Schema schema) {
    return Pergola.builder(schema)
        .store(EmbeddedStore.inMemory())
        .authorizationModes(modes -> modes.hostOnly(Mode.USER_POOL))
        .build();
  }

  static Schema of(int count) {
    List<SchemaPart> parts = new ArrayList<>();
    parts.add(a.enumType("Status", "DRAFT", "LIVE", "GONE"));
    parts.add(
        a.customType("Money")
            .field("amount", a.integer().required())
            .field("currency", a.string().required()));
    for (int i = 0; i < count; i++) {
      parts.add(model(i, count));
    }
    return a.schema(parts.toArray(SchemaPart[]::new));
  }

  private static SchemaPart model(int number, int count) {
    return a.model("Thing" + number)
        .field("title", a.string().required())
        .field("rank", a.integer())
        .field("price", a.ref("Money"))
        .field("status", a.ref("Status"))
        .field("state", a.enumOf("ON", "OFF"))
        .field("tags", a.string().array())
        .field("seen", a.datetime())
        .field("link", a.url())
        .field("note", a.string())
        .field("parentId", a.id())
        .field("parent", a.belongsTo("Thing" + (number + count - 1) % count, "parentId"))
        .field("children", a.hasMany("Thing" + (number + 1) % count, "parentId"))
        .secondaryIndexes(a.index("title").sortKeys("rank", "seen"))
        .authorization(allow.owner(), allow.authenticated());
  }
}
