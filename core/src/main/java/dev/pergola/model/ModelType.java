package dev.pergola.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked model: its fields, implicit ones included, its table and its rules. Immutable;
 * instances are compared by identity, since one resolved schema makes each model once.
 */
public final class ModelType {

  private final String name;
  private final String pluralName;
  private final List<Field> fields;
  private final Map<String, Field> byName;
  private final List<Field> keyFields;
  private final List<Rule> rules;
  private final Table table;

  /**
   * A model of what the resolver found.
   *
   * @param name the name as written
   * @param pluralName the plural of the name, as in {@code listPosts}
   * @param fields every stored field, each at its own position
   * @param keyFields the fields of the primary key: the partition field, then the sort fields
   * @param rules who may do what; empty means nobody
   */
  public ModelType(
      String name, String pluralName, List<Field> fields, List<Field> keyFields, List<Rule> rules) {
    this.name = name;
    this.pluralName = pluralName;
    this.fields = List.copyOf(fields);
    this.keyFields = List.copyOf(keyFields);
    this.rules = List.copyOf(rules);
    Map<String, Field> index = new LinkedHashMap<>();
    fields.forEach(field -> index.put(field.name(), field));
    this.byName = Map.copyOf(index);
    Key key =
        new Key(
            keyFields.get(0).column(),
            keyFields.subList(1, keyFields.size()).stream().map(Field::column).toList());
    this.table = new Table(name, this.fields.stream().map(Field::column).toList(), key, List.of());
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

  /** Every stored field; a field stands at its {@link Field#position()}. */
  public List<Field> fields() {
    return fields;
  }

  /** The field of this name, or empty. */
  public Optional<Field> field(String fieldName) {
    return Optional.ofNullable(byName.get(fieldName));
  }

  /** The fields of the primary key: the partition field, then the sort fields. */
  public List<Field> keyFields() {
    return keyFields;
  }

  /** Who may do what. Alternatives; empty means nobody but the admin. */
  public List<Rule> rules() {
    return rules;
  }

  /** What a store has to know of this model. */
  public Table table() {
    return table;
  }

  @Override
  public String toString() {
    return "ModelType[" + name + "]";
  }
}
