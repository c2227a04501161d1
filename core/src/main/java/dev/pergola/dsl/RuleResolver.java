package dev.pergola.dsl;

import dev.pergola.dsl.RuleSpec.Kind;
import dev.pergola.dsl.SchemaProblem.Place;
import dev.pergola.model.Behavior;
import dev.pergola.model.Field;
import dev.pergola.model.Field.Origin;
import dev.pergola.model.Operation;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import java.util.EnumSet;
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

  private final String model;
  private final Map<String, Field> fields;
  private final Set<String> declared;
  private final Behavior behavior;
  private final Problems problems;

  /**
   * A resolver for one model.
   *
   * @param fields what was found of the model's fields, implicit ones included
   * @param declared the names of the declared fields, whether or not they could be resolved
   */
  RuleResolver(
      String model,
      Map<String, Field> fields,
      Set<String> declared,
      Behavior behavior,
      Problems problems) {
    this.model = model;
    this.fields = fields;
    this.declared = declared;
    this.behavior = behavior;
    this.problems = problems;
  }

  /** The rules that could be resolved; a problem was added for each other. */
  List<Rule> resolve(List<RuleSpec> rules) {
    return rules.stream().map(rule -> resolve(rule, rules)).flatMap(Optional::stream).toList();
  }

  private Optional<Rule> resolve(RuleSpec rule, List<RuleSpec> all) {
    Set<Operation> operations = operations(rule);
    return switch (rule.kind()) {
      case PUBLIC_API_KEY -> Optional.of(new Rule.PublicApiKey(operations));
      case GUEST -> Optional.of(new Rule.Guest(operations));
      case AUTHENTICATED -> Optional.of(new Rule.Authenticated(rule.mode(), operations));
      case CUSTOM -> Optional.of(new Rule.Custom(operations));
      case GROUPS ->
          Optional.of(new Rule.Groups(rule.mode(), rule.groups(), rule.groupClaim(), operations));
      case OWNER ->
          field(rule, all)
              .map(field -> new Rule.Owner(rule.mode(), field, rule.ownerClaims(), operations));
      case GROUPS_DEFINED_IN -> {
        if (behavior == Behavior.APPSYNC && !known(rule.field())) {
          yield Optional.of(
              new Rule.GroupsInUnknownField(
                  rule.mode(), rule.field(), rule.groupClaim(), operations));
        }
        yield field(rule, all)
            .map(
                field ->
                    new Rule.GroupsDefinedIn(rule.mode(), field, rule.groupClaim(), operations));
      }
    };
  }

  private boolean known(String field) {
    return fields.containsKey(field) || declared.contains(field);
  }

  private Optional<Field> field(RuleSpec rule, List<RuleSpec> all) {
    Field field = fields.get(rule.field());
    if (field == null) {
      // A declared field that could not be resolved has its problem already, as has a bad name.
      if (!known(rule.field()) && rule.kind() != Kind.OWNER) {
        problems.add(
            Place.model(model),
            rule.text(),
            "names no field of the model",
            "Declare the field; declared are: " + Texts.sorted(declared) + ".");
      }
      return Optional.empty();
    }
    if (!field.declared() && field.origin() != Origin.IMPLICIT_OWNER) {
      problems.add(
          Place.field(model, field.name()),
          rule.text(),
          "names a field that every create fills by itself",
          "Declare the field, or use another.");
      return Optional.empty();
    }
    return checkType(rule, field, all) ? Optional.of(field) : Optional.empty();
  }

  private boolean checkType(RuleSpec rule, Field field, List<RuleSpec> all) {
    boolean text = field.type() instanceof Scalar scalar && TEXT.contains(scalar);
    boolean list = field.declared() ? field.list() : impliedList(field.name(), all);
    if (text && list == rule.plural()) {
      return true;
    }
    problems.add(
        Place.field(model, field.name()),
        rule.text(),
        "needs %s, and the field holds %s%s"
            .formatted(
                rule.plural() ? "a list of strings" : "a single string",
                list ? "a list of " : "",
                field.type().graphqlName()),
        "Use a.string()%s, or another rule.".formatted(rule.plural() ? ".array()" : ""));
    return false;
  }

  /** The first owner rule says what an undeclared field is; the others have to agree. */
  private static boolean impliedList(String field, List<RuleSpec> all) {
    return all.stream()
        .filter(rule -> rule.kind() == Kind.OWNER && rule.field().equals(field))
        .findFirst()
        .orElseThrow()
        .plural();
  }

  private static Set<Operation> operations(RuleSpec rule) {
    if (rule.operations() == null) {
      return EnumSet.allOf(Operation.class);
    }
    Set<Operation> granted = EnumSet.noneOf(Operation.class);
    rule.operations().forEach(operation -> granted.addAll(operation.granted()));
    return granted;
  }
}
