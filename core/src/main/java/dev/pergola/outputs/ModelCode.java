package dev.pergola.outputs;

import dev.pergola.model.Field;
import dev.pergola.model.ModelField;
import dev.pergola.model.ModelOperation;
import dev.pergola.model.ModelType;
import dev.pergola.model.Projection;
import dev.pergola.model.Relation;
import dev.pergola.model.Rule;
import dev.pergola.model.SecondaryIndex;
import java.util.ArrayList;
import java.util.List;

/** A model in TypeScript. */
final class ModelCode {

  private static final List<String> PLAIN_KEY = List.of("id");

  private ModelCode() {}

  static String of(ModelType model) {
    List<String> calls = new ArrayList<>();
    calls.add("model(%s)".formatted(Code.object(fields(model))));
    List<String> key = names(model.keyFields());
    if (!key.equals(PLAIN_KEY)) {
      calls.add("identifier(%s)".formatted(Code.texts(key)));
    }
    if (!model.indexes().isEmpty()) {
      calls.add(
          "secondaryIndexes((index) => %s)"
              .formatted(
                  Code.list(model.indexes().stream().map(index -> index(model, index)).toList())));
    }
    if (!model.disabled().isEmpty()) {
      calls.add(
          "disableOperations(%s)"
              .formatted(Code.texts(model.disabled().stream().map(ModelOperation::word).toList())));
    }
    calls.add(RuleCode.authorization(model.rules()));
    return Code.chain("a", calls);
  }

  private static List<String> fields(ModelType model) {
    List<String> fields = new ArrayList<>();
    for (ModelField member : model.members()) {
      List<Rule> rules = model.fieldRules(member.name()).orElse(List.of());
      if (member instanceof Relation relation) {
        fields.add(ValueCode.relation(relation, rules));
      } else if (member instanceof Field field && field.declared()) {
        fields.add(ValueCode.field(field, rules));
      }
    }
    return fields;
  }

  private static String index(ModelType model, SecondaryIndex index) {
    StringBuilder code = new StringBuilder();
    code.append("index(%s)".formatted(Code.text(index.partition().name())));
    if (!index.sort().isEmpty()) {
      code.append(".sortKeys(%s)".formatted(Code.texts(names(index.sort()))));
    }
    if (!index.name().equals(defaultName(model, index))) {
      code.append(".name(%s)".formatted(Code.text(index.name())));
    }
    if (!defaultQuery(model, index).equals(index.query())) {
      code.append(".queryField(%s)".formatted(index.queryField().map(Code::text).orElse("null")));
    }
    return code.append(projection(index.projection())).toString();
  }

  private static String projection(Projection projection) {
    return switch (projection.kind()) {
      case ALL -> "";
      case KEYS_ONLY -> ".projection('KEYS_ONLY')";
      case INCLUDE -> ".projection('INCLUDE', %s)".formatted(Code.texts(projection.columns()));
    };
  }

  /** The name that the original gives an index without one (spec: schema 5). */
  private static String defaultName(ModelType model, SecondaryIndex index) {
    String plural = model.pluralName();
    return Character.toLowerCase(plural.charAt(0)) + plural.substring(1) + "By" + keyWords(index);
  }

  /** The query field that the original gives an index without one. */
  private static String defaultQuery(ModelType model, SecondaryIndex index) {
    return "list" + model.capitalName() + "By" + keyWords(index);
  }

  private static String keyWords(SecondaryIndex index) {
    return String.join("And", names(index.keyFields()).stream().map(Capital::of).toList());
  }

  private static List<String> names(List<Field> fields) {
    return fields.stream().map(Field::name).toList();
  }
}
