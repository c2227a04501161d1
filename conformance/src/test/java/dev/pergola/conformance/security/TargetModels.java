package dev.pergola.conformance.security;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;

import dev.pergola.dsl.Model;

/** Models of the application that the corpora are for, which several of them ask. */
public final class TargetModels {

  /** Records of one owner, and of nobody else. */
  public static final Model VAULT =
      a.model("Vault")
          .field("label", a.string())
          .field("pin", a.string())
          .field("amount", a.integer())
          .authorization(allow.owner());

  /** Records of several owners and groups. */
  public static final Model TEAM =
      a.model("Team")
          .field("name", a.string())
          .field("members", a.string().array())
          .field("crews", a.string().array())
          .authorization(allow.ownersDefinedIn("members"), allow.groupsDefinedIn("crews"));

  private TargetModels() {}
}
