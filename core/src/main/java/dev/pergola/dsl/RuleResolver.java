package dev.pergola.dsl;

import dev.pergola.dsl.RuleSpec.Kind;
import dev.pergola.model.Field;
import dev.pergola.model.Field.Origin;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Wording;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the rules of one model into what the engine reads: fields found, operations spelled out.
 */
final class RuleResolver {

  /** What the original takes for a name's field: the scalars that it stores as text. */
  private static final Set<Scalar> TEXT =
      EnumSet.of(
          Scalar.ID,
          Scalar.STRING,
          Scalar.DATE,
          Scalar.TIME,
          Scalar.DATETIME,
          Scalar.EMAIL,
          Scalar.PHONE,
          Scalar.URL,
          Scalar.IP_ADDRESS);

  /** Of these the ones that hold any text, as that of several claims joined. */
  private static final Set<Scalar> ANY_TEXT = EnumSet.of(Scalar.ID, Scalar.STRING);

  private final ModelDraft draft;
  private final Set<String> declared;
  private final Map<String, Boolean> implied = new HashMap<>();
  private final Map<Rule, String> readers = new HashMap<>();
  private final Scope scope;

  /**
   * A resolver for one model.
   *
   * @param draft what was found of the model's fields, implicit ones included
   * @param declared the names of the declared fields, whether or not they could be resolved
   * @param all the rules of the model and of its fields
   */
  RuleResolver(ModelDraft draft, Set<String> declared, List<RuleSpec> all, Scope scope) {
    this.draft = draft;
    this.declared = declared;
    this.scope = scope;
    // The first owner rule says what an undeclared field is; the others have to agree.
    all.stream()
        .filter(rule -> rule.kind() == Kind.OWNER)
        .forEach(rule -> implied.putIfAbsent(rule.field(), rule.plural()));
  }

  /** The rules of one place that could be resolved; a problem was added for each other. */
  List<Rule> resolve(Place place, List<RuleSpec> rules) {
    List<Rule> resolved = new ArrayList<>();
    for (RuleSpec spec : rules) {
      resolve(place, spec)
          .ifPresent(
              rule -> {
                resolved.add(rule);
                if (rule.operations().stream().anyMatch(Operation::reads)) {
                  rule.roles().forEach(role -> readers.putIfAbsent(role, spec.text()));
                }
              });
    }
    return resolved;
  }

  /** The author's words of the first rule that lets these callers read something. */
  String textOf(Rule role) {
    return readers.getOrDefault(role, "");
  }

  private Optional<Rule> resolve(Place place, RuleSpec rule) {
    Set<Operation> operations = operations(rule);
    Wording wording = rule.wording();
    return switch (rule.kind()) {
      case PUBLIC_API_KEY -> Optional.of(new Rule.PublicApiKey(operations, wording));
      case GUEST -> Optional.of(new Rule.Guest(operations, wording));
      case AUTHENTICATED -> Optional.of(new Rule.Authenticated(rule.mode(), operations, wording));
      case CUSTOM -> Optional.of(new Rule.Custom(operations, wording));
      case GROUPS ->
          Optional.of(
              new Rule.Groups(rule.mode(), rule.groups(), rule.groupClaim(), operations, wording));
      case OWNER ->
          field(place, rule)
              .map(
                  field ->
                      new Rule.Owner(rule.mode(), field, rule.ownerClaims(), operations, wording));
      case GROUPS_DEFINED_IN -> {
        if (!scope.safe() && !known(rule.field())) {
          yield Optional.of(
              new Rule.GroupsInUnknownField(
                  rule.mode(), rule.field(), rule.groupClaim(), operations, wording));
        }
        yield field(place, rule)
            .map(
                field ->
                    new Rule.GroupsDefinedIn(
                        rule.mode(), field, rule.groupClaim(), operations, wording));
      }
    };
  }

  private boolean known(String field) {
    return draft.field(field).isPresent() || declared.contains(field);
  }

  private boolean relation(String name) {
    return draft.relations.stream().anyMatch(relation -> relation.name().equals(name));
  }

  private Optional<Field> field(Place place, RuleSpec rule) {
    Optional<Field> found = draft.field(rule.field());
    if (found.isEmpty()) {
      // A declared field that could not be resolved has its problem already, as has a bad name.
      if (relation(rule.field())) {
        problem(
            place,
            rule.text(),
            "names a relation, under which nothing is stored",
            "Name a field of strings, as the one that the relation refers to.");
      } else if (!known(rule.field()) && rule.kind() != Kind.OWNER) {
        problem(
            place,
            rule.text(),
            "names no field of the model",
            "Declare the field; declared are: " + Texts.sorted(declared) + ".");
      }
      return Optional.empty();
    }
    Field field = found.get();
    if (!field.declared() && field.origin() != Origin.IMPLICIT_OWNER) {
      problem(
          draft.place().field(field.name()),
          rule.text(),
          "names a field that every create fills by itself",
          "Declare the field, or use another.");
      return Optional.empty();
    }
    return checkType(rule, field) && checkJoined(rule, field) && checkSortKey(rule, field)
        ? Optional.of(field)
        : Optional.empty();
  }

  private boolean checkType(RuleSpec rule, Field field) {
    boolean text = field.type() instanceof Scalar scalar && TEXT.contains(scalar);
    boolean list = field.declared() ? field.list() : implied.getOrDefault(field.name(), false);
    if (text && list == rule.plural()) {
      return true;
    }
    problem(
        draft.place().field(field.name()),
        rule.text(),
        "needs %s, and the field holds %s%s"
            .formatted(
                rule.plural() ? "a list of strings" : "a single string",
                list ? "a list of " : "",
                field.type().graphqlName()),
        "Use a.string()%s, or another rule.".formatted(rule.plural() ? ".array()" : ""));
    return false;
  }

  /** The original takes such fields, and then cannot answer what it has stored in them. */
  private boolean checkJoined(RuleSpec rule, Field field) {
    boolean fits =
        !scope.safe()
            || rule.kind() != Kind.OWNER
            || rule.ownerClaims().size() == 1
            || (field.type() instanceof Scalar scalar && ANY_TEXT.contains(scalar));
    if (!fits) {
      problem(
          draft.place().field(field.name()),
          rule.text(),
          "joins two claims to the owner's name, which is no " + field.type().graphqlName(),
          "Use a.string(), or add .identityClaim(\"email\") or another single claim.");
    }
    return fits;
  }

  /** A joined owner in a sort key is more than the key conditions of a caller can spell. */
  private boolean checkSortKey(RuleSpec rule, Field field) {
    int at = draft.key.indexOf(field);
    if (rule.kind() != Kind.OWNER || at < 1 || rule.ownerClaims().size() == 1) {
      return true;
    }
    problem(
        draft.place().field(field.name()),
        rule.text(),
        "joins two claims to the owner's name, and the field is a sort key of the identifier",
        "Add .identityClaim(\"sub\") or another single claim, or put the field first in the identifier.");
    return false;
  }

  private void problem(Place place, String given, String fault, String remedy) {
    scope.problems().add(place, given, fault, remedy);
  }

  static Set<Operation> operations(RuleSpec rule) {
    if (rule.operations() == null) {
      return EnumSet.allOf(Operation.class);
    }
    Set<Operation> granted = EnumSet.noneOf(Operation.class);
    rule.operations().forEach(operation -> granted.addAll(operation.granted()));
    return granted;
  }
}
