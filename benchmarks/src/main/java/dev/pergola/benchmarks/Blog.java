package dev.pergola.benchmarks;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.Pergola;
import dev.pergola.auth.Identity;
import dev.pergola.dsl.Schema;
import dev.pergola.model.Mode;
import dev.pergola.storage.Store;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Posts and their comments as a backend of ours: a static rule, and all limits as they come. */
final class Blog {

  static final Schema SCHEMA =
      a.schema(
          a.model("Post")
              .field("caption", a.string())
              .field("email", a.string())
              .field("userId", a.string())
              .field("date", a.string())
              .field("imagePath", a.string())
              .field("comments", a.hasMany("Comment", "postId"))
              .secondaryIndexes(a.index("userId").sortKeys("date"))
              .authorization(allow.publicApiKey()),
          a.model("Comment")
              .field("postId", a.id().required())
              .field("post", a.belongsTo("Post", "postId"))
              .field("author", a.string())
              .field("content", a.string())
              .authorization(allow.publicApiKey()));

  static final Identity CALLER = new Identity.ApiKeyHolder("benchmark");

  private Blog() {}

  static Pergola over(Store store) {
    return Pergola.builder(SCHEMA)
        .store(store)
        .authorizationModes(modes -> modes.hostOnly(Mode.API_KEY))
        .clock(Clock.fixed(Instant.parse(Data.NOW), ZoneOffset.UTC))
        .ids(new Ids())
        .build();
  }
}
