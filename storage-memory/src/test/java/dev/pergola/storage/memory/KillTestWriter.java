package dev.pergola.storage.memory;

import dev.pergola.storage.memory.KillTestRows.Stored;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The process of the kill test: writes with several threads until it is killed, and prints each
 * write once it is acknowledged. Closes and opens the store from time to time, to be killed then.
 */
final class KillTestWriter {

  /** The first line, printed when the store is open. */
  static final String OPEN = "open";

  /** Begins the line that is printed before a row is deleted. */
  static final String DELETING = "deleting ";

  /** Printed when an index has been built or dropped. */
  static final String INDEX = "index";

  /** Printed when a snapshot has been read. */
  static final String SNAPSHOT = "snapshot";

  /** Printed when the table of this life has been loaded. */
  static final String LOADED = "loaded";

  private static final int THREADS = 6;
  private static final int KEYS_OF_A_THREAD = 300;

  private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

  private final int life;
  private final Random random;
  private long seq;

  private KillTestWriter(int life, long seed, int thread) {
    this.life = life;
    this.random = new Random(seed + thread);
    this.seq = life * 10_000_000L;
  }

  public static void main(String[] arguments) throws InterruptedException {
    Path file = Path.of(arguments[0]);
    int life = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Random random = new Random(seed);
    List<KillTestWriter> writers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      writers.add(new KillTestWriter(life, seed, i));
    }
    for (boolean first = true; ; first = false) {
      try (EmbeddedStore store = EmbeddedStore.file(file)) {
        KillTestLoad load = new KillTestLoad(store, life);
        KillTestRows rows = KillTestRows.plain(store);
        if (first) {
          print(OPEN);
        }
        int writes = 10 + random.nextInt(500);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          int number = i;
          threads.add(new Thread(() -> writers.get(number).write(rows, number, writes)));
        }
        Random choice = new Random(random.nextLong());
        threads.add(new Thread(() -> keepHouse(load, rows, choice)));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
          thread.join();
        }
      }
    }
  }

  /** Does what takes many commits, or many reads, one thing after the other. */
  private static void keepHouse(KillTestLoad load, KillTestRows rows, Random random) {
    for (int i = 0; i < 6; i++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          if (load.rows() == 0) {
            load.load();
            print(LOADED);
          }
        }
        case 1 -> {
          rows.growOrShrink();
          print(INDEX);
        }
        default -> {
          rows.readSnapshot();
          print(SNAPSHOT);
        }
      }
    }
  }

  private void write(KillTestRows rows, int thread, int writes) {
    for (int i = 0; i < writes; i++) {
      seq++;
      String bucket = "bucket" + random.nextInt(KillTestRows.BUCKETS);
      String key = "t" + thread + "-" + random.nextInt(KEYS_OF_A_THREAD);
      Stored written = new Stored(key, bucket, seq, false);
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> {
          written = new Stored("t" + thread + "-" + life + "-" + seq, bucket, seq, false);
          rows.create(written);
        }
        case 3, 4 -> rows.put(written);
        case 5, 6 -> rows.update(written);
        case 7 -> {
          print(DELETING + key);
          rows.delete(key);
          written = new Stored(key, bucket, seq, true);
        }
        case 8 -> {
          written = new Stored(KillTestRows.PAIR + key, bucket, seq, false);
          rows.putPair(written);
          print(written.twin().line());
        }
        default -> {
          written = new Stored(KillTestRows.PAIR + key, bucket, seq, true);
          print(DELETING + written.key());
          print(DELETING + written.twin().key());
          rows.deletePair(written);
          print(written.twin().line());
        }
      }
      print(written.line());
    }
  }

  /** One call of the operating system for a line, so that a kill loses what is not written yet. */
  private static void print(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (OUT) {
      try {
        OUT.write(bytes);
      } catch (IOException e) {
        // Whoever was to kill this process has ended, and it would write for ever.
        Runtime.getRuntime().halt(1);
      }
    }
  }
}
