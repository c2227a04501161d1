package dev.pergola.internal.client;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;

/** What the types of a record's components are made of. */
final class JavaTypes {

  private JavaTypes() {}

  /** The argument of a parameterized type; empty if it is of another class. */
  static Optional<Type> argument(Type type, Class<?> of) {
    return type instanceof ParameterizedType parameterized && parameterized.getRawType() == of
        ? Optional.of(parameterized.getActualTypeArguments()[0])
        : Optional.empty();
  }

  /** The class of a type; one that nothing fits for type variables and the like. */
  static Class<?> raw(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    }
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : Void.class;
  }

  /** The class that holds a primitive where null may stand. */
  static Class<?> wrapper(Class<?> primitive) {
    return MethodType.methodType(primitive).wrap().returnType();
  }

  /** Its name. */
  static String boxed(Class<?> primitive) {
    return wrapper(primitive).getSimpleName();
  }
}
