package dev.pergola.conformance.authorization;

import static dev.pergola.dsl.Dsl.a;

import dev.pergola.dsl.AuthRule;
import dev.pergola.dsl.Model;
import dev.pergola.dsl.ModelFieldType;
import dev.pergola.dsl.ModelIndex;
import dev.pergola.dsl.RelationType;
import dev.pergola.dsl.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The rules of the model {@code Doc} and of its fields. Everything else of the schema is open to
 * everybody: a hub with many docs, a pin with one, and leaves that belong to a doc.
 *
 * @param model the rules of the model
 * @param fields the rules of fields that have their own
 * @param calls the rules of the custom operations
 * @param traits what is special about the schema
 */
record RuleSet(
    String name,
    List<Allow> model,
    Map<String, List<Allow>> fields,
    List<Allow> calls,
    Set<Trait> traits) {

  enum Trait {
    /** The model declares its id. */
    ID,
    /** The model does not declare its owner field. */
    IMPLICIT_OWNER,
    /** There are indexes that go by owner and team. */
    INDEXED,
    /** Nobody hears of what mutations answer. */
    NO_SUBSCRIPTIONS,
    /** The models around are not open to the custom authorizer's callers. */
    WITHOUT_CUSTOM
  }

  /** Rules that let everybody in. */
  static final List<Allow> EVERYBODY =
      List.of(
          Allow.key(),
          Allow.guest(),
          Allow.custom(),
          Allow.signedIn(Proof.USER_POOL),
          Allow.signedIn(Proof.OIDC),
          Allow.signedIn(Proof.IDENTITY_POOL));

  /** The declared fields and relations besides {@code id} and {@code owner}, in their order. */
  private static final List<String> MEMBERS =
      List.of(
          "title", "secret", "rank", "note", "owner", "editors", "team", "teams", "kind", "hubId",
          "pinId", "hub", "pin", "leaves");

  static final Set<String> RELATIONS = Set.of("hub", "pin", "leaves");

  static RuleSet of(String name, Allow... rules) {
    return new RuleSet(name, List.of(rules), Map.of(), List.of(Allow.key()), Set.of());
  }

  RuleSet field(String field, Allow... rules) {
    Map<String, List<Allow>> more = new LinkedHashMap<>(fields);
    more.put(field, List.of(rules));
    return new RuleSet(name, model, more, calls, traits);
  }

  RuleSet calls(Allow... rules) {
    return new RuleSet(name, model, fields, List.of(rules), traits);
  }

  RuleSet with(Trait... more) {
    return new RuleSet(name, model, fields, calls, Set.of(more));
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Everything that has a rule: its own, or the model's. */
  List<String> declared() {
    List<String> declared = new ArrayList<>(MEMBERS);
    if (has(Trait.ID)) {
      declared.add(0, "id");
    }
    if (has(Trait.IMPLICIT_OWNER)) {
      declared.remove("owner");
    }
    return declared;
  }

  /** The rules that count for a field. */
  List<Allow> of(String field) {
    return fields.getOrDefault(field, model);
  }

  /** Whether records have a field with the owner at all. */
  boolean hasOwner() {
    return !has(Trait.IMPLICIT_OWNER)
        || declared().stream()
            .flatMap(field -> of(field).stream())
            .anyMatch(rule -> rule.field().equals("owner"));
  }

  /** Whether the value of an index key may not be a stored null. */
  boolean indexed(String field) {
    return Set.of("kind", "title", "hubId", "pinId").contains(field)
        || (has(Trait.INDEXED) && Set.of("owner", "team").contains(field));
  }

  Schema schema(Supplier<List<Map<String, Object>>> stored) {
    return a.schema(
        doc(),
        a.model("Hub")
            .field("name", a.string())
            .field("docs", a.hasMany("Doc", "hubId"))
            .authorization(everybody()),
        a.model("Pin")
            .field("name", a.string())
            .field("doc", a.hasOne("Doc", "pinId"))
            .authorization(everybody()),
        a.model("Leaf")
            .field("docId", a.id())
            .field("doc", a.belongsTo("Doc", "docId"))
            .authorization(everybody()),
        a.query("ping")
            .returns(a.string())
            .handler(a.handler.function(context -> "pong"))
            .authorization(called()),
        a.query("docsNow")
            .returns(a.ref("Doc").array())
            .handler(a.handler.function(context -> stored.get()))
            .authorization(called()),
        a.mutation("touchDocs")
            .returns(a.ref("Doc").array())
            .handler(a.handler.function(context -> stored.get()))
            .authorization(called()));
  }

  private Model doc() {
    Model doc = a.model("Doc");
    for (String member : declared()) {
      doc = doc.field(member, type(member));
    }
    List<ModelIndex> indexes = new ArrayList<>();
    indexes.add(a.index("kind").sortKeys("title").queryField("docsByKind"));
    if (has(Trait.INDEXED)) {
      indexes.add(a.index("owner").queryField("docsByOwner"));
      indexes.add(a.index("kind").sortKeys("owner").queryField("docsByKindAndOwner"));
      indexes.add(a.index("team").queryField("docsByTeam"));
    }
    if (has(Trait.NO_SUBSCRIPTIONS)) {
      doc = doc.disableOperations(dev.pergola.model.ModelOperation.SUBSCRIPTIONS);
    }
    return doc.secondaryIndexes(indexes.toArray(ModelIndex[]::new)).authorization(dsl(model));
  }

  private ModelFieldType type(String member) {
    List<Allow> own = fields.get(member);
    AuthRule.ForModel[] rules = own == null ? null : dsl(own);
    return switch (member) {
      case "id" -> a.id().required();
      case "rank" -> rules == null ? a.integer() : a.integer().authorization(rules);
      case "note" ->
          rules == null
              ? a.string().defaultValue("new")
              : a.string().defaultValue("new").authorization(rules);
      case "editors", "teams" ->
          rules == null ? a.string().array() : a.string().array().authorization(rules);
      case "hubId", "pinId" -> rules == null ? a.id() : a.id().authorization(rules);
      case "hub" -> ruled(a.belongsTo("Hub", "hubId"), rules);
      case "pin" -> ruled(a.belongsTo("Pin", "pinId"), rules);
      case "leaves" -> ruled(a.hasMany("Leaf", "docId"), rules);
      default -> rules == null ? a.string() : a.string().authorization(rules);
    };
  }

  private static ModelFieldType ruled(
      RelationType relation, AuthRule.ForModel @org.jspecify.annotations.Nullable [] rules) {
    return rules == null ? relation : relation.authorization(rules);
  }

  private AuthRule.ForOperation[] called() {
    return calls.stream().map(Allow::dslOfOperation).toArray(AuthRule.ForOperation[]::new);
  }

  /** The rules of the models around. */
  List<Allow> around() {
    return EVERYBODY.stream()
        .filter(rule -> rule.kind() != Allow.Kind.CUSTOM || !has(Trait.WITHOUT_CUSTOM))
        .toList();
  }

  private AuthRule.ForModel[] everybody() {
    return dsl(around());
  }

  private static AuthRule.ForModel[] dsl(List<Allow> rules) {
    return rules.stream().map(Allow::dsl).toArray(AuthRule.ForModel[]::new);
  }
}
