package dev.pergola.sdl;

import dev.pergola.internal.json.Json;
import dev.pergola.model.Field;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Projection;
import dev.pergola.model.Relation;
import dev.pergola.model.Scalar;
import dev.pergola.model.SecondaryIndex;
import dev.pergola.model.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a model as a type with {@code @model}. */
final class ModelPrinter {

  private static final List<ModelOperation> GROUPS =
      List.of(ModelOperation.QUERIES, ModelOperation.MUTATIONS, ModelOperation.SUBSCRIPTIONS);

  private final ModelType model;

  ModelPrinter(ModelType model) {
    this.model = model;
  }

  String head() {
    return "type %s @model%s %s"
        .formatted(model.name(), disabled(), RulePrinter.auth(model.rules()));
  }

  List<String> members() {
    return model.members().stream()
        .filter(member -> !(member instanceof Field field) || field.declared())
        .map(this::member)
        .toList();
  }

  private String disabled() {
    String arguments =
        GROUPS.stream()
            .map(this::disabled)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(", "));
    return arguments.isEmpty() ? "" : "(" + arguments + ")";
  }

  private String disabled(ModelOperation group) {
    if (model.disabled().contains(group)) {
      return group.word() + ": null";
    }
    String single =
        model.disabled().stream()
            .filter(operation -> operation.group().filter(group::equals).isPresent())
            .map(operation -> operation.word() + ": null")
            .collect(Collectors.joining(", "));
    return single.isEmpty() ? "" : "%s: {%s}".formatted(group.word(), single);
  }

  private String member(ModelField member) {
    List<String> words = new ArrayList<>();
    if (member instanceof Relation relation) {
      words.add(relation(relation));
    } else {
      words.addAll(field((Field) member));
    }
    model.fieldRules(member.name()).ifPresent(rules -> words.add(RulePrinter.auth(rules)));
    return String.join(" ", words);
  }

  private static String relation(Relation relation) {
    String references = SdlText.quoted(relation.references());
    return switch (relation.kind()) {
      case HAS_ONE ->
          "%s: %s @hasOne(references: %s)"
              .formatted(relation.name(), relation.target(), references);
      case HAS_MANY ->
          "%s: [%s] @hasMany(references: %s)"
              .formatted(relation.name(), relation.target(), references);
      case BELONGS_TO ->
          "%s: %s @belongsTo(references: %s)"
              .formatted(relation.name(), relation.target(), references);
    };
  }

  private List<String> field(Field field) {
    List<String> words = new ArrayList<>();
    words.add(field.name() + ": " + field.shape().around(field.type().graphqlName()));
    if (model.keyFields().get(0).equals(field)) {
      words.add(primaryKey());
    }
    model.indexes().stream()
        .filter(index -> index.partition().equals(field))
        .forEach(index -> words.add(index(index)));
    Object defaultValue = field.defaultValue();
    if (defaultValue != null) {
      words.add("@default(value: " + SdlText.quoted(text(field, defaultValue)) + ")");
    }
    field.validations().forEach(check -> words.add(check(check)));
    return words;
  }

  private String primaryKey() {
    List<String> sort = model.keyFields().stream().skip(1).map(Field::name).toList();
    return sort.isEmpty()
        ? "@primaryKey"
        : "@primaryKey(sortKeyFields: " + SdlText.quoted(sort) + ")";
  }

  private static String index(SecondaryIndex index) {
    List<String> arguments = new ArrayList<>();
    arguments.add("name: " + SdlText.quoted(index.name()));
    if (!index.sort().isEmpty()) {
      arguments.add(
          "sortKeyFields: " + SdlText.quoted(index.sort().stream().map(Field::name).toList()));
    }
    arguments.add("queryField: " + index.queryField().map(SdlText::quoted).orElse("null"));
    Projection projection = index.projection();
    if (projection.kind() == Projection.Kind.INCLUDE) {
      arguments.add(
          "projection: {type: INCLUDE, nonKeyAttributes: "
              + SdlText.quoted(projection.columns())
              + "}");
    } else if (projection.kind() == Projection.Kind.KEYS_ONLY) {
      arguments.add("projection: {type: KEYS_ONLY}");
    }
    return "@index(" + String.join(", ", arguments) + ")";
  }

  private static String check(Validation check) {
    String message =
        check.message().isEmpty() ? "" : ", errorMessage: " + SdlText.quoted(check.message());
    return "@validate(type: %s, value: %s%s)"
        .formatted(check.kind().word(), SdlText.quoted(check.operand()), message);
  }

  /** JSON is kept as the value it is, all else as text, number or truth. */
  private static String text(Field field, Object stored) {
    return field.type() == Scalar.JSON ? Json.write(stored) : stored.toString();
  }
}
