package dev.pergola.conformance.engine;

import static dev.pergola.conformance.engine.Callers.KEY;
import static dev.pergola.dsl.Dsl.a;
import static dev.pergola.dsl.Dsl.allow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pergola.PergolaBuilder;
import dev.pergola.dsl.ModelFieldType;
import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaException;
import dev.pergola.events.Event;
import dev.pergola.events.EventBus;
import dev.pergola.storage.DestructiveChangeException;
import dev.pergola.storage.StoreException;
import dev.pergola.storage.memory.EmbeddedStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend that is not built leaves nothing open of what it was given. */
class RefusedBuildTest {

  private static final Schema BROKEN =
      a.schema(
          a.model("Todo")
              .field("parts", a.hasMany("Missing", "todoId"))
              .authorization(allow.publicApiKey()));

  @TempDir Path directory;

  private Path file = Path.of("");

  @BeforeEach
  void hasRecords() {
    file = directory.resolve("todos");
    try (Bench bench = bench(todo(a.string()))) {
      bench.run(KEY, "mutation{createTodo(input:{id:1,title:\"Tea\"}){id}}");
    }
  }

  @Test
  void aMistakeInTheSchemaGivesTheFileBack() {
    assertThatThrownBy(() -> bench(BROKEN)).isInstanceOf(SchemaException.class);

    assertRecordsAreThere();
  }

  @Test
  void aSchemaThatWouldLoseRecordsGivesTheFileBack() {
    assertThatThrownBy(() -> bench(todo(a.integer())))
        .isInstanceOf(DestructiveChangeException.class);

    assertRecordsAreThere();
  }

  @Test
  void aModeThatIsMissingGivesTheFileBack() {
    assertThatThrownBy(
            () ->
                new Bench(
                    todo(a.string()),
                    EmbeddedStore.file(file),
                    builder -> builder.authorizationModes(none -> none)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("authorization mode");

    assertRecordsAreThere();
  }

  @Test
  void whatDoesNotCloseIsToldBesideTheReasonAndHoldsUpNothing() {
    RuntimeException stuck = new IllegalStateException("stuck");

    assertThatThrownBy(
            () ->
                new Bench(
                    BROKEN,
                    EmbeddedStore.file(file),
                    builder -> builder.eventBus(new StuckBus(stuck))))
        .isInstanceOf(SchemaException.class)
        .satisfies(
            refusal ->
                assertThat(refusal.getSuppressed())
                    .singleElement()
                    .satisfies(unclosed -> assertThat(unclosed).hasCause(stuck)));

    assertRecordsAreThere();
  }

  @Test
  void aBuilderBuildsOnce() {
    List<PergolaBuilder> builders = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new Bench(
                    BROKEN,
                    EmbeddedStore.file(file),
                    builder -> {
                      builders.add(builder);
                      return builder;
                    }))
        .isInstanceOf(SchemaException.class);

    assertThatThrownBy(() -> builders.get(0).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another builder");
  }

  @Test
  void aSecondBuildLeavesTheBackendAlone() {
    List<PergolaBuilder> builders = new ArrayList<>();
    try (Bench bench =
        new Bench(
            todo(a.string()),
            EmbeddedStore.file(file),
            builder -> {
              builders.add(builder);
              return builder;
            })) {
      assertThatThrownBy(() -> builders.get(0).build()).isInstanceOf(IllegalStateException.class);

      assertThat(bench.run(KEY, "{getTodo(id:1){title}}").data())
          .isEqualTo("{'getTodo':{'title':'Tea'}}");
      assertThatThrownBy(() -> EmbeddedStore.file(file)).isInstanceOf(StoreException.class);
    }
  }

  private void assertRecordsAreThere() {
    try (Bench bench = bench(todo(a.string()))) {
      assertThat(bench.run(KEY, "{getTodo(id:1){title}}").data())
          .isEqualTo("{'getTodo':{'title':'Tea'}}");
    }
  }

  private Bench bench(Schema schema) {
    return new Bench(schema, EmbeddedStore.file(file), builder -> builder);
  }

  private static Schema todo(ModelFieldType title) {
    return a.schema(a.model("Todo").field("title", title).authorization(allow.publicApiKey()));
  }

  /** Carries events, and does not close. */
  private record StuckBus(RuntimeException failure) implements EventBus {

    @Override
    public void publish(Event event) {}

    @Override
    public void listen(Consumer<? super Event> listener) {}

    @Override
    public void close() {
      throw failure;
    }
  }
}
