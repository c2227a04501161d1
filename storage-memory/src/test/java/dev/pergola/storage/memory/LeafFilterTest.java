package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.model.Column;
import dev.pergola.storage.Comparison;
import dev.pergola.storage.Cursor;
import dev.pergola.storage.DeleteRequest;
import dev.pergola.storage.Filter;
import dev.pergola.storage.KeyCondition;
import dev.pergola.storage.Page;
import dev.pergola.storage.PageRequest;
import dev.pergola.storage.PutRequest;
import dev.pergola.storage.QueryRequest;
import dev.pergola.storage.Row;
import dev.pergola.storage.RowKey;
import dev.pergola.storage.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leaves that are passed over show in no answer. */
class LeafFilterTest {

  private static final int ROWS = 1_500;
  private static final int OWNERS = 2;
  private static final int WALKS = 150;

  /** Few, short, alike, and of one to four bytes a letter; the last is a half of the one before. */
  private static final List<String> WORDS =
      List.of("", "a", "ab", "ba", "aba", "\u00e9", "\u00e8a", "\ud83c\udf3f", "\ud83c");

  private final EmbeddedStore store = EmbeddedStore.inMemory();
  private final Posts posts = Posts.in(store);

  @BeforeEach
  void fill() {
    Random random = new Random(0);
    for (int i = 0; i < ROWS; i++) {
      put(random, i);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aWalkFindsAndCountsWhatOneFromRowToRowDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < WALKS; i++) {
      write(random);
      Filter filter = filter(random, 2);
      boolean byIndex = random.nextBoolean();
      boolean descending = random.nextBoolean();
      Cursor after = null;
      do {
        int maxRows = 1 + random.nextInt(1 << random.nextInt(8));
        PageRequest page =
            new PageRequest(maxRows, maxRows + random.nextInt(1 << random.nextInt(12)), after);

        Page found = read(filter, page, byIndex, descending);

        // Nothing is known of a leaf by what its rows do not.
        Page expected = read(not(not(filter)), page, byIndex, descending);
        assertThat(contents(found)).as("seed %d: %s", seed, filter).isEqualTo(contents(expected));
        assertThat(found.examined()).as("seed %d: %s", seed, filter).isEqualTo(expected.examined());
        assertThat(found.next()).as("seed %d: %s", seed, filter).isEqualTo(expected.next());
        assertThat(found.rows()).allMatch(filter.toPredicate());
        after = found.next();
      } while (after != null && random.nextInt(20) > 0);
    }
  }

  /** What is copied of a leaf is not what was there before a write. */
  @Test
  void aTextIsFoundOnceItIsWrittenAndNoLongerThanItIsThere() {
    Filter rare = new Filter.Contains(Posts.TEXT, "lighthouse");
    PageRequest all = new PageRequest(ROWS, ROWS * 2, null);
    for (int i = 0; i < ROWS; i += 100) {
      assertThat(read(rare, all, false, false).rows()).isEmpty();

      posts.put(id(i), "owner1", "the lighthouse of " + i);
      assertThat(read(rare, all, false, false).rows()).hasSize(1);
      assertThat(read(rare, all, true, true).rows()).hasSize(1);

      posts.put(id(i), "owner1", "the garden of " + i);
    }
  }

  private Page read(Filter filter, PageRequest page, boolean byIndex, boolean descending) {
    return Posts.await(
        byIndex
            ? store.query(
                new QueryRequest(
                    Posts.TABLE,
                    Posts.BY_OWNER,
                    KeyCondition.all("owner1"),
                    descending,
                    filter,
                    page))
            : store.scan(new ScanRequest(Posts.TABLE, filter, page)));
  }

  private static List<String> contents(Page page) {
    return page.rows().stream().map(Row::toString).toList();
  }

  private void write(Random random) {
    int number = random.nextInt(ROWS);
    if (random.nextBoolean()) {
      put(random, number);
    } else {
      Posts.await(
          store.delete(
              new DeleteRequest(Posts.TABLE, new RowKey(List.of(id(number))), Filter.all())));
    }
  }

  /** Now and then what is no text. */
  private void put(Random random, int number) {
    Row.Builder row =
        Row.builder(Posts.TABLE)
            .set(Posts.ID.position(), id(number))
            .set(Posts.OWNER.position(), "owner" + number % OWNERS);
    switch (random.nextInt(200)) {
      case 0 -> row.set(Posts.TEXT.position(), List.of(word(random), word(random)));
      case 1 -> row.set(Posts.TEXT.position(), 7L);
      case 2, 3, 4 -> row.set(Posts.TEXT.position(), null);
      case 5, 6, 7 -> {}
      case 8 -> row.set(Posts.TEXT.position(), word(random).repeat(40_000));
      default -> row.set(Posts.TEXT.position(), text(random));
    }
    Posts.await(store.put(new PutRequest(Posts.TABLE, row.build(), Filter.all())));
  }

  private static String id(int number) {
    return "post-%05d".formatted(number);
  }

  /** A rare number among texts that are alike. */
  private static String text(Random random) {
    return word(random) + random.nextInt(ROWS) + word(random);
  }

  /** A word that can be stored. */
  private static String word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size() - 1));
  }

  private static Filter filter(Random random, int depth) {
    Column column = random.nextInt(4) == 0 ? Posts.ID : Posts.TEXT;
    String part = random.nextBoolean() ? WORDS.get(random.nextInt(WORDS.size())) : text(random);
    return switch (random.nextInt(depth == 0 ? 5 : 8)) {
      case 0 -> new Filter.Compare(column, Comparison.EQ, part);
      case 1 -> new Filter.BeginsWith(column, part);
      case 2 -> new Filter.Exists(column, random.nextBoolean());
      case 3, 4 -> new Filter.Contains(column, part);
      case 5 -> new Filter.And(parts(random, depth));
      case 6 -> new Filter.Or(parts(random, depth));
      default -> not(filter(random, depth - 1));
    };
  }

  private static List<Filter> parts(Random random, int depth) {
    return new ArrayList<>(
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> filter(random, depth - 1)).toList());
  }

  private static Filter not(Filter filter) {
    return new Filter.Not(filter);
  }
}
