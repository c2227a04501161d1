package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pergola.client.Call;
import dev.pergola.client.DataClient;
import dev.pergola.client.WriteCall;
import dev.pergola.dsl.Schema;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What code in process may give as JSON. */
class JsonInputTest {

  private static final Schema SCHEMA =
      a.schema(
              a.customType("Place").field("shelf", a.json()),
              a.model("Doc")
                  .field("note", a.json())
                  .field("notes", a.json().array())
                  .field("place", a.ref("Place"))
                  .field("title", a.string()),
              a.query("echo")
                  .argument("of", a.json())
                  .returns(a.json())
                  .handler(a.handler.function(call -> call.arguments().get("of"))))
          .authorization(allow.publicApiKey());

  private final Bench bench = new Bench(SCHEMA);
  private final DataClient client = bench.backend().client(KEY);

  @AfterEach
  void close() {
    bench.close();
  }

  /** A class of the host's that says nothing of its form. */
  static final class Money {
    @Override
    public String toString() {
      return "Money@1f";
    }
  }

  enum Mood {
    GLAD {
      @Override
      public String toString() {
        return "glad!";
      }
    }
  }

  record Noted(Object note) {}

  record Listed(List<Object> notes) {}

  record Shelved(Place place) {}

  record Place(Object shelf) {}

  static Stream<Arguments> refused() {
    Money money = new Money();
    return Stream.of(
        refused("Doc.note", money, client -> creating(client, Map.of("note", money))),
        refused("Doc.note", money, client -> creating(client, Map.of("note", List.of(1, money)))),
        refused("Doc.note", money, client -> creating(client, Map.of("note", Map.of("a", money)))),
        refused("Doc.note", money, client -> creating(client, Map.of("note", Map.of(money, "a")))),
        refused(
            "Doc.note",
            money,
            client -> creating(client, Map.of("note", new Noted(Optional.of(money))))),
        refused("Doc.note", money, client -> client.model("Doc").create(new Noted(money))),
        refused("Doc.note", money, client -> client.model("Doc").update(new Noted(money))),
        refused(
            "Doc.note",
            money,
            client -> creating(client, Map.of()).set("note", new Object[] {money})),
        refused("Doc.notes", money, client -> creating(client, Map.of("notes", List.of(money)))),
        refused(
            "Doc.notes",
            money,
            client -> client.model("Doc").create(new Listed(List.of("a", money)))),
        refused(
            "Doc.place.shelf",
            money,
            client -> creating(client, Map.of("place", Map.of("shelf", money)))),
        refused(
            "Doc.place.shelf",
            money,
            client -> client.model("Doc").create(new Shelved(new Place(money)))),
        refused("echo.of", money, client -> client.queries().call("echo", Map.of("of", money))),
        refused("Doc.note", new Date(0), client -> creating(client, Map.of("note", new Date(0)))),
        refused(
            "Doc.note",
            new AtomicInteger(),
            client -> creating(client, Map.of("note", new AtomicInteger()))));
  }

  @ParameterizedTest
  @MethodSource
  void refused(String place, Class<?> culprit, Function<DataClient, Call<?>> call) {
    assertThatThrownBy(() -> call.apply(client).join())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'%s' takes JSON, in which an object of %s has no form; give a Map with texts as keys, a List or an array, a record, String, finite number, Boolean, enum, date, Optional or null."
                .formatted(place, culprit));

    assertThat(client.model("Doc").list().join().items()).isEmpty();
  }

  @Test
  void whatJsonCannotSayOtherwiseIsRefusedToo() {
    assertThatThrownBy(() -> creating(client, Map.of("note", List.of(Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'Doc.note' takes JSON, in which NaN has no form; give ");
    assertThatThrownBy(
            () -> creating(client, Map.of("note", Collections.singletonMap(null, "nameless"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'Doc.note' takes JSON, in which a null as a name has no form; ");
  }

  static Stream<Arguments> taken() {
    return Stream.of(
        arguments(Mood.GLAD, "'GLAD'"),
        arguments(Map.of(Mood.GLAD, DayOfWeek.MONDAY), "{'GLAD':'MONDAY'}"),
        arguments(Map.of(1, List.of((byte) 1, (short) 2, 3L)), "{'1':[1,2,3]}"),
        arguments(new Noted(LocalDate.EPOCH), "{'note':'1970-01-01'}"),
        arguments(
            Map.of(LocalDate.EPOCH, Instant.EPOCH), "{'1970-01-01':'1970-01-01T00:00:00.000Z'}"),
        arguments(
            List.of(
                Instant.parse("2024-01-02T03:04:05.006007Z"),
                OffsetDateTime.parse("2024-01-02T03:04:05+01:00"),
                ZonedDateTime.parse("2024-01-02T03:04:05+01:00[Europe/Warsaw]"),
                LocalTime.NOON,
                Duration.ofMinutes(90)),
            "['2024-01-02T03:04:05.006007Z','2024-01-02T03:04:05+01:00','2024-01-02T03:04:05+01:00','12:00','PT1H30M']"),
        arguments(
            List.of(new UUID(0, 1), URI.create("https://example.com/a"), 'c'),
            "['00000000-0000-0000-0000-000000000001','https://example.com/a','c']"),
        arguments(new StringBuilder("text"), "'text'"),
        arguments(List.of(Optional.empty(), Optional.of(1.5f)), "[null,1.5]"));
  }

  @ParameterizedTest
  @MethodSource
  void taken(Object given, String stored) {
    Map<String, @Nullable Object> created = creating(client, Map.of("note", given)).join();

    assertThat(String.valueOf(created.get("note")).replace('"', '\'')).isEqualTo(stored);
  }

  /** Whether the text of such a value fits a field is for the field to say. */
  @Test
  void whatIsNoJsonTakesTheTextOfAnything() {
    assertThat(creating(client, Map.of("title", new Money())).join())
        .containsEntry("title", "Money@1f");
  }

  private static WriteCall<Map<String, @Nullable Object>> creating(
      DataClient client, Map<String, ?> input) {
    return client.model("Doc").create(input);
  }

  private static Arguments refused(
      String place, Object culprit, Function<DataClient, Call<?>> call) {
    return arguments(place, culprit.getClass(), call);
  }
}
