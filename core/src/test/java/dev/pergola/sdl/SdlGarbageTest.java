package dev.pergola.sdl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.pergola.dsl.Schema;
import dev.pergola.dsl.SchemaException;
import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;
import dev.pergola.model.SchemaModel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever a document holds: it is read, or refused with words, and never fails otherwise. */
class SdlGarbageTest {

  private static final long SEED =
      Long.getLong("pergola.seed", new Random().nextLong() & 0xffff_ffffL);
  private static final int DOCUMENTS = 4_000;

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|@?\\w+|[^\\s\\w]|\\s+");

  private static final List<String> DOCUMENT_TEXTS = Documents.all();
  private static final List<String> TOKENS =
      DOCUMENT_TEXTS.stream().flatMap(text -> tokens(text).stream()).distinct().toList();

  @Test
  void aMangledDocumentIsReadOrRefused() {
    System.out.println("Mangled documents: seed " + SEED + " (-Dpergola.seed=" + SEED + ")");
    int refused = 0;
    int read = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      String text = mangled(new Random(SEED + i));
      try {
        Schema schema = SdlReader.read(text);
        resolve(schema, text, SEED + i);
        read++;
      } catch (SdlException e) {
        assertThat(e.problems()).isNotEmpty();
        refused++;
      } catch (RuntimeException | Error e) {
        fail("Seed " + (SEED + i) + ":\n" + text, e);
      }
    }
    // A mangling that never or always breaks a document would prove nothing.
    assertThat(refused).isGreaterThan(DOCUMENTS / 10);
    assertThat(read).isGreaterThan(DOCUMENTS / 50);
  }

  @Test
  void randomCharactersAreRefused() {
    for (int i = 0; i < DOCUMENTS; i++) {
      Random random = new Random(SEED + i);
      String text =
          random
              .ints(random.nextInt(80), 0, random.nextBoolean() ? 0x80 : 0x10000)
              .mapToObj(c -> String.valueOf((char) c))
              .collect(Collectors.joining());
      try {
        assertThat(SdlReader.read("type " + text)).isNotNull();
      } catch (SdlException e) {
        assertThat(e.getMessage()).isNotBlank();
      } catch (RuntimeException | Error e) {
        fail("Seed " + (SEED + i), e);
      }
    }
  }

  private static void resolve(Schema schema, String text, long seed) {
    for (Behavior behavior : Behavior.values()) {
      try {
        SchemaModel model = schema.resolve(EnumSet.allOf(Mode.class), behavior);
        assertThat(model).isNotNull();
      } catch (SchemaException e) {
        assertThat(e.problems()).isNotEmpty();
      } catch (RuntimeException | Error e) {
        fail("%s, seed %d:%n%s".formatted(behavior, seed, text), e);
      }
    }
  }

  /** One to four tokens are dropped, doubled, moved or taken from any document. */
  private static String mangled(Random random) {
    List<String> tokens = tokens(DOCUMENT_TEXTS.get(random.nextInt(DOCUMENT_TEXTS.size())));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && !tokens.isEmpty(); i++) {
      int at = random.nextInt(tokens.size());
      switch (random.nextInt(5)) {
        case 0 -> tokens.remove(at);
        case 1 -> tokens.add(at, tokens.get(at));
        case 2 -> tokens.add(random.nextInt(tokens.size()), tokens.remove(at));
        case 3 -> tokens.set(at, TOKENS.get(random.nextInt(TOKENS.size())));
        default -> tokens.set(at, tokens.get(at).toUpperCase(Locale.ROOT));
      }
    }
    return String.join("", tokens);
  }

  private static List<String> tokens(String text) {
    return TOKEN
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
