package dev.pergola.conformance.security;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static dev.pergola.dsl.Operation.READ;

import dev.pergola.dsl.Model;
import dev.pergola.dsl.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The application that all corpora are for. Owners are declared fields, as the corpora send them.
 */
public final class TargetModels {

  private static final Model BLOG =
      a.model("Blog")
          .field("name", a.string().required())
          .field("author", a.string())
          .field("posts", a.hasMany("Post", "blogId"))
          .authorization(
              allow.ownerDefinedIn("author"),
              allow.group("Admins"),
              allow.authenticated().to(READ));

  private static final Model POST =
      a.model("Post")
          .field("title", a.string().required())
          .field("body", a.string())
          .field("views", a.integer())
          .field("rating", a.floating())
          .field("published", a.bool())
          .field("tags", a.string().array())
          .field("meta", a.json())
          .field("publishedAt", a.datetime())
          .field("day", a.date())
          .field("at", a.time())
          .field("ts", a.timestamp())
          .field("link", a.url())
          .field("contact", a.email())
          .field("phone", a.phone())
          .field("ip", a.ipAddress())
          .field("status", a.ref("PostStatus"))
          .field("secretNote", a.string().authorization(allow.owner()))
          .field("owner", a.string())
          .field("blogId", a.id())
          .field("blog", a.belongsTo("Blog", "blogId"))
          .field("comments", a.hasMany("Comment", "postId"))
          .secondaryIndexes(a.index("blogId").sortKeys("publishedAt"))
          .authorization(allow.owner(), allow.group("Admins"), allow.publicApiKey().to(READ));

  private static final Model COMMENT =
      a.model("Comment")
          .field("content", a.string().required())
          .field("owner", a.string())
          .field("postId", a.id())
          .field("post", a.belongsTo("Post", "postId"))
          .authorization(allow.owner(), allow.group("Admins"), allow.authenticated().to(READ));

  private static final Model VAULT =
      a.model("Vault")
          .field("label", a.string())
          .field("pin", a.string())
          .field("amount", a.integer())
          .field("owner", a.string())
          .authorization(allow.owner());

  private static final Model TEAM =
      a.model("Team")
          .field("name", a.string())
          .field("members", a.string().array())
          .field("crews", a.string().array())
          .authorization(allow.ownersDefinedIn("members"), allow.groupsDefinedIn("crews"));

  /** All of it. */
  public static final Schema SCHEMA =
      a.schema(a.enumType("PostStatus", "DRAFT", "LIVE", "GONE"), BLOG, POST, COMMENT, VAULT, TEAM);

  private TargetModels() {}

  /** The records that are there before a case, in the order in which they are written. */
  public static List<Seed> seeds() {
    List<Seed> seeds = new ArrayList<>();
    seeds.add(new Seed("admin", "createBlog(input:{id:\"b1\",name:\"Blog 1\"})"));
    seeds.add(new Seed("admin", "createBlog(input:{id:\"b2\",name:\"Blog 2\"})"));
    IntStream.rangeClosed(1, 30)
        .mapToObj(TargetModels::post)
        .forEach(post -> seeds.add(new Seed("admin", post)));
    for (String who : List.of("alice", "bob")) {
      seeds.add(
          new Seed(
              who,
              "createPost(input:{id:\"post-%1$s\",title:\"Post of %1$s\"%2$s})"
                  .formatted(who, who.equals("alice") ? ",secretNote:\"s3cret\"" : "")));
      seeds.add(
          new Seed(
              who,
              "createVault(input:{id:\"vault-%1$s\",pin:\"%2$s\",label:\"label-%1$s\",amount:7})"
                  .formatted(who, who.equals("alice") ? "1111" : "2222")));
    }
    seeds.add(
        new Seed(
            "hannah", "createTeam(input:{id:\"team-hannah\",name:\"Team\",members:[\"hannah\"]})"));
    return List.copyOf(seeds);
  }

  private static String post(int number) {
    return "createPost(input:{id:\"seed-%1$d\",title:\"Post %1$d\",body:\"body %1$d\",views:%1$d,blogId:\"b1\"})"
        .formatted(number);
  }

  /**
   * A record that is there.
   *
   * @param who writes it
   * @param mutation what is called
   */
  public record Seed(String who, String mutation) {

    /** The whole document. */
    public String document() {
      return "mutation{%s{id}}".formatted(mutation);
    }
  }
}
