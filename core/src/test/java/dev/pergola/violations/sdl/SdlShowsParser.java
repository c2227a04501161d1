package dev.pergola.violations.sdl;

import graphql.language.Document;

/** What reads with the parser is package-private; a public type does not even keep a document. */
public class SdlShowsParser {
  private Document document;
}
