package dev.pergola.sdl;

import dev.pergola.sdl.SdlProblem.Kind;
import graphql.language.Document;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** From text to a document, within limits far above any real schema. */
final class SdlParser {

  private static final int MAX_DEPTH = 32;

  private static final ParserOptions LIMITS =
      ParserOptions.newParserOptions()
          .maxCharacters(4 * 1024 * 1024)
          .maxTokens(400_000)
          .maxWhitespaceTokens(2_000_000)
          .maxRuleDepth(200)
          .captureIgnoredChars(false)
          .captureLineComments(false)
          .captureSourceLocation(true)
          .build();

  private SdlParser() {}

  static Document parse(String sdl) {
    checkDepth(sdl);
    try {
      return Parser.parse(
          ParserEnvironment.newParserEnvironment()
              .document(sdl)
              .parserOptions(LIMITS)
              .locale(Locale.ENGLISH)
              .build());
    } catch (InvalidSyntaxException e) {
      SourceLocation where = Objects.requireNonNullElse(e.getLocation(), SourceLocation.EMPTY);
      String text = Objects.requireNonNullElse(e.getMessage(), "The document is not GraphQL.");
      throw refusal(
          where.getLine(),
          where.getColumn(),
          text + Surroundings.of(sdl, where.getLine(), where.getColumn()));
    }
  }

  private static SdlException refusal(int line, int column, String text) {
    return new SdlException(List.of(new SdlProblem(line, column, Kind.WRONG, text)), List.of());
  }

  private static void checkDepth(String sdl) {
    int at = BracketDepth.firstBeyond(MAX_DEPTH, sdl);
    if (at >= 0) {
      String before = sdl.substring(0, at);
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int column = at - before.lastIndexOf('\n');
      throw refusal(line, column, "The document nests deeper than " + MAX_DEPTH + " brackets.");
    }
  }
}
