package dev.pergola.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Test
  void aTextIsToldByTheTypeOfItsComponent() {
    Components components = Components.of(Shapes.class);

    assertThat(IntStream.range(0, components.list().size()).filter(components::isText))
        .extracting(place -> components.list().get(place).getName())
        .containsExactly("text", "texts", "maybe", "array", "deep");
  }

  /** What a component may be; the inner class has a generic type and no argument of its own. */
  record Shapes(
      String text,
      List<String> texts,
      Optional<String> maybe,
      String[] array,
      List<Optional<String>> deep,
      Object any,
      List<?> some,
      Map<String, String> map,
      int[] numbers,
      Outer<String>.Inner inner) {}

  static class Outer<T> {
    class Inner {}
  }
}
