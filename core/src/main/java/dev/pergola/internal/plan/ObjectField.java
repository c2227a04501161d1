package dev.pergola.internal.plan;

import dev.pergola.model.Field;
import dev.pergola.request.DataError;
import org.jspecify.annotations.Nullable;

/** One entry of a compiled selection on a model. */
public sealed interface ObjectField {

  /** The key in the answer. */
  ResponseName name();

  /** The field or relation of the model that it is about; null when it is about none. */
  @Nullable String member();

  /** Where the document asks for it; null when nothing can go wrong with it. */
  DataError.@Nullable Location location();

  /** {@code __typename}. */
  record TypeName(ResponseName name, String type) implements ObjectField {
    @Override
    public @Nullable String member() {
      return null;
    }

    @Override
    public DataError.@Nullable Location location() {
      return null;
    }
  }

  /**
   * A stored field.
   *
   * @param field which
   * @param value what is asked of its values
   * @param location where the document asks for it
   */
  record Stored(ResponseName name, Field field, ValueSelection value, DataError.Location location)
      implements ObjectField {
    @Override
    public String member() {
      return field.name();
    }
  }

  /**
   * A field with a check of its own, of which the results of mutations tell nothing, since whoever
   * hears of them by subscription might not read it (spec: authorization 6).
   *
   * @param member the field's name
   */
  record Masked(ResponseName name, String member, DataError.Location location)
      implements ObjectField {}

  /**
   * A relation of which the results of mutations tell nothing, since whoever hears of them by
   * subscription might not read what it leads to (spec: authorization 8).
   *
   * @param member the relation's name
   * @param connection what is asked of a page, which is then empty; null where one record is asked
   *     for, which is then null
   */
  record Hidden(
      ResponseName name,
      String member,
      @Nullable ConnectionSelection connection,
      DataError.Location location)
      implements ObjectField {}

  /** A relation that is followed. */
  sealed interface Related extends ObjectField {

    /** Which, and where it leads. */
    RelationStep step();

    /** Its place among the relations of the selection it stands in. */
    int slot();

    @Override
    DataError.Location location();

    @Override
    default String member() {
      return step().relation().name();
    }
  }

  /** A relation to one record: {@code belongsTo} and {@code hasOne}. */
  record ToOne(
      ResponseName name,
      RelationStep step,
      int slot,
      ObjectSelection selection,
      DataError.Location location)
      implements Related {}

  /**
   * A relation to pages of records: {@code hasMany}.
   *
   * @param arguments what the document passes
   */
  record ToMany(
      ResponseName name,
      RelationStep step,
      int slot,
      Arguments arguments,
      ConnectionSelection selection,
      DataError.Location location)
      implements Related {}
}
