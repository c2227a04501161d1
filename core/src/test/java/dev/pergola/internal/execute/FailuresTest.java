package dev.pergola.internal.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pergola.internal.plan.RootField;
import dev.pergola.internal.plan.Todos;
import dev.pergola.request.DataError;
import dev.pergola.storage.ConditionFailedException;
import dev.pergola.storage.StoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailuresTest {

  private static final RootField ROOT =
      Todos.plan("{\n x:getTodo(id:1){id}}", Map.of()).roots().get(0);

  private final Failures failures = new Failures();

  @Test
  void whatTheClientMayKnowIsToldWithItsPlace() {
    Throwable thrown =
        new CompletionException(new CompletionException(new FieldException("T", "m")));

    DataError error = field(thrown);

    assertThat(error)
        .isEqualTo(
            DataError.ofField("m", "T", List.of("x"), List.of(new DataError.Location(2, 2))));
  }

  @Test
  void aConditionThatDidNotHoldCarriesNothingOfTheRecord() {
    DataError error = field(new ConditionFailedException(null));

    assertThat(error.message()).isEqualTo("The conditional request failed");
    assertThat(error.errorType()).isEqualTo("DynamoDB:ConditionalCheckFailedException");
    assertThat(error.data()).isNull();
  }

  @Test
  void theWordsOfAStoreAreNotTheFunctionsOwn() {
    DataError error =
        field(failures.ofFunction(new CompletionException(new StoreException("secret table"))));

    assertThat(error.message()).isEqualTo("Internal error");
    assertThat(field(failures.ofFunction(new IllegalStateException("own words"))).message())
        .isEqualTo("own words");
  }

  @Test
  void ofAnythingElseOnlyAnIdIsTold() {
    Throwable thrown = new CompletionException(new StoreException("secret table is broken"));
    ListAppender<ILoggingEvent> log = new ListAppender<>();

    DataError error = logging(log, () -> field(thrown));

    assertThat(error.message()).isEqualTo("Internal error");
    assertThat(error.errorType()).isEqualTo("InternalFailure");
    assertThat(error.toMap().toString()).doesNotContain("secret", "Exception");
    assertThat(error.extensions()).containsOnlyKeys("errorId");
    assertThat(log.list)
        .filteredOn(event -> event.getLevel() == Level.ERROR)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFormattedMessage())
                  .contains(String.valueOf(error.extensions().get("errorId")))
                  .doesNotContain("secret");
              assertThat(event.getThrowableProxy()).isNull();
            });
    assertThat(log.list)
        .filteredOn(event -> event.getLevel() == Level.DEBUG)
        .singleElement()
        .satisfies(event -> assertThat(event.getThrowableProxy()).isNotNull());
  }

  @Test
  void whatWasToldOfManyRecordsIsToldOnceOfAField() {
    DataError first = DataError.ofField("no", "Unauthorized", List.of("list", 0, "pin"), null);
    DataError second = DataError.ofField("no", "Unauthorized", List.of("list", 1, "pin"), null);

    RootResult told =
        failures.field(
            ROOT, new CompletionException(new ToldException(List.of(first, second, first))));

    assertThat(((RootResult.Ready) told).errors())
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.message()).isEqualTo("no");
              assertThat(error.path()).containsExactly(ROOT.name().text());
            });
  }

  @Test
  void theEndOfTheMachineIsNotAnAnswer() {
    ListAppender<ILoggingEvent> log = new ListAppender<>();

    assertThatThrownBy(() -> logging(log, () -> failures.request(new OutOfMemoryError("no more"))))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(logging(log, () -> failures.request(new StackOverflowError())).errors()).hasSize(1);
  }

  private DataError field(Throwable thrown) {
    return ((RootResult.Ready) failures.field(ROOT, thrown)).errors().get(0);
  }

  private static <T> T logging(ListAppender<ILoggingEvent> log, Supplier<T> work) {
    Logger logger = (Logger) LoggerFactory.getLogger(Failures.class);
    Level before = logger.getLevel();
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    try {
      return work.get();
    } finally {
      logger.setLevel(before);
      logger.setAdditive(true);
      logger.detachAppender(log);
    }
  }
}
