package dev.pergola.internal.authorize;

import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Operation;
import dev.pergola.model.Relation;
import dev.pergola.model.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which relations the results of mutations keep to themselves (spec: authorization 8). Subscribers
 * get what a mutation selected; they may read the record that it is about, and not every record
 * that it is related to. Only where both models have the very same readers, whatever the record,
 * nothing can be told to somebody who may not know it.
 */
public final class Redaction {

  private Redaction() {}

  /** Whether results of mutations say nothing of this relation. */
  public static boolean hides(ModelType model, Relation relation, ModelType target) {
    if (model.fieldRules(relation.name()).isPresent()) {
      return true;
    }
    List<Rule> here = readers(model);
    List<Rule> there = readers(target);
    // Without anybody who could read both, the relation is refused and need not be hidden.
    boolean common =
        here.stream().anyMatch(one -> there.stream().anyMatch(two -> one.mode() == two.mode()));
    return common && !(allStatic(here) && allStatic(there) && roles(here).equals(roles(there)));
  }

  private static List<Rule> readers(ModelType model) {
    return model.rules().stream()
        .filter(rule -> rule.operations().stream().anyMatch(Operation::reads))
        .toList();
  }

  private static boolean allStatic(List<Rule> rules) {
    Set<Mode> open = signedIn(rules);
    return rules.stream()
        .filter(rule -> !open.contains(rule.mode()) || rule instanceof Rule.Authenticated)
        .allMatch(
            rule ->
                rule instanceof Rule.PublicApiKey
                    || rule instanceof Rule.Guest
                    || rule instanceof Rule.Authenticated
                    || rule instanceof Rule.Groups);
  }

  /** Each caller that the rules tell apart; who is signed in needs no other rule of that mode. */
  private static Set<Object> roles(List<Rule> rules) {
    Set<Mode> open = signedIn(rules);
    Set<Object> roles = new HashSet<>();
    for (Rule rule : rules) {
      if (rule instanceof Rule.Groups groups && !open.contains(rule.mode())) {
        groups.groups().forEach(group -> roles.add(List.of(rule.mode(), groups.claim(), group)));
      } else if (!open.contains(rule.mode()) || rule instanceof Rule.Authenticated) {
        roles.add(List.of(rule.mode(), Objects.requireNonNull(rule.getClass())));
      }
    }
    return roles;
  }

  /** The modes of which everybody may read; those of the identity pool have a guest besides. */
  private static Set<Mode> signedIn(List<Rule> rules) {
    Set<Mode> modes = new HashSet<>();
    rules.stream()
        .filter(rule -> rule instanceof Rule.Authenticated && rule.mode() != Mode.IAM)
        .forEach(rule -> modes.add(rule.mode()));
    return modes;
  }
}
