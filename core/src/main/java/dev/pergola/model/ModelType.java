package dev.pergola.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checked model: its fields, implicit ones included, its relations, table and rules. Immutable;
 * instances are compared by identity, since one resolved schema makes each model once.
 */
public final class ModelType {

  private final String name;
  private final String pluralName;
  private final List<ModelField> members;
  private final List<Field> fields;
  private final List<Relation> relations;
  private final Map<String, ModelField> byName;
  private final List<Field> keyFields;
  private final List<SecondaryIndex> indexes;
  private final Set<ModelOperation> disabled;
  private final List<Rule> rules;
  private final Map<String, List<Rule>> fieldRules;
  private final Grants grants;
  private final Table table;

  private ModelType(Builder builder) {
    this.name = builder.name;
    this.pluralName = builder.pluralName;
    this.members = List.copyOf(builder.members);
    this.fields = only(Field.class, members);
    this.relations = only(Relation.class, members);
    this.keyFields = builder.keyFields;
    this.indexes = builder.indexes;
    this.disabled = builder.disabled;
    this.rules = builder.rules;
    this.fieldRules = builder.fieldRules;
    Map<String, ModelField> names = new LinkedHashMap<>();
    members.forEach(member -> names.put(member.name(), member));
    this.byName = Map.copyOf(names);
    this.grants = Grants.of(members, rules, fieldRules);
    this.table = table(builder.relationIndexes);
  }

  /**
   * A model of what the resolver found.
   *
   * @param name the name as written
   * @param pluralName the plural of the name, as in {@code listPosts}
   */
  public static Builder builder(String name, String pluralName) {
    return new Builder(name, pluralName);
  }

  /** The name as written, also the name of the GraphQL object type. */
  public String name() {
    return name;
  }

  /** The plural of the name. */
  public String pluralName() {
    return pluralName;
  }

  /**
   * The name with its first letter in upper case, as in {@code getPost} and {@code
   * ModelPostFilterInput}.
   */
  public String capitalName() {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** The plural with its first letter in upper case, as in {@code listPosts}. */
  public String capitalPluralName() {
    return Character.toUpperCase(pluralName.charAt(0)) + pluralName.substring(1);
  }

  /**
   * Fields and relations: an implicit {@code id}, what was declared in its order, implicit
   * timestamps, implicit owners.
   */
  public List<ModelField> members() {
    return members;
  }

  /** Every stored field; a field stands at its {@link Field#position()}. */
  public List<Field> fields() {
    return fields;
  }

  /** The relations, in the order of their declaration. */
  public List<Relation> relations() {
    return relations;
  }

  /** The stored field of this name, or empty. */
  public Optional<Field> field(String fieldName) {
    return byName.get(fieldName) instanceof Field field ? Optional.of(field) : Optional.empty();
  }

  /** The relation of this name, or empty. */
  public Optional<Relation> relation(String relationName) {
    return byName.get(relationName) instanceof Relation relation
        ? Optional.of(relation)
        : Optional.empty();
  }

  /** The fields of the primary key: the partition field, then the sort fields. */
  public List<Field> keyFields() {
    return keyFields;
  }

  /** Whether the author named the key: {@code .identifier(...)}, or a declared {@code id}. */
  public boolean explicitKey() {
    return keyFields.get(0).declared();
  }

  /** The indexes that the author declared, in the order of their declaration. */
  public List<SecondaryIndex> indexes() {
    return indexes;
  }

  /**
   * What the author switched off, as written, without single operations of a group that is off as a
   * whole. {@link #offers} says what it means.
   */
  public Set<ModelOperation> disabled() {
    return disabled;
  }

  /**
   * Whether the model generates this operation. Without a mutation there is no subscription to it;
   * index queries are always offered (spec: schema 4.6).
   *
   * @param operation a single operation, no group
   */
  public boolean offers(ModelOperation operation) {
    return operation.offered(disabled);
  }

  /** Who may do what. Alternatives; empty means nobody but the admin. */
  public List<Rule> rules() {
    return rules;
  }

  /** The rules that a field or relation has instead of the model's; empty when it has none. */
  public Optional<List<Rule>> fieldRules(String memberName) {
    return Optional.ofNullable(fieldRules.get(memberName));
  }

  /** What the rules of the model and of its fields come to. */
  public Grants grants() {
    return grants;
  }

  /** What a store has to know of this model. */
  public Table table() {
    return table;
  }

  @Override
  public String toString() {
    return "ModelType[" + name + "]";
  }

  private Table table(List<Index> relationIndexes) {
    Key key =
        new Key(
            keyFields.get(0).column(),
            keyFields.subList(1, keyFields.size()).stream().map(Field::column).toList());
    List<Index> all = new ArrayList<>(indexes.stream().map(SecondaryIndex::index).toList());
    all.addAll(relationIndexes);
    return new Table(name, fields.stream().map(Field::column).toList(), key, all);
  }

  private static <T> List<T> only(Class<T> kind, List<ModelField> members) {
    return members.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Collects a model. Members and key are needed, all else may be left out. */
  public static final class Builder {

    private final String name;
    private final String pluralName;
    private List<ModelField> members = List.of();
    private List<Field> keyFields = List.of();
    private List<SecondaryIndex> indexes = List.of();
    private List<Index> relationIndexes = List.of();
    private Set<ModelOperation> disabled = Set.of();
    private List<Rule> rules = List.of();
    private Map<String, List<Rule>> fieldRules = Map.of();

    private Builder(String name, String pluralName) {
      this.name = name;
      this.pluralName = pluralName;
    }

    /** See {@link ModelType#members()}. */
    public Builder members(List<? extends ModelField> all) {
      members = List.copyOf(all);
      return this;
    }

    /** See {@link ModelType#keyFields()}. */
    public Builder keyFields(List<Field> all) {
      keyFields = List.copyOf(all);
      return this;
    }

    /** See {@link ModelType#indexes()}. */
    public Builder indexes(List<SecondaryIndex> all) {
      indexes = List.copyOf(all);
      return this;
    }

    /** The indexes of the table that relations of parents need, beside the declared ones. */
    public Builder relationIndexes(List<Index> all) {
      relationIndexes = List.copyOf(all);
      return this;
    }

    /** See {@link ModelType#disabled()}; single operations of a given group are left out. */
    public Builder disabled(Set<ModelOperation> all) {
      Set<ModelOperation> kept = EnumSet.noneOf(ModelOperation.class);
      all.stream()
          .filter(operation -> operation.group().filter(all::contains).isEmpty())
          .forEach(kept::add);
      disabled = Collections.unmodifiableSet(kept);
      return this;
    }

    /** See {@link ModelType#rules()}. */
    public Builder rules(List<Rule> all) {
      rules = List.copyOf(all);
      return this;
    }

    /** See {@link ModelType#fieldRules}; by the name of the field or relation. */
    public Builder fieldRules(Map<String, List<Rule>> all) {
      Map<String, List<Rule>> copy = new LinkedHashMap<>();
      all.forEach((member, own) -> copy.put(member, List.copyOf(own)));
      fieldRules = Collections.unmodifiableMap(copy);
      return this;
    }

    /** The model. */
    public ModelType build() {
      return new ModelType(this);
    }
  }
}
