package dev.pergola.storage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a backup holds, for logs and for comparing the one that was written with the one that is
 * restored.
 *
 * @param rows the number of rows of each table, by its name
 * @param sha256 the checksum that the backup ends with, in hexadecimal digits
 */
public record BackupSummary(Map<String, Long> rows, String sha256) {
  public BackupSummary {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }
}
