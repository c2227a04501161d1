package dev.pergola.model;

import java.util.List;
import java.util.Set;

/**
 * One authorization rule, resolved: operations expanded, mode and claim named. Rules of one list
 * are alternatives; a request needs only one that matches (spec: authorization 2). Closed, so that
 * a new kind does not compile until every place that judges handles it.
 */
public sealed interface Rule {

  /** The mode whose callers the rule is for. */
  Mode mode();

  /** What the rule grants. */
  Set<Operation> operations();

  /** How the author wrote it, for documents that repeat it; nothing is decided by it. */
  Wording wording();

  /**
   * Whom the rule is for, each as a rule that grants everything: equal for rules about the same
   * callers, and one for each group of a rule about several.
   */
  default List<Rule> roles() {
    return accept(Roles.INSTANCE);
  }

  /** Calls the method of {@code visitor} that belongs to this kind. */
  <R> R accept(Visitor<R> visitor);

  /** Any caller with a valid API key; TypeScript {@code allow.publicApiKey()}. */
  record PublicApiKey(Set<Operation> operations, Wording wording) implements Rule {
    public PublicApiKey {
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public PublicApiKey(Set<Operation> operations) {
      this(operations, Wording.named("apiKey", operations));
    }

    @Override
    public Mode mode() {
      return Mode.API_KEY;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.publicApiKey(this);
    }
  }

  /** The unauthenticated role of the identity pool; TypeScript {@code allow.guest()}. */
  record Guest(Set<Operation> operations, Wording wording) implements Rule {
    public Guest {
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public Guest(Set<Operation> operations) {
      this(operations, Wording.named("identityPool", operations));
    }

    @Override
    public Mode mode() {
      return Mode.IAM;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.guest(this);
    }
  }

  /** Any signed-in caller of the mode; TypeScript {@code allow.authenticated()}. */
  record Authenticated(Mode mode, Set<Operation> operations, Wording wording) implements Rule {
    public Authenticated {
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public Authenticated(Mode mode, Set<Operation> operations) {
      this(mode, operations, Wording.of(mode, operations));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.authenticated(this);
    }
  }

  /**
   * The caller whose claim stands in a field of the record; TypeScript {@code allow.owner()},
   * {@code ownerDefinedIn}, {@code ownersDefinedIn}.
   *
   * @param field the field that names the owner or owners
   * @param claims the claims that make the owner's name, joined with {@code ::} when there are two
   */
  record Owner(
      Mode mode, Field field, List<String> claims, Set<Operation> operations, Wording wording)
      implements Rule {

    /** What stands between the claims of a joined owner value. */
    public static final String SEPARATOR = "::";

    /** The claims of an owner rule that names none: {@code sub::username}. */
    public static final List<String> DEFAULT_CLAIMS = List.of("sub", "username");

    public Owner {
      claims = List.copyOf(claims);
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public Owner(Mode mode, Field field, List<String> claims, Set<Operation> operations) {
      this(mode, field, claims, operations, Wording.of(mode, claims, operations));
    }

    /** Whether the stored owner is several claims joined, of which only the last is shown. */
    public boolean joined() {
      return claims.size() > 1;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.owner(this);
    }
  }

  /**
   * A caller in one of the named groups; TypeScript {@code allow.group('A')}, {@code
   * allow.groups(['A', 'B'])}. Without a group it matches nobody.
   */
  record Groups(
      Mode mode, List<String> groups, String claim, Set<Operation> operations, Wording wording)
      implements Rule {

    /** The claim of a group rule that names none. */
    public static final String DEFAULT_CLAIM = "cognito:groups";

    public Groups {
      groups = List.copyOf(groups);
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public Groups(Mode mode, List<String> groups, String claim, Set<Operation> operations) {
      this(mode, groups, claim, operations, Wording.of(mode, operations));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.groups(this);
    }
  }

  /**
   * A caller in a group that a field of the record names; TypeScript {@code
   * allow.groupDefinedIn('f')}, {@code allow.groupsDefinedIn('f')}.
   */
  record GroupsDefinedIn(
      Mode mode, Field field, String claim, Set<Operation> operations, Wording wording)
      implements Rule {
    public GroupsDefinedIn {
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public GroupsDefinedIn(Mode mode, Field field, String claim, Set<Operation> operations) {
      this(mode, field, claim, operations, Wording.of(mode, operations));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.groupsDefinedIn(this);
    }
  }

  /**
   * A rule about groups in a field that the model does not declare. The original takes it in
   * silence and adds no such field, so no record can ever name a group in it: it matches nobody.
   *
   * @param field the name of the field that is not there
   */
  record GroupsInUnknownField(
      Mode mode, String field, String claim, Set<Operation> operations, Wording wording)
      implements Rule {
    public GroupsInUnknownField {
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public GroupsInUnknownField(Mode mode, String field, String claim, Set<Operation> operations) {
      this(mode, field, claim, operations, Wording.of(mode, operations));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.groupsInUnknownField(this);
    }
  }

  /** Any caller that the custom authorizer let in; TypeScript {@code allow.custom()}. */
  record Custom(Set<Operation> operations, Wording wording) implements Rule {
    public Custom {
      operations = Set.copyOf(operations);
    }

    /** The rule in the shortest words that mean it. */
    public Custom(Set<Operation> operations) {
      this(operations, Wording.named(null, operations));
    }

    @Override
    public Mode mode() {
      return Mode.LAMBDA;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.custom(this);
    }
  }

  /** One method per kind of rule. */
  interface Visitor<R> {
    R publicApiKey(PublicApiKey rule);

    R guest(Guest rule);

    R authenticated(Authenticated rule);

    R owner(Owner rule);

    R groups(Groups rule);

    R groupsDefinedIn(GroupsDefinedIn rule);

    R groupsInUnknownField(GroupsInUnknownField rule);

    R custom(Custom rule);
  }
}
