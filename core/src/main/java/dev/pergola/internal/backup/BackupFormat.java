package dev.pergola.internal.backup;

import dev.pergola.internal.json.JsonLimits;

/** The words and measures that writer and reader share. */
final class BackupFormat {

  static final String NAME = "pergola-backup";

  /** Raised when an older version of this code could not read what a newer one writes. */
  static final long VERSION = 1;

  static final String FORMAT_MEMBER = "format";
  static final String VERSION_MEMBER = "version";
  static final String CREATED_MEMBER = "created";
  static final String TABLES_MEMBER = "tables";
  static final String SCHEMA_MEMBER = "schema";
  static final String ROWS_MEMBER = "rows";
  static final String CHECKSUM_MEMBER = "sha256";

  /**
   * The longest line. A row that clients made has 400 KB at most, and six times that if every
   * character is escaped; what host code puts into a store itself may be more.
   */
  static final int MAX_LINE_BYTES = 64 << 20;

  /** Deep enough for what a store takes, with a mark around each level. */
  static final JsonLimits LIMITS = new JsonLimits(1_100, Integer.MAX_VALUE, 400, 400);

  private BackupFormat() {}
}
