package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Filter;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How large the file of a store becomes when its rows are written over again and again. Superseded
 * pages stay for 45 s, so each round makes the file a minute older.
 */
class FileSizeTest {

  private static final int ROWS = 3_000;
  private static final int ROUNDS = 8;
  private static final int BATCHES = 6;
  private static final int WRITES_OF_A_BATCH = 100;
  private static final int COMPACTED_BYTES = 16 << 20;

  @TempDir Path directory;

  private final Random random = new Random(7);

  @Test
  void theFileStaysUnderFourTimesTheLiveData() throws IOException {
    Path path = directory.resolve("store.db");
    long live = round(path, true);
    long largest = 0;
    long written = 0;

    for (int round = 0; round < ROUNDS; round++) {
      StoreAge.addMinute(path);
      live = round(path, false);
      written += (long) BATCHES * WRITES_OF_A_BATCH * live / ROWS;
      if (round >= ROUNDS / 2) {
        largest = Math.max(largest, Files.size(path));
      }
    }

    System.out.printf(
        "live data %d bytes, written %d, largest file %d, %.2f times%n",
        live, written, largest, (double) largest / live);
    assertThat(written).as("bytes written").isGreaterThan(live);
    assertThat(largest).as("bytes of the file, %d live", live).isLessThan(4 * live);
  }

  /** Opens the file, writes, compacts as the writer does, closes; and gives the live bytes. */
  private long round(Path path, boolean first) {
    StoreFile file = StoreFile.create(path);
    Database database = file.open(null);
    try {
      Preparation preparation = new Preparation(List.of(Posts.TABLE));
      assertThat(preparation.step(database)).isPresent();
      TableMaps maps = database.maps(Posts.TABLE);
      int batches = first ? ROWS / WRITES_OF_A_BATCH : BATCHES;
      for (int batch = 0; batch < batches; batch++) {
        for (int i = 0; i < WRITES_OF_A_BATCH; i++) {
          int row = first ? batch * WRITES_OF_A_BATCH + i : random.nextInt(ROWS);
          put(database, maps, row);
        }
        database.commit(false);
        database.publish();
        compact(database);
      }
      return bytes(maps.rows()) + bytes(maps.indexes().get(0).entries());
    } finally {
      database.close();
      OpenFiles.leave(file.path());
    }
  }

  private static void compact(Database database) {
    if (database.compact(COMPACTED_BYTES)) {
      database.commit(false);
      database.publish();
    }
  }

  private void put(Database database, TableMaps maps, int number) {
    Row row =
        Row.builder(Posts.TABLE)
            .set(0, "post " + number)
            .set(1, "owner " + random.nextInt(50))
            .set(2, Long.toHexString(random.nextLong()).repeat(40))
            .build();
    Writes.one(maps, new PutRequest(Posts.TABLE, row, Filter.all())).run(database);
  }

  private static long bytes(MVMap<byte[], byte[]> map) {
    long bytes = 0;
    Cursor<byte[], byte[]> cursor = map.cursor(null);
    while (cursor.hasNext()) {
      bytes += cursor.next().length + cursor.getValue().length;
    }
    return bytes;
  }
}
