package dev.pergola.internal.authorize;

import dev.pergola.auth.Claims;
import dev.pergola.auth.Identity;
import dev.pergola.model.CustomOperation;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.ResourceGrant;
import dev.pergola.model.Rule;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One caller for each kind that the rules of a schema tell apart. Each has all the claims that
 * rules about records ask for, so that what it may do in records that name it is seen.
 */
final class MatrixCallers {

  /** Nobody's group, for rules about groups that a record names. */
  private static final String SOME_GROUP = "(a group that the record names)";

  private final Map<String, Identity> callers = new LinkedHashMap<>();
  private final List<Rule> rules;

  private MatrixCallers(List<Rule> rules) {
    this.rules = rules;
  }

  /** The callers by their names, those with most rights last. */
  static Map<String, Identity> of(SchemaModel schema, Set<Mode> modes) {
    MatrixCallers callers = new MatrixCallers(rules(schema));
    for (Mode mode : Mode.values()) {
      if (modes.contains(mode)) {
        callers.add(mode);
      }
    }
    for (ResourceGrant function : schema.resources()) {
      callers.callers.put("function " + function.name(), Identity.function(function.name()));
    }
    callers.callers.put("admin", Identity.admin());
    return callers.callers;
  }

  private static List<Rule> rules(SchemaModel schema) {
    List<Rule> rules = new ArrayList<>();
    for (ModelType model : schema.models()) {
      rules.addAll(model.grants().roles());
    }
    for (CustomOperation operation : schema.operations()) {
      rules.addAll(operation.rules());
    }
    return rules;
  }

  private void add(Mode mode) {
    switch (mode) {
      case API_KEY -> callers.put("apiKey", Identity.apiKey("any"));
      case USER_POOL, OIDC -> addUsers(mode);
      case IAM -> {
        callers.put("identityPool, guest", Identity.identityPool("any", false));
        callers.put("identityPool, signed in", Identity.identityPool("any", true));
      }
      case LAMBDA -> callers.put("lambda", Identity.lambda(Map.of(), Set.of()));
    }
  }

  private void addUsers(Mode mode) {
    String name = mode == Mode.OIDC ? "oidc" : "userPool";
    Map<String, Object> claims = claims(mode);
    callers.put(name, user(mode, claims));
    for (Rule.Groups groups : groups(mode)) {
      for (String group : groups.groups()) {
        Map<String, Object> more = new HashMap<>(claims);
        more.put(groups.claim(), List.of(group));
        boolean usual = groups.claim().equals(Rule.Groups.DEFAULT_CLAIM);
        callers.putIfAbsent(
            "%s, group %s%s".formatted(name, group, usual ? "" : " in " + groups.claim()),
            user(mode, more));
      }
    }
  }

  /** Every claim that rules about records ask users of this mode for. */
  private Map<String, Object> claims(Mode mode) {
    Map<String, Object> claims = new HashMap<>();
    for (Rule rule : rules) {
      if (rule.mode() == mode && rule instanceof Rule.Owner owner) {
        owner.claims().forEach(claim -> claims.put(claim, "(" + claim + ")"));
      }
    }
    for (Rule rule : rules) {
      if (rule.mode() == mode && rule instanceof Rule.GroupsDefinedIn groups) {
        claims.put(groups.claim(), List.of(SOME_GROUP));
      }
    }
    return claims;
  }

  private Set<Rule.Groups> groups(Mode mode) {
    Set<Rule.Groups> groups = new LinkedHashSet<>();
    for (Rule rule : rules) {
      if (rule.mode() == mode && rule instanceof Rule.Groups named) {
        groups.add(named);
      }
    }
    return groups;
  }

  private static Identity user(Mode mode, Map<String, Object> claims) {
    return mode == Mode.OIDC
        ? Identity.oidc(Claims.of(claims))
        : Identity.userPool(Claims.of(claims));
  }
}
