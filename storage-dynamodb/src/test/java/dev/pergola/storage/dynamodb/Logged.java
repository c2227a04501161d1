package dev.pergola.storage.dynamodb;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs for operators, which is kept from the output of the tests meanwhile. */
final class Logged implements AutoCloseable {

  private final Logger logger;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  private Logged(Logger logger) {
    this.logger = logger;
  }

  static Logged by(Class<?> logging) {
    Logged logged = new Logged((Logger) LoggerFactory.getLogger(logging));
    logged.events.start();
    logged.logger.addAppender(logged.events);
    logged.logger.setAdditive(false);
    return logged;
  }

  /** Warnings and errors, each behind its level. */
  List<String> lines() {
    return List.copyOf(events.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.setAdditive(true);
    logger.detachAppender(events);
  }
}
