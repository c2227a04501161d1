package dev.pergola.dsl;

import java.util.List;

/** An enum that belongs to its field; always nullable, never a list. See {@link Types#enumOf}. */
public final class InlineEnum extends FieldType {

  InlineEnum(String[] values) {
    super(FieldSpec.of(new TypeSpec.Values(List.of(values))));
  }
}
