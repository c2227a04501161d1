package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.ResponseName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects of an answer in process are maps like any other, but that nobody changes them. */
class ResultMapTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 200})
  void isTheMapOfItsEntries(int size) {
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    IntStream.range(0, size).forEach(i -> expected.put("field" + i, i % 3 == 0 ? null : i));

    Map<?, ?> map = (Map<?, ?>) written(List.of(expected)).get(0);

    assertThat(map)
        .isEqualTo(expected)
        .hasSameHashCodeAs(expected)
        .hasToString(expected.toString());
    assertThat(new ArrayList<>(map.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
    assertThat(new ArrayList<>(map.values())).isEqualTo(new ArrayList<>(expected.values()));
    expected.forEach((name, value) -> assertThat((Object) map.get(name)).isEqualTo(value));
    expected.keySet().forEach(name -> assertThat(map.containsKey(name)).isTrue());
    Map<Object, @Nullable Object> told = new LinkedHashMap<>();
    map.forEach(told::put);
    assertThat(told).isEqualTo(expected);
    assertThat(map.containsKey("none")).isFalse();
    assertThat((Object) map.get("none")).isNull();
    assertThat((Object) map.get(null)).isNull();
    assertThat((Object) map.get(1)).isNull();
  }

  @Test
  void isNeverChanged() {
    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> map =
        (Map<String, @Nullable Object>) written(List.of(Map.of("a", 1))).get(0);
    Iterator<Map.Entry<String, @Nullable Object>> entries = map.entrySet().iterator();
    Map.Entry<String, @Nullable Object> entry = entries.next();

    assertThatThrownBy(() -> map.put("a", 2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.remove("absent"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(entries::remove).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> entry.setValue(2)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(entries::next).isInstanceOf(java.util.NoSuchElementException.class);
    assertThat(map).isEqualTo(Map.of("a", 1));
  }

  /** Hosts cache and replicate answers. */
  @Test
  void isSerializedAsMapOfTheJdk() throws Exception {
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    expected.put("z", null);
    expected.put("a", List.of(Map.of("b", 1)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(written(List.of(expected)).get(0));
    }

    Object read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = in.readObject();
    }

    assertThat(read).isEqualTo(expected).hasToString(expected.toString());
    assertThat(read.getClass()).isEqualTo(Collections.unmodifiableMap(expected).getClass());
  }

  @Test
  void keepsObjectsWithOtherKeysApart() {
    Random random = new Random(20261123);
    List<Map<String, @Nullable Object>> expected = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      List<String> names =
          new ArrayList<>(IntStream.range(0, random.nextInt(5)).mapToObj(n -> "n" + n).toList());
      if (random.nextInt(4) == 0) {
        Collections.shuffle(names, random);
      }
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      names.forEach(name -> object.put(name, random.nextInt()));
      expected.add(object);
    }

    List<?> written = written(expected);

    assertThat(written).isEqualTo(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(written.get(i)).hasToString(expected.get(i).toString());
    }
  }

  private static List<?> written(List<? extends Map<String, ? extends @Nullable Object>> objects) {
    MapSink sink = new MapSink(1_000_000);
    sink.beginList();
    for (Map<String, ? extends @Nullable Object> object : objects) {
      sink.beginObject(ResponseKeys.of(object.keySet().stream().map(ResponseName::new).toList()));
      object.forEach(
          (name, value) -> {
            sink.name(new ResponseName(name));
            sink.value(value);
          });
      sink.endObject();
    }
    sink.endList();
    return (List<?>) sink.result();
  }
}
