package dev.pergola.internal.json;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON text and the plain values it stands for: {@link String}, {@link Long} for an integer that
 * fits, {@link java.math.BigDecimal} for every other number, {@link Boolean}, {@link
 * java.util.List}, {@link java.util.LinkedHashMap} in the order of the text, and null.
 */
public final class Json {

  private static final int MAX_WRITTEN_DEPTH = 2_000;

  // Names are not shared between texts: a table of strangers' names would be state, and a target.
  // The parser's own limits are off, since JsonReader's can say which one was hit; what the parser
  // does before is linear in a text that is already in memory.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          // Stores take values of 500 levels, and a backup puts a mark around each.
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_WRITTEN_DEPTH).build())
          .build();

  private Json() {}

  /**
   * The value of a text in UTF-8. A byte order mark is refused, as RFC 8259 forbids to send one,
   * and no other encoding is guessed.
   *
   * @throws JsonException if the bytes are not one valid JSON text, or exceed a limit
   */
  public static @Nullable Object parse(byte[] utf8, JsonLimits limits) throws JsonException {
    return parse(decode(utf8), limits);
  }

  /**
   * The value of a text.
   *
   * @throws JsonException if the text is not one valid JSON text, or exceeds a limit
   */
  public static @Nullable Object parse(String text, JsonLimits limits) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonReader(parser, limits).read();
    } catch (JacksonException e) {
      throw new JsonException(
          "Not valid JSON at character %d.".formatted(e.getLocation().getCharOffset() + 1));
    }
  }

  /**
   * A value as compact text.
   *
   * @throws IllegalArgumentException if JSON has no form for it, or it nests too deep
   */
  public static String write(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(value, out);
    } catch (JacksonException tooDeep) {
      throw new IllegalArgumentException(
          "A value nests deeper than %d levels.".formatted(MAX_WRITTEN_DEPTH), tooDeep);
    }
    return text.toString();
  }

  /** A value as text with a line for each member, indented by two spaces; for people. */
  public static String writeIndented(@Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(Indentation.INSTANCE, text)) {
      write(value, out);
    }
    return text.append('\n').toString();
  }

  /** A value as compact text in UTF-8. */
  public static byte[] writeBytes(@Nullable Object value) {
    // Not the parser's own UTF-8 generator: it throws for half a surrogate pair, this writes '?'.
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /** Puts a value out where {@code out} stands. */
  public static void write(@Nullable Object value, JsonGenerator out) {
    JsonWriter.write(value, out);
  }

  private static String decode(byte[] utf8) throws JsonException {
    String text = new String(utf8, StandardCharsets.UTF_8);
    // Broken bytes become U+FFFD, so that only a text with one has to be looked at again.
    if (text.indexOf('\uFFFD') >= 0) {
      try {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      } catch (CharacterCodingException e) {
        throw new JsonException("The text is not valid UTF-8.");
      }
    }
    return text;
  }
}
