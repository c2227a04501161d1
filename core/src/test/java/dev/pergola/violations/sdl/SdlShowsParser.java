package dev.pergola.violations.sdl;

import graphql.language.Document;
import java.util.List;

/** The parser's own types may be used in sdl, but not shown, not even as a type argument. */
public class SdlShowsParser {
  private Document mayBeKept;

  public List<Document> documents() {
    return List.of(mayBeKept);
  }
}
