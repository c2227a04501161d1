package dev.pergola.internal.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record class taken apart, once: how to make an instance, and how to read one, by method handles
 * that cost what a call costs.
 */
final class Components {

  // Goes with the class it is about.
  private static final ClassValue<Components> KNOWN =
      new ClassValue<>() {
        @Override
        protected Components computeValue(Class<?> type) {
          return new Components(type);
        }
      };

  private final Class<?> type;
  private final List<RecordComponent> components;
  private final MethodHandle constructor;
  private final List<MethodHandle> accessors;
  private final List<Boolean> texts;

  private Components(Class<?> type) {
    this.type = type;
    this.components = List.of(type.getRecordComponents());
    this.texts = components.stream().map(component -> isText(component.getGenericType())).toList();
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
      open(canonical);
      constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, components.size())
              .asType(MethodType.methodType(Object.class, Object[].class));
      accessors = new ArrayList<>();
      for (RecordComponent component : components) {
        open(component.getAccessor());
        accessors.add(
            lookup
                .unreflect(component.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class)));
      }
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("Every record has its constructor and accessors", impossible);
    }
  }

  /**
   * The components of a record class.
   *
   * @throws IllegalArgumentException if the class is closed to this library
   */
  static Components of(Class<? extends Record> type) {
    return KNOWN.get(type);
  }

  List<RecordComponent> list() {
    return components;
  }

  /** Whether a component is a text by its type, or holds texts. */
  boolean isText(int component) {
    return texts.get(component);
  }

  private static boolean isText(Type type) {
    if (type instanceof Class<?> known && known.isArray()) {
      return known.getComponentType() == String.class;
    }
    return type == String.class
        || (type instanceof ParameterizedType holder
            && !Map.class.isAssignableFrom(JavaTypes.raw(holder))
            // An inner class of a type with arguments may have none of its own.
            && Arrays.stream(holder.getActualTypeArguments())
                .limit(1)
                .anyMatch(Components::isText));
  }

  String recordName() {
    return type.getSimpleName();
  }

  /** A record of these values, one for each component. */
  Object create(@Nullable Object[] values) {
    try {
      return constructor.invokeExact(values);
    } catch (RuntimeException | Error own) {
      throw own;
    } catch (Throwable checked) {
      throw new IllegalStateException(
          "The constructor of record '%s' failed".formatted(recordName()), checked);
    }
  }

  /** The value of a component of a record. */
  @Nullable Object read(Object record, int component) {
    try {
      return accessors.get(component).invokeExact(record);
    } catch (RuntimeException | Error own) {
      throw own;
    } catch (Throwable checked) {
      throw new IllegalStateException(
          "Component '%s' of record '%s' could not be read"
              .formatted(components.get(component).getName(), recordName()),
          checked);
    }
  }

  private void open(AccessibleObject member) {
    if (!member.trySetAccessible()) {
      throw new IllegalArgumentException(
          "Record '%s' is closed to this library; add to its module: opens %s to dev.pergola.core."
              .formatted(type.getName(), type.getPackageName()));
    }
  }

  @Override
  public String toString() {
    return recordName() + Arrays.toString(components.toArray());
  }
}
