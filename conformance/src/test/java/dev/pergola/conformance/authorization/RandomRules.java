package dev.pergola.conformance.authorization;

import dev.pergola.conformance.authorization.Allow.Kind;
import dev.pergola.conformance.authorization.RuleSet.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random rules, callers and records, whose names are few, so that they often meet. */
final class RandomRules {

  private static final List<String> SUBS =
      List.of("sub-alice", "sub-bob", Caller.CAROLS_SUB, "sub-alice::alice", "alice");
  private static final List<String> NAMES =
      List.of("alice", "bob", "sub-alice::alice", Caller.CAROLS_SUB, "sub-bob");
  private static final List<String> GROUPS = List.of("Red", "Blue", "RedBlue", "Re");
  private static final List<String> RULED =
      List.of(
          "title", "secret", "rank", "note", "owner", "editors", "team", "teams", "kind", "hubId",
          "pinId", "hub", "pin", "leaves");

  private final Random random;

  RandomRules(long seed) {
    this.random = new Random(seed);
  }

  RuleSet rules(String name) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    for (Trait trait : List.of(Trait.IMPLICIT_OWNER, Trait.INDEXED, Trait.NO_SUBSCRIPTIONS)) {
      if (random.nextInt(3) == 0) {
        traits.add(trait);
      }
    }
    if (traits.contains(Trait.INDEXED)) {
      traits.remove(Trait.IMPLICIT_OWNER);
    }
    String claim = pick(List.of("", "", "sub", "username", "sub::email"));
    List<Allow> model = rules(claim, 1 + random.nextInt(4));
    Map<String, List<Allow>> fields = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String field = pick(RULED);
      if (!field.equals("owner") || !traits.contains(Trait.IMPLICIT_OWNER)) {
        fields.put(field, rules(claim, random.nextInt(4)));
      }
    }
    if (fields.isEmpty() && random.nextBoolean()) {
      traits.add(Trait.ID);
    }
    List<Allow> calls = List.of(pick(List.of(Allow.key(), Allow.groups("Red", "Blue"))));
    return new RuleSet(name, model, fields, calls, traits);
  }

  private List<Allow> rules(String ownerClaim, int count) {
    List<Allow> rules = new ArrayList<>();
    Set<Allow> roles = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Allow rule = granting(rule(ownerClaim));
      if (rule.roles().stream().noneMatch(roles::contains)) {
        roles.addAll(rule.roles());
        rules.add(rule);
      }
    }
    return rules;
  }

  private Allow rule(String ownerClaim) {
    Proof provider = random.nextInt(4) == 0 ? Proof.OIDC : Proof.USER_POOL;
    return switch (random.nextInt(10)) {
      case 0 -> Allow.key();
      case 1 -> pick(List.of(Allow.guest(), Allow.custom(), Allow.signedIn(Proof.IDENTITY_POOL)));
      case 2 -> Allow.signedIn(provider);
      case 3, 4 -> Allow.owner().claim(ownerClaim).by(provider);
      case 5 -> Allow.in(Kind.OWNERS, "editors").claim(ownerClaim).by(provider);
      case 6 -> Allow.groups(pick(GROUPS)).by(provider);
      case 7 -> Allow.groups("Red", "Blue").by(provider);
      case 8 -> Allow.in(Kind.GROUP_IN, "team").by(provider);
      default -> Allow.in(Kind.GROUPS_IN, "teams").by(provider);
    };
  }

  private Allow granting(Allow rule) {
    switch (random.nextInt(4)) {
      case 0:
        return rule;
      case 1:
        return rule.reading();
      default:
        Set<Op> ops = EnumSet.of(pick(List.of(Op.values())));
        while (random.nextBoolean()) {
          ops.add(pick(List.of(Op.CREATE, Op.UPDATE, Op.DELETE, Op.GET, Op.LIST)));
        }
        return rule.to(ops);
    }
  }

  Caller caller() {
    Proof proof =
        random.nextInt(3) == 0
            ? pick(List.of(Proof.values()))
            : pick(List.of(Proof.USER_POOL, Proof.USER_POOL, Proof.OIDC));
    Map<String, Object> claims = new HashMap<>();
    if (proof == Proof.USER_POOL || proof == Proof.OIDC) {
      claim(claims, "sub", pick(SUBS));
      claim(claims, random.nextInt(4) == 0 ? "cognito:username" : "username", pick(NAMES));
      claim(claims, "email", pick(NAMES));
      if (random.nextBoolean()) {
        claims.put(
            "cognito:groups",
            pick(
                List.of(
                    List.of(pick(GROUPS)),
                    List.of("Red", "Blue"),
                    pick(GROUPS),
                    "[\"Re\",\"Blue\"]",
                    List.of(),
                    true)));
      }
    }
    return new Caller("%s %s".formatted(proof, claims), proof, Map.copyOf(claims));
  }

  private void claim(Map<String, Object> claims, String name, String text) {
    switch (random.nextInt(12)) {
      case 0 -> claims.put(name, pick(List.<Object>of(7, "", true, List.of(text))));
      case 1 -> claims.remove(name);
      default -> claims.put(name, text);
    }
  }

  List<Doc> docs(RuleSet set) {
    List<Doc> docs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Doc doc = new Doc("r" + i, Map.of());
      for (String field : RULED) {
        doc = set(set, doc, field);
      }
      docs.add(doc.with("pinId", World.pin(doc)));
    }
    return docs;
  }

  /** The record with another value in a field. */
  Doc set(RuleSet set, Doc doc, String field) {
    if (RuleSet.RELATIONS.contains(field) || (field.equals("owner") && !set.hasOwner())) {
      return doc;
    }
    Object value = value(field);
    boolean absent = random.nextInt(8) == 0 || (value == null && set.indexed(field));
    return absent ? doc.without(field) : doc.with(field, value);
  }

  private @Nullable Object value(String field) {
    if (random.nextInt(10) == 0) {
      return null;
    }
    return switch (field) {
      case "owner" -> owner();
      case "editors" -> random.nextBoolean() ? List.of(owner()) : List.of(owner(), owner());
      case "team" -> pick(GROUPS);
      case "teams" -> random.nextBoolean() ? List.of(pick(GROUPS)) : List.of("Red", pick(GROUPS));
      case "kind" -> pick(List.of("a", "b"));
      case "hubId" -> pick(List.of(World.HUB, "h2"));
      case "pinId" -> null;
      case "rank" -> (long) random.nextInt(3);
      // Long enough for a token that held it to tell.
      default -> field + "-r" + "0".repeat(random.nextInt(40)) + random.nextInt(6);
    };
  }

  private String owner() {
    return switch (random.nextInt(3)) {
      case 0 -> pick(SUBS);
      case 1 -> pick(NAMES);
      default -> pick(SUBS) + "::" + pick(NAMES);
    };
  }

  <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
