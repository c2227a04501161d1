package dev.pergola.sdl;

import dev.pergola.dsl.SchemaProblem;
import java.util.List;

/** Nothing in the document is wrong, but some of it is more than this version can do. */
public final class UnsupportedSdlException extends SdlException {

  private static final long serialVersionUID = 1L;

  UnsupportedSdlException(List<SdlProblem> problems, List<SchemaProblem> schemaProblems) {
    super(problems, schemaProblems);
  }
}
