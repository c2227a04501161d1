package dev.pergola.storage;

import dev.pergola.model.Column;
import dev.pergola.model.ColumnType;
import dev.pergola.model.Key;
import dev.pergola.model.Table;
import java.util.List;

/** A table with a column of every type, for the tests of this package. */
final class Sample {

  static final Column ID = new Column("id", 0, ColumnType.STRING, false);
  static final Column TEXT = new Column("text", 1, ColumnType.STRING, false);
  static final Column NUMBER = new Column("number", 2, ColumnType.NUMBER, false);
  static final Column FLAG = new Column("flag", 3, ColumnType.BOOLEAN, false);
  static final Column DOCUMENT = new Column("document", 4, ColumnType.DOCUMENT, false);
  static final Column TAGS = new Column("tags", 5, ColumnType.STRING, true);
  static final Column SCORES = new Column("scores", 6, ColumnType.NUMBER, true);

  static final Table TABLE =
      new Table(
          "Sample",
          List.of(ID, TEXT, NUMBER, FLAG, DOCUMENT, TAGS, SCORES),
          new Key(ID, List.of()),
          List.of());

  private Sample() {}
}
