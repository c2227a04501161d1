package dev.pergola.outputs;

import dev.pergola.internal.json.Json;
import dev.pergola.model.CustomType;
import dev.pergola.model.EnumType;
import dev.pergola.model.Field;
import dev.pergola.model.NamedValue;
import dev.pergola.model.Relation;
import dev.pergola.model.ResultType;
import dev.pergola.model.Rule;
import dev.pergola.model.Scalar;
import dev.pergola.model.Shape;
import dev.pergola.model.Validation;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Places that hold a value, in TypeScript. */
final class ValueCode {

  private ValueCode() {}

  static String enumeration(EnumType type) {
    return "a.enum(%s)".formatted(Code.texts(type.values()));
  }

  static String customType(CustomType type) {
    return customType(type.fields().stream().map(ValueCode::field).toList());
  }

  static String customType(List<String> fields) {
    return "a.customType(%s)".formatted(Code.object(fields));
  }

  /** A field of a model, with the rules that it has instead of the model's. */
  static String field(Field field, List<Rule> rules) {
    return Code.property(
        field.name(),
        value(field.type(), field.shape())
            + defaultValue(field)
            + validations(field)
            + authorization(rules));
  }

  static String relation(Relation relation, List<Rule> rules) {
    String verb =
        switch (relation.kind()) {
          case HAS_ONE -> "hasOne";
          case HAS_MANY -> "hasMany";
          case BELONGS_TO -> "belongsTo";
        };
    String references =
        relation.references().size() == 1
            ? Code.text(relation.references().get(0))
            : Code.texts(relation.references());
    return Code.property(
        relation.name(),
        "a.%s(%s, %s)".formatted(verb, Code.text(relation.target()), references)
            + authorization(rules));
  }

  /** The builder call of a type, in its shape. */
  static String value(ResultType type, Shape shape) {
    return (type instanceof Scalar scalar ? scalar(scalar) : ref(type.graphqlName()))
        + modifiers(shape);
  }

  static String ref(String name) {
    return "a.ref(%s)".formatted(Code.text(name));
  }

  /** What follows a builder call to give its value this shape. */
  static String modifiers(Shape shape) {
    String whole = shape.required() ? ".required()" : "";
    return shape.list()
        ? (shape.elementRequired() ? ".required()" : "") + ".array()" + whole
        : whole;
  }

  private static String field(NamedValue field) {
    return Code.property(field.name(), value(field.type(), field.shape()));
  }

  private static String scalar(Scalar scalar) {
    return switch (scalar) {
      case ID -> "a.id()";
      case STRING -> "a.string()";
      case INTEGER -> "a.integer()";
      case FLOAT -> "a.float()";
      case BOOLEAN -> "a.boolean()";
      case DATE -> "a.date()";
      case TIME -> "a.time()";
      case DATETIME -> "a.datetime()";
      case TIMESTAMP -> "a.timestamp()";
      case EMAIL -> "a.email()";
      case JSON -> "a.json()";
      case PHONE -> "a.phone()";
      case URL -> "a.url()";
      case IP_ADDRESS -> "a.ipAddress()";
    };
  }

  private static String defaultValue(Field field) {
    Object value = field.defaultValue();
    return value == null ? "" : ".default(%s)".formatted(literal(field, value));
  }

  private static String literal(Field field, Object value) {
    if (field.type() == Scalar.JSON) {
      return Code.pasted(Json.write(value));
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).toPlainString();
    }
    return value instanceof Boolean ? value.toString() : Code.pasted(value.toString());
  }

  private static String validations(Field field) {
    return field.validations().isEmpty()
        ? ""
        : field.validations().stream()
            .map(ValueCode::validation)
            .collect(Collectors.joining("", ".validate((v) => v", ")"));
  }

  private static String validation(Validation validation) {
    String operand =
        switch (validation.kind()) {
          case STARTS_WITH, ENDS_WITH, MATCHES -> Code.pasted(validation.operand());
          case GT, GTE, LT, LTE, MIN_LENGTH, MAX_LENGTH -> validation.operand();
        };
    String message = validation.message().isEmpty() ? "" : ", " + Code.text(validation.message());
    return ".%s(%s%s)".formatted(validation.kind().word(), operand, message);
  }

  private static String authorization(List<Rule> rules) {
    return rules.isEmpty() ? "" : "." + RuleCode.authorization(rules);
  }
}
