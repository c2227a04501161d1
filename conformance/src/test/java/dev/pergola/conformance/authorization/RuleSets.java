package dev.pergola.conformance.authorization;

import static dev.pergola.conformance.authorization.Allow.custom;
import static dev.pergola.conformance.authorization.Allow.groups;
import static dev.pergola.conformance.authorization.Allow.guest;
import static dev.pergola.conformance.authorization.Allow.in;
import static dev.pergola.conformance.authorization.Allow.key;
import static dev.pergola.conformance.authorization.Allow.owner;
import static dev.pergola.conformance.authorization.Allow.signedIn;
import static dev.pergola.conformance.authorization.Proof.IDENTITY_POOL;
import static dev.pergola.conformance.authorization.Proof.OIDC;
import static dev.pergola.conformance.authorization.Proof.USER_POOL;
import static dev.pergola.conformance.authorization.RuleSet.of;

import dev.pergola.conformance.authorization.Allow.Kind;
import dev.pergola.conformance.authorization.RuleSet.Trait;
import java.util.List;

/** Sets of rules as people write them, and some as nobody should. */
final class RuleSets {

  private RuleSets() {}

  static List<RuleSet> all() {
    Allow user = signedIn(USER_POOL);
    Allow editors = in(Kind.OWNERS, "editors");
    Allow team = in(Kind.GROUP_IN, "team");
    Allow teams = in(Kind.GROUPS_IN, "teams");
    return List.of(
        of("everybody", RuleSet.EVERYBODY.toArray(Allow[]::new)).with(Trait.ID),
        of(
                "everybody but one",
                RuleSet.EVERYBODY.stream()
                    .filter(rule -> rule.kind() != Kind.CUSTOM)
                    .toArray(Allow[]::new))
            .with(Trait.WITHOUT_CUSTOM),
        of("owner", owner()).with(Trait.IMPLICIT_OWNER),
        of("owner, declared and a key", owner()).with(Trait.ID, Trait.INDEXED),
        of("owner reads, users create", owner().reading(), user.to(Op.CREATE)),
        of("key reads, owner does all", key().reading(), owner())
            .with(Trait.IMPLICIT_OWNER)
            .calls(key(), user),
        of("users read, owner changes", user.reading(), owner().to(Op.UPDATE, Op.DELETE)),
        of("owner, and admins", owner(), groups("Red"), user.to(Op.GET)).calls(groups("Red")),
        of("editors", editors).with(Trait.ID),
        of("team", team).with(Trait.INDEXED),
        of("teams", teams),
        of("owner, team and teams", owner(), team.reading(), teams.to(Op.UPDATE, Op.LIST))
            .with(Trait.INDEXED),
        of("one group", groups("Red")).calls(groups("Red", "Blue")),
        of("groups read, owner creates", groups("Red", "Blue").reading(), owner().to(Op.CREATE)),
        of("oidc owner by sub", owner().by(OIDC).claim("sub")).with(Trait.INDEXED),
        of(
                "oidc groups by another claim",
                groups("Red").by(OIDC).claim("roles"),
                teams.by(OIDC).claim("roles").reading(),
                signedIn(OIDC).to(Op.CREATE))
            .calls(groups("Red").by(OIDC).claim("roles")),
        of("owner by mail", owner().claim("email")).with(Trait.INDEXED),
        of("owner by user name", owner().claim("username"), key().to(Op.LIST)),
        of("owner by two other claims", owner().claim("sub::email"), groups("Blue").reading()),
        of("guests read, pool does all", guest().reading(), signedIn(IDENTITY_POOL)).calls(guest()),
        of("custom", custom().to(Op.GET, Op.CREATE), owner()).calls(custom()),
        of("get is not list", user.to(Op.GET), owner().to(Op.LIST), team.to(Op.SEARCH)),
        of("only listening", user.to(Op.LISTEN), owner().to(Op.SYNC)),
        // Rules of fields.
        of("secret of the owner", user, owner())
            .field("secret", owner())
            .with(Trait.IMPLICIT_OWNER),
        of("secret of owner and group", user, owner(), key().reading())
            .field("secret", owner().reading(), groups("Red").to(Op.CREATE, Op.GET, Op.UPDATE))
            .calls(key(), user),
        of("a field opens the record", owner())
            .field("title", owner(), key().reading(), user.to(Op.GET)),
        of("the owner stays", owner(), user.reading())
            .field("owner", owner().to(Op.GET, Op.LIST, Op.DELETE)),
        of("nobody", owner(), user.reading()).field("secret"),
        of("a default counts", user, owner()).field("note", groups("Red"), owner().reading()),
        of("references of the owner", user, owner())
            .field("hubId", owner())
            .field("pinId", owner().reading(), groups("Red")),
        of("relations of the owner", user, owner())
            .field("hub", owner())
            .field("leaves", groups("Blue").reading()),
        of("a key of the owner", user, owner())
            .field("kind", owner())
            .field("title", owner(), groups("Red"))
            .with(Trait.INDEXED),
        of("owner as a hidden key", owner(), teams, user.reading())
            .field("owner", owner().reading())
            .field("team", team, owner())
            .with(Trait.INDEXED),
        of("may change, not clear", user.to(Op.UPDATE, Op.GET), owner())
            .field("secret", user.to(Op.UPDATE, Op.GET), owner().reading()),
        of("lists of their own", user.reading(), owner())
            .field("editors", editors, owner())
            .field("teams", teams.reading(), owner()),
        of("silent", user, owner())
            .field("secret", owner())
            .field("title", groups("Red"), owner().reading())
            .with(Trait.NO_SUBSCRIPTIONS),
        of("many roles", owner(), editors.reading(), team.to(Op.UPDATE, Op.GET), key().to(Op.LIST))
            .field("secret", editors.to(Op.UPDATE, Op.GET), owner())
            .field("rank", team, key().reading())
            .with(Trait.INDEXED)
            .calls(key(), groups("Blue")));
  }
}
