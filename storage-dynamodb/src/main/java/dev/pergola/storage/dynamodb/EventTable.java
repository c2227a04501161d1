package dev.pergola.storage.dynamodb;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table in which processes tell each other what no row elsewhere says: what custom mutations
 * answered, and what those of models selected. The rows of a process are one text that goes on and
 * on, so that one shard has them in their order: events as JSON, several in a row, or one in
 * several rows.
 */
final class EventTable {

  /** No model has this name. */
  private static final String NAME = "pergola-events";

  /** Names the process that wrote a row. */
  static final Column PROCESS = new Column("process", 0, ColumnType.STRING, false);

  /** Counts the rows of a process. */
  static final Column NUMBER = new Column("number", 1, ColumnType.NUMBER, false);

  /** When the service may remove a row, in seconds since 1970. */
  static final Column EXPIRES = new Column("expires", 2, ColumnType.NUMBER, false);

  /** The text, or a part of it. */
  static final Column TEXT = new Column("text", 3, ColumnType.STRING, false);

  /** How many rows before this one have parts of the same text. */
  static final Column PART = new Column("part", 4, ColumnType.NUMBER, false);

  /** How many rows have parts of the text. */
  static final Column PARTS = new Column("parts", 5, ColumnType.NUMBER, false);

  static final Table TABLE =
      new Table(
          NAME,
          List.of(PROCESS, NUMBER, EXPIRES, TEXT, PART, PARTS),
          new Key(PROCESS, List.of(NUMBER)),
          List.of());

  /** Less than the 400 KB that the service allows, by what a row has beside its text. */
  static final int ROW_BYTES = 390_000;

  /** Longer than any reader is behind. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final int CONTINUES = 0b1000_0000;
  private static final int KIND = 0b1100_0000;

  private EventTable() {}

  static boolean is(Table table) {
    return table.name().equals(NAME);
  }

  /** The text in UTF-8, in as many parts as rows are needed for it. */
  static List<String> parts(byte[] text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length) {
      int to = Math.min(text.length, from + ROW_BYTES);
      while (to < text.length && (text[to] & KIND) == CONTINUES) {
        to--;
      }
      parts.add(new String(text, from, to - from, StandardCharsets.UTF_8));
      from = to;
    }
    return parts;
  }

  /** A row. */
  static Map<String, AttributeValue> item(
      String process, long number, String text, int part, int parts, Instant now) {
    return Map.of(
        PROCESS.name(),
        AttributeValue.fromS(process),
        NUMBER.name(),
        number(number),
        EXPIRES.name(),
        number(now.plus(KEPT).getEpochSecond()),
        TEXT.name(),
        AttributeValue.fromS(text),
        PART.name(),
        number(part),
        PARTS.name(),
        number(parts));
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
