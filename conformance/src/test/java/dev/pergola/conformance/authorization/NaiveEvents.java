package dev.pergola.conformance.authorization;

import dev.pergola.conformance.authorization.Allow.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Who hears of which records, as the contract words it for {@code SAFE}: judged by the record as it
 * is stored, and filtered by the record as it is shown (spec: authorization 11).
 */
record NaiveEvents(NaiveModel model, Caller caller) {

  private static final Set<Op> LISTEN = Set.of(Op.LISTEN);
  private static final Set<String> OWNER = Set.of("owner");

  /** Whether the subscriptions have an argument for the owner. */
  static boolean takesOwner(RuleSet set) {
    return set.declared().stream()
        .flatMap(field -> set.of(field).stream())
        .anyMatch(
            rule ->
                rule.kind() == Kind.OWNER
                    && rule.field().equals("owner")
                    && rule.ops().contains(Op.LISTEN));
  }

  /**
   * The records of which a subscription hears; nothing if it is refused.
   *
   * @param owner the argument; empty for none, as an empty text in it means as well
   */
  Optional<Predicate<Doc>> heard(String owner, Filter filter) {
    Predicate<Doc> asked = doc -> filter.test().test(doc) && (owner.isEmpty() || shows(owner, doc));
    if (caller.proof() == Proof.ADMIN) {
      return Optional.of(asked);
    }
    List<Allow> reaching =
        model.somewhere(LISTEN).stream()
            .filter(role -> !model.reached(role, caller, true).isEmpty())
            .toList();
    if (reaching.isEmpty()) {
      return Optional.empty();
    }
    if (owner.isEmpty() || !hasToBeTheCaller(reaching)) {
      return owner.isEmpty() || mayKnow(owner) ? heard(reaching, asked, filter) : Optional.empty();
    }
    // Then the rules about the owner are those that count: the others were not asked for.
    List<Allow> owners = reaching.stream().filter(NaiveEvents::isAboutTheOwner).toList();
    return owners.stream()
            .anyMatch(role -> model.reached(role, caller, true).contains("owner=" + owner))
        ? heard(owners, filter.test(), filter)
        : Optional.empty();
  }

  private Optional<Predicate<Doc>> heard(
      List<Allow> reaching, Predicate<Doc> asked, Filter filter) {
    if (!model.mayAskBy(caller, filter.fields(), LISTEN, reaching::contains)) {
      return Optional.empty();
    }
    return Optional.of(
        doc ->
            asked.test(doc)
                && reaching.stream().anyMatch(role -> model.matches(role, caller, doc, true)));
  }

  /** The argument names the caller where an owner rule is for such callers, unless all may hear. */
  private boolean hasToBeTheCaller(List<Allow> reaching) {
    boolean all =
        reaching.stream()
            .anyMatch(role -> model.reached(role, caller, true).contains(NaiveModel.ALL));
    return !all
        && model.somewhere(LISTEN).stream()
            .anyMatch(role -> isAboutTheOwner(role) && role.proof() == caller.proof());
  }

  /** Whether the caller may know whose records are somebody's. */
  private boolean mayKnow(String owner) {
    return model.mayAskBy(caller, OWNER, LISTEN, role -> true)
        || model.mayRead(caller, "owner", new Doc("", Map.of("owner", owner)));
  }

  private boolean shows(String owner, Doc doc) {
    return owner.equals(model.shown("owner", doc));
  }

  private static boolean isAboutTheOwner(Allow role) {
    return role.kind() == Kind.OWNER && role.field().equals("owner");
  }
}
