package dev.pergola.sdl;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;

/**
 * A type as a field's author sees it: a name with, at most, one list and two exclamation marks.
 *
 * @param name the innermost type
 * @param list whether it is a list
 * @param required whether the whole is non-null
 * @param elementRequired whether a list's elements are non-null
 * @param nested whether it is a list of lists, for which there is no use
 */
record TypeShape(
    String name, boolean list, boolean required, boolean elementRequired, boolean nested) {

  static TypeShape of(Type<?> type) {
    boolean required = type instanceof NonNullType;
    Type<?> outer = nullable(type);
    if (!(outer instanceof ListType list)) {
      return new TypeShape(((TypeName) outer).getName(), false, required, false, false);
    }
    boolean elementRequired = list.getType() instanceof NonNullType;
    Type<?> element = nullable(list.getType());
    if (!(element instanceof TypeName name)) {
      return new TypeShape("", true, required, elementRequired, true);
    }
    return new TypeShape(name.getName(), true, required, elementRequired, false);
  }

  private static Type<?> nullable(Type<?> type) {
    return type instanceof NonNullType nonNull ? nonNull.getType() : type;
  }
}
