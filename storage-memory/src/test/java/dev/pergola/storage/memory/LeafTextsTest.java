package dev.pergola.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pergola.storage.Row;
import dev.pergola.storage.TextTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.Page;
import org.h2.mvstore.type.ByteArrayDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is copied of a leaf, and when. */
class LeafTextsTest {

  private static final RowLayout LAYOUT = new RowLayout(Posts.TABLE, new int[] {0, 1, 2}, 3);
  private static final long ENOUGH = 1 << 20;

  private final MVStore store = new MVStore.Builder().open();
  private final MVMap<byte[], byte[]> map =
      store.openMap(
          "map",
          new MVMap.Builder<byte[], byte[]>()
              .keyType(ByteArrayDataType.INSTANCE)
              .valueType(ByteArrayDataType.INSTANCE));

  /** The texts that were searched. */
  private final List<String> searched = new ArrayList<>();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void theTextsOfALeafAreSearchedAtOnceAndAreNoneTogether() {
    LeafTexts texts = new LeafTexts(ENOUGH);
    put(1, "light");
    put(2, "house");
    put(3, null);

    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("house"))).isTrue();
    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("thou"))).isFalse();
    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.ID.position(), searchFor("house"))).isFalse();
    assertThat(searched).containsExactly("light|house||", "light|house||", "1|2|3|");
  }

  @Test
  void aWriteMakesAnotherLeaf() {
    LeafTexts texts = new LeafTexts(ENOUGH);
    put(1, "garden");
    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("house"))).isFalse();

    put(1, "house");

    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("house"))).isTrue();
  }

  @Test
  void ofALeafWithOtherValuesNothingIsKnown() {
    LeafTexts texts = new LeafTexts(ENOUGH);
    put(1, "garden");
    put(2, List.of("house"));

    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("x"))).isTrue();
    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.ID.position(), searchFor("x"))).isFalse();
  }

  @Test
  void longTextsAreNotCopied() {
    LeafTexts texts = new LeafTexts(ENOUGH);
    put(1, "a".repeat(40_000));

    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("x"))).isTrue();
    assertThat(searched).isEmpty();
  }

  /** Copies that went round would cost more than they save. */
  @Test
  @Timeout(60)
  void withoutRoomNothingIsCopiedUntilALeafIsGone() {
    LeafTexts texts = new LeafTexts(1);
    put(1, "garden");
    Page<byte[], byte[]> first = leaf();
    assertThat(texts.mayHold(first, LAYOUT, Posts.TEXT.position(), searchFor("x"))).isFalse();
    put(1, "meadow");
    assertThat(texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("x"))).isTrue();

    first = null;
    // Until the collector has told that the leaf is gone, which it does when it likes.
    while (texts.mayHold(leaf(), LAYOUT, Posts.TEXT.position(), searchFor("x"))) {
      System.gc();
      texts.tidy();
    }
    assertThat(searched).containsExactly("garden|", "meadow|");
  }

  private void put(int number, Object text) {
    Row.Builder row = Row.builder(Posts.TABLE).set(Posts.ID.position(), String.valueOf(number));
    if (text != null) {
      row.set(Posts.TEXT.position(), text);
    }
    map.put(new byte[] {(byte) number}, LAYOUT.encode(row.build()));
  }

  private Page<byte[], byte[]> leaf() {
    return map.getRootPage();
  }

  /** Notes what it is shown; what is between two texts is no character, and a stroke there. */
  private TextTest searchFor(String part) {
    TextTest search = TextTest.containing(part).orElseThrow();
    return (utf8, from, length) -> {
      byte[] shown = new byte[length];
      for (int i = 0; i < length; i++) {
        shown[i] = utf8[from + i] == (byte) 0xFF ? (byte) '|' : utf8[from + i];
      }
      searched.add(new String(shown, StandardCharsets.UTF_8));
      return search.test(utf8, from, length);
    };
  }
}
