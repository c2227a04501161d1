package dev.pergola.conformance.authorization;

import dev.pergola.conformance.authorization.RuleSet.Trait;
import dev.pergola.model.Behavior;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules as the contract words them, asked anew for each caller, field and record. It shares no
 * code with the library and takes no short cut: what it says is what has to happen.
 */
final class NaiveModel {

  /** Part of what a caller reaches: everything. */
  static final String ALL = "*";

  private static final Doc NO_RECORD = new Doc("", Map.of());

  private final RuleSet set;
  private final Behavior behavior;

  // What is asked again and again.
  private final Map<String, Boolean> guarded = new HashMap<>();
  private final Map<Collection<Op>, List<Allow>> somewhere = new HashMap<>();
  private final Map<List<Object>, Set<String>> reached = new HashMap<>();

  NaiveModel(RuleSet set, Behavior behavior) {
    this.set = set;
    this.behavior = behavior;
  }

  RuleSet set() {
    return set;
  }

  Behavior behavior() {
    return behavior;
  }

  // --- who is who

  /** Whether a rule matches a caller in a record, wherever the rule stands. */
  boolean matches(Allow rule, Caller caller, Doc doc, boolean reads) {
    return reached(rule, caller, reads).stream()
        .anyMatch(part -> part.equals(ALL) || holds(rule, part, doc));
  }

  /** What of all records a rule opens to a caller: everything, or those that hold one of texts. */
  Set<String> reached(Allow rule, Caller caller, boolean reads) {
    return reached.computeIfAbsent(
        List.of(rule, caller, reads), key -> whatIsReached(rule, caller, reads));
  }

  private Set<String> whatIsReached(Allow rule, Caller caller, boolean reads) {
    if (caller.proof() != rule.proof()) {
      return Set.of();
    }
    NaiveClaims claims = new NaiveClaims(caller, behavior);
    return switch (rule.kind()) {
      case KEY, GUEST, SIGNED_IN, CUSTOM -> Set.of(ALL);
      case GROUPS ->
          rule.groups().stream().anyMatch(claims.groups(rule.groupClaim())::contains)
              ? Set.of(ALL)
              : Set.of();
      case GROUP_IN, GROUPS_IN -> parts(rule, claims.groups(rule.groupClaim()));
      case OWNER, OWNERS ->
          reads || claims.full(rule.ownerClaims()).isPresent()
              ? parts(rule, claims.owners(rule.ownerClaims()))
              : Set.of();
    };
  }

  private static Set<String> parts(Allow rule, Set<String> texts) {
    return texts.stream().map(text -> rule.field() + "=" + text).collect(Collectors.toSet());
  }

  private static boolean holds(Allow rule, String part, Doc doc) {
    String text = part.substring(rule.field().length() + 1);
    Object value = doc.value(rule.field());
    return rule.aboutLists()
        ? value instanceof List<?> list && list.contains(text)
        : text.equals(value);
  }

  // --- roles and what they may

  /** All roles, with what each may do with a field. */
  private Set<Allow> roles() {
    Set<Allow> roles = new LinkedHashSet<>();
    set.declared().forEach(field -> set.of(field).forEach(rule -> roles.addAll(rule.roles())));
    return roles;
  }

  private Set<Op> ops(Allow role, String field) {
    Set<Op> ops = new HashSet<>();
    for (Allow rule : set.of(field)) {
      if (rule.roles().contains(role)) {
        ops.addAll(rule.ops());
      }
    }
    return ops;
  }

  private boolean some(Allow role, String field, Collection<Op> wanted) {
    return ops(role, field).stream().anyMatch(wanted::contains);
  }

  /** The roles with one of these rights to some field. */
  List<Allow> somewhere(Collection<Op> wanted) {
    return somewhere.computeIfAbsent(
        wanted,
        ops ->
            roles().stream()
                .filter(role -> set.declared().stream().anyMatch(field -> some(role, field, ops)))
                .toList());
  }

  private List<Allow> everywhere(Collection<Op> wanted) {
    return roles().stream()
        .filter(
            role -> set.declared().stream().allMatch(field -> ops(role, field).containsAll(wanted)))
        .toList();
  }

  /** Whether a field has a check of its own: somebody who reads records may not read it. */
  boolean guarded(String field) {
    return guarded.computeIfAbsent(field, this::isGuarded);
  }

  private boolean isGuarded(String field) {
    if (!set.declared().contains(field)) {
      return false;
    }
    Set<Proof> open =
        roles().stream()
            .filter(role -> role.kind() == Allow.Kind.SIGNED_IN)
            .filter(role -> role.proof() != Proof.IDENTITY_POOL)
            .filter(role -> ops(role, field).containsAll(Op.READS))
            .map(Allow::proof)
            .collect(Collectors.toSet());
    return somewhere(Op.READS).stream()
        .filter(role -> role.kind() == Allow.Kind.SIGNED_IN || !open.contains(role.proof()))
        .anyMatch(role -> !some(role, field, Op.READS));
  }

  // --- reading

  /** Whether a caller of this kind may see anything that is a doc. */
  boolean admits(Caller caller) {
    boolean iam = Set.of(Proof.ADMIN, Proof.GUEST, Proof.IDENTITY_POOL).contains(caller.proof());
    return iam || roles().stream().anyMatch(role -> role.proof() == caller.proof());
  }

  /** Whether a caller who has reached a record may read this field of it. */
  boolean mayRead(Caller caller, String field, Doc doc) {
    return caller.proof() == Proof.ADMIN
        || !guarded(field)
        || roles().stream()
            .filter(role -> some(role, field, Op.READS))
            .anyMatch(role -> matches(role, caller, doc, true));
  }

  /** Whether a caller reaches this record by one of these operations. */
  boolean reaches(Caller caller, Collection<Op> ops, Doc doc) {
    return caller.proof() == Proof.ADMIN
        || somewhere(ops).stream().anyMatch(role -> matches(role, caller, doc, true));
  }

  /** Whether a caller may ask for records at all; if not, it is told so. */
  boolean mayTry(Caller caller, Collection<Op> ops) {
    return caller.proof() == Proof.ADMIN || !reach(caller, ops, key -> true).isEmpty();
  }

  private Set<String> reach(Caller caller, Collection<Op> ops, Predicate<Allow> admitted) {
    Set<String> reach = new TreeSet<>();
    somewhere(ops).stream()
        .filter(admitted)
        .forEach(role -> reach.addAll(reached(role, caller, true)));
    return reach;
  }

  /**
   * Whether a caller may ask by the values of these fields: in every record that it reaches it may
   * read them.
   */
  boolean mayAskBy(
      Caller caller, Collection<String> fields, Collection<Op> ops, Predicate<Allow> admitted) {
    if (behavior == Behavior.APPSYNC || caller.proof() == Proof.ADMIN) {
      return true;
    }
    Set<String> reach = reach(caller, ops, admitted);
    return fields.stream()
        .filter(this::guarded)
        .allMatch(
            field -> {
              Set<String> read = new HashSet<>();
              roles().stream()
                  .filter(role -> some(role, field, Op.READS))
                  .forEach(role -> read.addAll(reached(role, caller, true)));
              return read.contains(ALL) || read.containsAll(reach);
            });
  }

  /** What of a listing by key: the docs, or nothing if it is refused. */
  Optional<List<Doc>> list(
      Caller caller, List<Doc> docs, Collection<Op> ops, Key key, Set<String> filtered) {
    Predicate<Allow> admitted = role -> key.admits(role, reached(role, caller, true));
    Set<String> asked = new HashSet<>(filtered);
    asked.addAll(key.fields());
    boolean admin = caller.proof() == Proof.ADMIN;
    if (!admin
        && (reach(caller, ops, admitted).isEmpty() || !mayAskBy(caller, asked, ops, admitted))) {
      return Optional.empty();
    }
    return Optional.of(
        docs.stream()
            .filter(key::holds)
            .filter(
                doc ->
                    admin
                        || somewhere(ops).stream()
                            .filter(admitted)
                            .anyMatch(role -> matches(role, caller, doc, true)))
            .toList());
  }

  // --- writing

  /** What becomes of a create: the record, or why not. */
  Outcome create(Caller caller, String id, boolean idSent, Map<String, @Nullable Object> input) {
    Doc wanted = new Doc(id, input);
    if (wanted.value("note") == null) {
      wanted = wanted.with("note", "new");
    }
    if (caller.proof() == Proof.ADMIN) {
      return Outcome.done(kept(wanted));
    }
    List<Allow> matched = new ArrayList<>();
    Doc filled = wanted;
    for (Allow role : somewhere(Set.of(Op.CREATE))) {
      Optional<String> full =
          role.aboutOwners() && role.proof() == caller.proof()
              ? new NaiveClaims(caller, behavior).full(role.ownerClaims())
              : Optional.empty();
      if (full.isPresent() && !wanted.has(role.field())) {
        Object value = role.aboutLists() ? List.of(full.get()) : full.get();
        filled = filled.with(role.field(), value);
        matched.add(role);
      } else if (matches(role, caller, wanted, false)) {
        matched.add(role);
      }
    }
    if (matched.isEmpty()) {
      return Outcome.notAuthorized();
    }
    Set<String> sent = new LinkedHashSet<>(input.keySet());
    sent.add("note");
    if (idSent) {
      sent.add("id");
    }
    List<Allow> whole = everywhere(Set.of(Op.CREATE));
    Set<String> denied = new TreeSet<>();
    for (String field : sent) {
      boolean implicitId = field.equals("id") && !set.has(Trait.ID);
      boolean allowed =
          implicitId
              ? behavior == Behavior.SAFE || matched.stream().anyMatch(whole::contains)
              : matched.stream().anyMatch(role -> ops(role, field).contains(Op.CREATE));
      if (!allowed) {
        denied.add(field);
      }
    }
    return denied.isEmpty() ? Outcome.done(kept(filled)) : Outcome.unauthorizedOn(denied);
  }

  /** What is stored of a new record: a null in the key of an index is left out. */
  private Doc kept(Doc created) {
    Doc kept = created;
    for (String field : created.values().keySet()) {
      if (created.value(field) == null && set.indexed(field)) {
        kept = kept.without(field);
      }
    }
    return kept;
  }

  /** What becomes of an update, {@code stored} being null where there is no record. */
  Outcome update(
      Caller caller, @Nullable Doc stored, Map<String, @Nullable Object> input, Condition asked) {
    if (caller.proof() == Proof.ADMIN) {
      return written(stored, input, asked);
    }
    // No record is one that no rule about records matches.
    Doc judged = stored == null ? NO_RECORD : stored;
    List<Allow> matched =
        somewhere(Set.of(Op.UPDATE, Op.DELETE)).stream()
            .filter(role -> matches(role, caller, judged, false))
            .toList();
    if (matched.isEmpty() || !mayAsk(caller, judged, asked)) {
      return Outcome.notAuthorized();
    }
    Set<String> denied = new TreeSet<>();
    input.forEach(
        (field, value) -> {
          boolean set = matched.stream().anyMatch(role -> ops(role, field).contains(Op.UPDATE));
          boolean clear = matched.stream().anyMatch(role -> ops(role, field).contains(Op.DELETE));
          if (!set || (value == null && !clear)) {
            denied.add(field);
          }
        });
    return denied.isEmpty() ? written(stored, input, asked) : Outcome.unauthorizedOn(denied);
  }

  Outcome delete(Caller caller, @Nullable Doc stored, Condition asked) {
    if (caller.proof() == Proof.ADMIN) {
      return written(stored, Map.of(), asked);
    }
    Doc judged = stored == null ? NO_RECORD : stored;
    boolean allowed =
        everywhere(Set.of(Op.DELETE)).stream()
            .anyMatch(role -> matches(role, caller, judged, false));
    return allowed && mayAsk(caller, judged, asked)
        ? written(stored, Map.of(), asked)
        : Outcome.notAuthorized();
  }

  private boolean mayAsk(Caller caller, Doc stored, Condition asked) {
    return behavior == Behavior.APPSYNC
        || asked.fields().stream().allMatch(field -> mayRead(caller, field, stored));
  }

  private static Outcome written(
      @Nullable Doc stored, Map<String, @Nullable Object> input, Condition asked) {
    if (stored == null || !asked.holds(stored)) {
      return Outcome.conditionFailed();
    }
    Doc after = stored;
    for (Map.Entry<String, @Nullable Object> entry : input.entrySet()) {
      after =
          entry.getValue() == null
              ? after.without(entry.getKey())
              : after.with(entry.getKey(), entry.getValue());
    }
    return Outcome.done(after);
  }

  // --- results

  /** Whether results of mutations keep a field back from everybody. */
  boolean masked(String field) {
    return guarded(field) && !set.has(Trait.NO_SUBSCRIPTIONS);
  }

  /** Whether results of mutations say nothing of a relation to a model that is open to all. */
  boolean redacted(String relation) {
    boolean some = !readers(somewhere(Op.READS)).isEmpty();
    return guarded(relation) || (some && !sameReaders());
  }

  /** Whether events say nothing of such a relation, whoever wrote and whatever was selected. */
  boolean untold(String relation) {
    return guarded(relation) || guarded(relation + "Id") || !sameReaders();
  }

  /** Whether the very same callers read this model and those around, whatever the record. */
  private boolean sameReaders() {
    Set<Allow> readers = readers(somewhere(Op.READS));
    Set<Allow> others = readers(set.around().stream().map(rule -> rule.to(Op.ALL)).toList());
    return readers.equals(others)
        && readers.stream().allMatch(role -> role.isStatic() && role.kind() != Allow.Kind.CUSTOM);
  }

  private static Set<Allow> readers(List<Allow> roles) {
    Set<Proof> open =
        roles.stream()
            .filter(role -> role.kind() == Allow.Kind.SIGNED_IN)
            .map(Allow::proof)
            .filter(proof -> proof != Proof.IDENTITY_POOL)
            .collect(Collectors.toSet());
    return roles.stream()
        .filter(role -> role.kind() == Allow.Kind.SIGNED_IN || !open.contains(role.proof()))
        .collect(Collectors.toSet());
  }

  /** The stored value as it is shown: of joined owners the last claim only. */
  @Nullable Object shown(String field, Doc doc) {
    Object value = doc.value(field);
    boolean joined =
        roles().stream()
            .anyMatch(
                role ->
                    role.aboutOwners()
                        && role.field().equals(field)
                        && role.ownerClaims().size() > 1);
    if (!joined) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> shown = new ArrayList<>();
      list.forEach(element -> shown.add(lastPart(element)));
      return shown;
    }
    return lastPart(value);
  }

  private static @Nullable Object lastPart(@Nullable Object value) {
    return value instanceof String text && text.contains("::")
        ? text.substring(text.lastIndexOf("::") + 2)
        : value;
  }

  /** All that a caller may learn of a record and do to it, for comparing two records. */
  List<Object> rights(Caller caller, Doc doc) {
    List<Object> rights = new ArrayList<>();
    for (Op op : Op.values()) {
      List<Allow> roles = op == Op.DELETE ? everywhere(Set.of(op)) : somewhere(Set.of(op));
      rights.add(
          roles.stream().anyMatch(role -> matches(role, caller, doc, Op.READS.contains(op))));
    }
    for (String field : set.declared()) {
      rights.add(mayRead(caller, field, doc));
      for (Op op : List.of(Op.UPDATE, Op.DELETE)) {
        rights.add(
            roles().stream()
                .filter(role -> ops(role, field).contains(op))
                .anyMatch(role -> matches(role, caller, doc, false)));
      }
    }
    return rights;
  }

  /** Whether a record may be anything for a caller: no way leads to it or to what it holds. */
  boolean hidden(Caller caller, Doc doc) {
    return caller.proof() != Proof.ADMIN
        && !reaches(caller, Op.READS, doc)
        && somewhere(Set.of(Op.UPDATE, Op.DELETE)).stream()
            .noneMatch(role -> matches(role, caller, doc, false));
  }

  /** Whether a caller may call the custom operations. */
  boolean mayCall(Caller caller) {
    return caller.proof() == Proof.ADMIN
        || set.calls().stream().anyMatch(rule -> !reached(rule, caller, true).isEmpty());
  }

  /**
   * What the arguments of a listing say of its key.
   *
   * @param given values of parts of the key
   * @param ranged parts of which something else is asked than a value
   * @param fields all parts
   */
  record Key(Map<String, String> given, Set<String> ranged, Set<String> fields) {

    static final Key NONE = new Key(Map.of(), Set.of(), Set.of());

    /** Whether a rule can still match: not if the key names somebody else, or proves nothing. */
    boolean admits(Allow role, Set<String> reached) {
      String value = given.get(role.field());
      return !ranged.contains(role.field())
          && (value == null || reached.contains(role.field() + "=" + value));
    }

    boolean holds(Doc doc) {
      return fields.stream().allMatch(field -> doc.value(field) != null)
          && given.entrySet().stream()
              .allMatch(part -> part.getValue().equals(doc.value(part.getKey())));
    }
  }

  /** What a write asks of the record besides the rules. */
  record Condition(Set<String> fields, Predicate<Doc> test) {

    static final Condition NONE = new Condition(Set.of(), doc -> true);

    boolean holds(Doc doc) {
      return test.test(doc);
    }
  }

  /**
   * What comes of a write.
   *
   * @param doc the record that was written; null if none was
   * @param error the message; empty for "Not Authorized to access"
   */
  record Outcome(@Nullable Doc doc, @Nullable String type, String error) {

    static Outcome done(Doc doc) {
      return new Outcome(doc, null, "");
    }

    static Outcome notAuthorized() {
      return new Outcome(null, "Unauthorized", "");
    }

    static Outcome unauthorizedOn(Set<String> fields) {
      return new Outcome(null, "Unauthorized", "Unauthorized on " + new TreeSet<>(fields));
    }

    static Outcome conditionFailed() {
      return new Outcome(
          null, "DynamoDB:ConditionalCheckFailedException", "The conditional request failed");
    }
  }
}
