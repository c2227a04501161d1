package dev.pergola.sdl;

import dev.pergola.dsl.SchemaProblem;
import dev.pergola.sdl.SdlProblem.Kind;
import graphql.language.Node;
import graphql.language.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what cannot be read, so that an author hears of all at once. */
final class Findings {

  private final List<SdlProblem> found = new ArrayList<>();

  void wrong(Node<?> where, String text) {
    add(where.getSourceLocation(), Kind.WRONG, text);
  }

  /** {@code what} is a noun with its place: "Type 'Post', field 'comments': @hasMany". */
  void notSupported(Node<?> where, String what) {
    add(
        where.getSourceLocation(),
        Kind.NOT_SUPPORTED,
        what + " is not supported yet. Leave it out, or wait for a version that reads it.");
  }

  /** How many there are so far. */
  int count() {
    return found.size();
  }

  /**
   * Throws what was found, if anything was.
   *
   * @param mistakes what else is wrong, as far as the document could be read
   */
  void throwIfAny(Supplier<List<SchemaProblem>> mistakes) {
    if (found.isEmpty()) {
      return;
    }
    List<SdlProblem> sorted =
        found.stream()
            .sorted(Comparator.comparingInt(SdlProblem::line).thenComparingInt(SdlProblem::column))
            .toList();
    boolean readable = found.stream().allMatch(problem -> problem.kind() == Kind.NOT_SUPPORTED);
    List<SchemaProblem> more = mistakes.get();
    throw readable && more.isEmpty()
        ? new UnsupportedSdlException(sorted, more)
        : new SdlException(sorted, more);
  }

  private void add(@Nullable SourceLocation location, Kind kind, String text) {
    SourceLocation known = Objects.requireNonNullElse(location, SourceLocation.EMPTY);
    found.add(new SdlProblem(known.getLine(), known.getColumn(), kind, text));
  }
}
