package dev.pergola.dsl;

import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pergola.handler.OperationHandler;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.ModelOperation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A null is refused where it is given, by the name of what it was given for. */
class NullArgumentsTest {

  /** One of each kind that an author can hold and go on from. */
  private static final List<Object> RECEIVERS =
      List.of(
          a,
          allow,
          a.handler,
          a.model("Post"),
          a.index("title"),
          a.customType("Spot"),
          a.customType(),
          a.inputType("Args"),
          a.query("ask"),
          a.subscription("on"),
          a.string(),
          a.string().validate(checks -> checks),
          a.string().defaultValue("x"),
          a.string().array(),
          a.integer(),
          a.floating(),
          a.bool(),
          a.date(),
          a.timestamp(),
          a.enumOf("A"),
          a.ref("Post"),
          a.hasMany("Post", "postId"),
          a.handler.function("f"),
          a.handler.custom("f"),
          allow.owner(),
          allow.ownersDefinedIn("owners"),
          allow.authenticated(),
          allow.custom(),
          allow.group("Editors"),
          allow.groupDefinedIn("group"),
          allow.resource("f"),
          a.schema(a.model("Post")),
          TextChecks.NONE,
          NumberChecks.NONE);

  static Stream<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (Object receiver : RECEIVERS) {
      for (Method method : receiver.getClass().getMethods()) {
        boolean ours = method.getDeclaringClass().getPackageName().equals("dev.pergola.dsl");
        if (ours && !method.isBridge() && !Modifier.isStatic(method.getModifiers())) {
          addCalls(receiver, method, calls);
        }
      }
    }
    return calls.stream();
  }

  /** With a null for each parameter, and for the last of those whose number varies. */
  private static void addCalls(Object receiver, Method method, List<Call> calls) {
    Class<?>[] types = method.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (types[i].isPrimitive()) {
        continue;
      }
      @Nullable Object[] given = Stream.of(types).map(NullArgumentsTest::any).toArray();
      given[i] = null;
      calls.add(new Call(receiver, method, given));
      if (types[i].isArray()) {
        Object several = Array.newInstance(types[i].getComponentType(), 2);
        Array.set(several, 0, any(types[i].getComponentType()));
        @Nullable Object[] within = given.clone();
        within[i] = several;
        calls.add(new Call(receiver, method, within));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isNamed(Call call) {
    Throwable thrown = catchThrowable(call::run);

    assertThat(thrown).isInstanceOf(NullPointerException.class);
    assertThat(thrown.getMessage()).matches("[a-zA-Z]+(\\[\\d])?");
  }

  private static Object any(Class<?> type) {
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, any(type.getComponentType()));
      return array;
    }
    if (type == String.class || type == Object.class) {
      return "x";
    }
    if (type == int.class || type == Integer.class) {
      return 1;
    }
    if (type == boolean.class) {
      return true;
    }
    if (type == double.class || type == Double.class || type == Number.class) {
      return 1.0;
    }
    if (type == List.class) {
      return List.of("x");
    }
    if (type == Set.class) {
      return Set.of(Mode.API_KEY);
    }
    if (type == UnaryOperator.class) {
      return UnaryOperator.identity();
    }
    if (type == OperationHandler.class) {
      return (OperationHandler) context -> null;
    }
    if (type == Behavior.class) {
      return Behavior.SAFE;
    }
    if (type == ModelOperation.class) {
      return ModelOperation.GET;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return RECEIVERS.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no example of " + type));
  }

  private record Call(Object receiver, Method method, @Nullable Object[] arguments) {

    void run() throws Throwable {
      try {
        method.invoke(receiver, arguments);
      } catch (InvocationTargetException failed) {
        throw failed.getCause();
      }
    }

    @Override
    public String toString() {
      return "%s.%s(%s)"
          .formatted(
              receiver.getClass().getSimpleName(),
              method.getName(),
              Arrays.deepToString(arguments).replace("dev.pergola.dsl.", ""));
    }
  }
}
