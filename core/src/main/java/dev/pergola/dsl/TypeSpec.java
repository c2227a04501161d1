package dev.pergola.dsl;

import dev.pergola.model.Relation;
import dev.pergola.model.Scalar;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a field holds one of, as written: names are not looked up yet. */
sealed interface TypeSpec {

  /** The call that the author wrote. */
  String text();

  record OfScalar(Scalar scalar) implements TypeSpec {
    @Override
    public String text() {
      return "a." + word(scalar) + "()";
    }

    private static String word(Scalar scalar) {
      return switch (scalar) {
        case ID -> "id";
        case STRING -> "string";
        case INTEGER -> "integer";
        case FLOAT -> "floating";
        case BOOLEAN -> "bool";
        case DATE -> "date";
        case TIME -> "time";
        case DATETIME -> "datetime";
        case TIMESTAMP -> "timestamp";
        case EMAIL -> "email";
        case JSON -> "json";
        case PHONE -> "phone";
        case URL -> "url";
        case IP_ADDRESS -> "ipAddress";
      };
    }
  }

  record Ref(String name) implements TypeSpec {
    @Override
    public String text() {
      return "a.ref(" + Texts.quoted(name) + ")";
    }
  }

  record Values(List<String> values) implements TypeSpec {
    @Override
    public String text() {
      return values.stream().map(Texts::quoted).collect(Collectors.joining(", ", "a.enumOf(", ")"));
    }
  }

  record Members(List<NamedField> fields) implements TypeSpec {
    @Override
    public String text() {
      return "a.customType()"
          + fields.stream()
              .map(field -> ".field(%s, ...)".formatted(Texts.quoted(field.name())))
              .collect(Collectors.joining());
    }
  }

  record ToModel(Relation.Kind kind, String model, List<String> references) implements TypeSpec {

    public ToModel {
      references = List.copyOf(references);
    }

    @Override
    public String text() {
      return Stream.concat(Stream.of(model), references.stream())
          .map(Texts::quoted)
          .collect(Collectors.joining(", ", "a." + word() + "(", ")"));
    }

    private String word() {
      return switch (kind) {
        case HAS_ONE -> "hasOne";
        case HAS_MANY -> "hasMany";
        case BELONGS_TO -> "belongsTo";
      };
    }
  }
}
