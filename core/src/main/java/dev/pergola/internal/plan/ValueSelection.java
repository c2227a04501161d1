package dev.pergola.internal.plan;

import dev.pergola.internal.scalar.TextForm;
import dev.pergola.model.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the values of one place: of a field of a model or custom type, or of the answer
 * of a custom operation.
 *
 * @param typeName the GraphQL name of the type, without its list
 * @param shape how many, and what may be null
 * @param content what is asked of each single value
 * @param form the form of stored texts that are the answer as they are; null when none are for sure
 */
public record ValueSelection(
    String typeName, Shape shape, Content content, @Nullable TextForm form) {

  /** What is asked of the values of a place; the form of their texts is told once for all. */
  ValueSelection(String typeName, Shape shape, Content content) {
    this(typeName, shape, content, shape.list() ? null : form(content));
  }

  private static @Nullable TextForm form(Content content) {
    return content instanceof Content.Single single ? single.output().form() : null;
  }

  /** What is asked of a single value. */
  public sealed interface Content {

    /** A scalar or an enum. */
    record Single(Output output) implements Content {}

    /**
     * An object of a custom type.
     *
     * @param typeName the type's name
     * @param fields the entries in the order of the answer
     * @param keys their keys
     */
    record Nested(String typeName, List<NestedField> fields, ResponseKeys keys) implements Content {
      public Nested {
        fields = List.copyOf(fields);
      }

      /** A selection of these entries. */
      Nested(String typeName, List<NestedField> fields) {
        this(typeName, fields, ResponseKeys.of(fields, NestedField::name));
      }
    }
  }

  /** One entry of a compiled selection on a custom type. */
  public sealed interface NestedField {

    /** The key in the answer. */
    ResponseName name();

    /** {@code __typename}. */
    record TypeName(ResponseName name, String type) implements NestedField {}

    /**
     * A field.
     *
     * @param member the field's name, under which an object holds its value
     */
    record Member(ResponseName name, String member, ValueSelection value) implements NestedField {}
  }
}
