package dev.pergola.internal.execute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.internal.json.Json;
import dev.pergola.internal.json.JsonLimits;
import dev.pergola.internal.plan.ResponseKeys;
import dev.pergola.internal.plan.ResponseName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The two places that an answer is written to give the same answer. */
class SinksTest {

  private static final ResponseName A = new ResponseName("a");
  private static final ResponseName B = new ResponseName("b");

  static Stream<Arguments> written() {
    return Stream.of(
        written("null", sink -> sink.value(null)),
        written("{}", sink -> object(sink, keys(), () -> {})),
        written("[]", sink -> list(sink, () -> {})),
        written(
            "{\"a\":1,\"b\":true}",
            sink ->
                object(
                    sink,
                    keys(A, B),
                    () -> {
                      field(sink, A, 1);
                      field(sink, B, true);
                    })),
        written(
            "[1,[],[2,{}],{\"a\":[]},null,\"x\"]",
            sink ->
                list(
                    sink,
                    () -> {
                      sink.value(1L);
                      list(sink, () -> {});
                      list(
                          sink,
                          () -> {
                            sink.value(2);
                            object(sink, keys(), () -> {});
                          });
                      object(
                          sink,
                          keys(A, B),
                          () -> {
                            sink.name(A);
                            list(sink, () -> {});
                          });
                      sink.value(null);
                      sink.value("x");
                    })),
        written("1.5E300", sink -> sink.value(1.5e300)),
        written("-0.0", sink -> sink.value(-0.0)),
        written("9007199254740993", sink -> sink.value(9007199254740993L)),
        // Trees in one piece, as introspection answers.
        written(
            "{\"x\":[1,null,{\"y\\\"\":[]}],\"z\":{}}",
            sink ->
                sink.value(
                    ordered(
                        "x",
                        Arrays.asList(1, null, Map.of("y\"", List.of())),
                        "z",
                        Collections.emptyMap()))),
        // What ends in the signs of an open container is a value all the same.
        written(
            "[\"[\",\"{\",\":\",\",\"]",
            sink -> list(sink, () -> Stream.of("[", "{", ":", ",").forEach(sink::value))));
  }

  @ParameterizedTest
  @MethodSource("written")
  void putsTheSignsWhereTheyBelong(String expected, Consumer<ResultSink> steps) {
    BothSinks both = new BothSinks(1_000);

    steps.accept(both);

    assertThat(new String(both.json.toBytes(), UTF_8)).isEqualTo(expected);
    assertThat(Json.write(both.map.result())).isEqualTo(expected);
  }

  static Stream<Arguments> abandoned() {
    return Stream.of(
        written(
            "null",
            sink -> {
              sink.beginObject(keys(A, B));
              field(sink, A, 1);
              sink.name(B);
              sink.value(null);
              sink.abandon();
            }),
        written(
            "{\"a\":null,\"b\":2}",
            sink ->
                object(
                    sink,
                    keys(A, B),
                    () -> {
                      sink.name(A);
                      sink.beginObject(keys(A, B));
                      field(sink, A, "lost");
                      sink.abandon();
                      field(sink, B, 2);
                    })),
        written(
            "{\"a\":1,\"b\":null}",
            sink ->
                object(
                    sink,
                    keys(A, B),
                    () -> {
                      field(sink, A, 1);
                      sink.name(B);
                      sink.beginList();
                      sink.value("lost");
                      sink.abandon();
                    })),
        written(
            "[null,1,null,null]",
            sink ->
                list(
                    sink,
                    () -> {
                      sink.beginObject(keys(A, B));
                      sink.abandon();
                      sink.value(1);
                      sink.beginList();
                      sink.abandon();
                      sink.beginObject(keys(A, B));
                      sink.name(A);
                      sink.beginList();
                      sink.value(1);
                      sink.abandon();
                      sink.abandon();
                    })));
  }

  @ParameterizedTest
  @MethodSource("abandoned")
  void abandonsWhatIsOpenInnermost(String expected, Consumer<ResultSink> steps) {
    putsTheSignsWhereTheyBelong(expected, steps);
  }

  @Test
  void everyCharacterComesBack() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int c = 0; c <= 0xFFFF; c++) {
      if (!Character.isSurrogate((char) c)) {
        texts.add("a" + (char) c);
      }
    }
    for (int point = 0x10000; point <= 0x10FFFF; point += 0x777) {
      texts.add(Character.toString(point) + "z");
    }
    JsonSink sink = new JsonSink(10_000_000);

    list(sink, () -> texts.forEach(sink::value));

    assertThat(Json.parse(sink.toBytes(), JsonLimits.defaults())).isEqualTo(texts);
  }

  /**
   * Eight bytes are looked at in one go, so a byte is to be found wherever it stands among them.
   */
  @Test
  void everyPlaceOfATextIsLookedAt() throws Exception {
    List<String> texts = new ArrayList<>();
    for (String special : List.of("\"", "\\", "\n", "\u0000", "\u001F", "?", "\u00E9", "\u20AC")) {
      for (int length = 0; length < 27; length++) {
        for (int place = 0; place <= length; place++) {
          texts.add("a".repeat(place) + special + "z".repeat(length - place));
          texts.add("\"" + texts.get(texts.size() - 1));
        }
      }
    }
    JsonSink sink = new JsonSink(10_000_000);

    list(sink, () -> texts.forEach(sink::value));
    JsonSink kept = new JsonSink(10_000_000);
    list(
        kept,
        () ->
            texts.forEach(
                text -> {
                  // What stands around a text is none of it.
                  byte[] row = ("\"\\" + text + "\"\\").getBytes(UTF_8);
                  kept.utf8(row, 2, row.length - 4);
                }));

    assertThat(Json.parse(sink.toBytes(), JsonLimits.defaults())).isEqualTo(texts);
    assertThat(kept.toBytes()).isEqualTo(sink.toBytes());
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacterAtAnyPlace() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int length = 0; length < 27; length++) {
      for (int place = 0; place <= length; place++) {
        texts.add(
            "?".repeat(length & 1) + "a".repeat(place) + "\uD83D" + "z".repeat(length - place));
      }
    }
    JsonSink sink = new JsonSink(1_000_000);

    list(sink, () -> texts.forEach(sink::value));

    assertThat(Json.parse(sink.toBytes(), JsonLimits.defaults()))
        .isEqualTo(texts.stream().map(text -> text.replace('\uD83D', '\uFFFD')).toList());
  }

  @Test
  void halfASurrogatePairBecomesTheReplacementCharacter() throws Exception {
    JsonSink sink = new JsonSink(1_000);

    list(
        sink,
        () ->
            Stream.of("\uD83D", "a\uDE00b", "\uD83D\uD83D\uDE00", "\uDE00\uD83D")
                .forEach(sink::value));

    assertThat(Json.parse(sink.toBytes(), JsonLimits.defaults()))
        .isEqualTo(List.of("\uFFFD", "a\uFFFDb", "\uFFFD\uD83D\uDE00", "\uFFFD\uFFFD"));
  }

  @Test
  void theLastByteThatIsAllowedIsWritten() {
    String text = "x".repeat(5_000);
    int size = text.length() + "[\"\",1]".length();

    assertThat(listOf(new JsonSink(size), text, 1)).hasSize(size);
    assertThatThrownBy(() -> listOf(new JsonSink(size - 1), text, 1))
        .isInstanceOf(ResultTooLargeException.class)
        .hasMessage("The response is larger than %d bytes.".formatted(size - 1));
  }

  @Test
  void stopsWritingSoonAfterTheLimit() {
    JsonSink sink = new JsonSink(1_000);
    sink.beginList();

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 200; i++) {
                sink.value("0123456789");
              }
            })
        .isInstanceOf(ResultTooLargeException.class);
  }

  @Test
  void mapsAndListsOfAnAnswerNeverChange() {
    MapSink sink = new MapSink(1_000);
    object(
        sink,
        keys(A, B),
        () -> {
          sink.name(A);
          list(sink, () -> object(sink, keys(B), () -> field(sink, B, 1)));
          field(sink, B, new HashMap<>(Map.of("c", new ArrayList<>(List.of(1)))));
        });

    Map<?, ?> result = (Map<?, ?>) sink.result();
    List<?> inner = (List<?>) result.get("a");
    assertThatThrownBy(result::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(inner::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(((Map<?, ?>) inner.get(0))::clear)
        .isInstanceOf(UnsupportedOperationException.class);
    Map<?, ?> tree = (Map<?, ?>) result.get("b");
    assertThatThrownBy(tree::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(((List<?>) tree.get("c"))::clear)
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void bothGiveTheSameForRandomAnswers() throws Exception {
    for (long seed = 0; seed < 3_000; seed++) {
      BothSinks both = new BothSinks(10_000_000);

      new RandomAnswer(both, new Random(seed)).value(5);

      Object map = both.map.result();
      assertThat(Json.parse(both.json.toBytes(), JsonLimits.defaults()))
          .as("seed %d", seed)
          .isEqualTo(Json.parse(Json.writeBytes(map), JsonLimits.defaults()));
    }
  }

  /** Writes a random answer: containers in containers, any of them abandoned. */
  private record RandomAnswer(ResultSink sink, Random random) {

    private static final String SIGNS = "\"\\/[]{},: \u007f\u0080\u07ff\u0800\uffff";

    void value(int depth) {
      int kind = depth == 0 ? 9 : random.nextInt(10);
      if (kind < 3) {
        int fields = random.nextInt(4);
        // Of an operation that is cut short the last keys do not come.
        sink.beginObject(keys(fields + random.nextInt(2)));
        for (int i = 0; i < fields; i++) {
          sink.name(new ResponseName("f" + i));
          value(depth - 1);
        }
        close(ResultSink::endObject);
      } else if (kind < 6) {
        sink.beginList();
        int elements = random.nextInt(4);
        for (int i = 0; i < elements; i++) {
          value(depth - 1);
        }
        close(ResultSink::endList);
      } else {
        sink.value(leaf());
      }
    }

    private static ResponseKeys keys(int count) {
      return ResponseKeys.of(
          IntStream.range(0, count).mapToObj(i -> new ResponseName("f" + i)).toList());
    }

    private void close(Consumer<ResultSink> end) {
      if (random.nextInt(4) == 0) {
        sink.abandon();
      } else {
        end.accept(sink);
      }
    }

    private @Nullable Object leaf() {
      return switch (random.nextInt(8)) {
        case 0 -> null;
        case 1 -> random.nextBoolean();
        case 2 -> random.nextInt();
        case 3 -> random.nextLong();
        case 4 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
        case 5 -> List.of(text(), Map.of(text(), List.of(1, text())));
        default -> text();
      };
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int i = 0; i < length; i++) {
        switch (random.nextInt(4)) {
          case 0 -> text.append((char) random.nextInt(0x20));
          case 1 -> text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
          case 2 -> text.appendCodePoint(0x10000 + random.nextInt(0x100000));
          default -> text.append((char) (0x20 + random.nextInt(0x5f)));
        }
      }
      return text.toString();
    }
  }

  static Stream<Object> noJson() {
    return Stream.of(
        Double.NaN,
        Float.NEGATIVE_INFINITY,
        'c',
        new int[] {1},
        Set.of("1],[2"),
        new StringBuilder("1],[2"),
        List.of(Map.of("k", Instant.EPOCH)));
  }

  @ParameterizedTest
  @MethodSource("noJson")
  void whatIsNoJsonIsNotWritten(Object value) {
    assertThatThrownBy(() -> new JsonSink(1_000).value(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no form in JSON");
  }

  private static byte[] listOf(JsonSink sink, Object... values) {
    list(sink, () -> Stream.of(values).forEach(sink::value));
    return sink.toBytes();
  }

  private static Map<String, Object> ordered(String name, Object value, String next, Object last) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(name, value);
    map.put(next, last);
    return map;
  }

  private static void object(ResultSink sink, ResponseKeys keys, Runnable inside) {
    sink.beginObject(keys);
    inside.run();
    sink.endObject();
  }

  private static void list(ResultSink sink, Runnable inside) {
    sink.beginList();
    inside.run();
    sink.endList();
  }

  private static void field(ResultSink sink, ResponseName name, @Nullable Object value) {
    sink.name(name);
    sink.value(value);
  }

  private static ResponseKeys keys(ResponseName... names) {
    return ResponseKeys.of(List.of(names));
  }

  private static Arguments written(String expected, Consumer<ResultSink> steps) {
    return Arguments.of(expected, steps);
  }
}
