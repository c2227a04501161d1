package dev.pergola.internal.authorize;

import dev.pergola.model.Mode;
import dev.pergola.model.ModelType;
import dev.pergola.model.Relation;
import dev.pergola.model.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
    if (model.grants().guards(relation.name())) {
      return true;
    }
    // Without anybody who could read both, the relation is refused and need not be hidden.
    return haveCommonMode(readers(model), readers(target)) && !haveSameReaders(model, target);
  }

  /**
   * Whether events say nothing of this relation, whatever a mutation selected: who wrote may have
   * been trusted code, to which nothing is refused, and who listens was asked about the record
   * only.
   */
  public static boolean hidesFromSubscribers(ModelType model, Relation relation, ModelType target) {
    ModelType child = relation.parentSide() ? target : model;
    return model.grants().guards(relation.name())
        || relation.references().stream().anyMatch(child.grants()::guards)
        || !haveSameReaders(model, target);
  }

  private static boolean haveCommonMode(Set<Rule> here, Set<Rule> there) {
    return here.stream().anyMatch(one -> there.stream().anyMatch(two -> one.mode() == two.mode()));
  }

  private static boolean haveSameReaders(ModelType model, ModelType target) {
    Set<Rule> here = readers(model);
    return here.equals(readers(target)) && here.stream().allMatch(Redaction::isAboutTheCallerOnly);
  }

  /** Each role that reads; who is signed in needs no other role of that mode. */
  private static Set<Rule> readers(ModelType model) {
    List<Rule> roles = model.grants().readAnyhow();
    Set<Mode> open = EnumSet.noneOf(Mode.class);
    roles.stream()
        // The identity pool has guests besides those who are signed in.
        .filter(role -> role instanceof Rule.Authenticated && role.mode() != Mode.IAM)
        .forEach(role -> open.add(role.mode()));
    return roles.stream()
        .filter(role -> role instanceof Rule.Authenticated || !open.contains(role.mode()))
        .collect(Collectors.toSet());
  }

  private static boolean isAboutTheCallerOnly(Rule role) {
    return role instanceof Rule.PublicApiKey
        || role instanceof Rule.Guest
        || role instanceof Rule.Authenticated
        || role instanceof Rule.Groups;
  }
}
