package dev.pergola.sdl;

import dev.pergola.sdl.SdlProblem.Kind;
import graphql.language.Node;
import graphql.language.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

  void throwIfAny() {
    if (found.isEmpty()) {
      return;
    }
    List<SdlProblem> sorted =
        found.stream()
            .sorted(Comparator.comparingInt(SdlProblem::line).thenComparingInt(SdlProblem::column))
            .toList();
    boolean readable = found.stream().allMatch(problem -> problem.kind() == Kind.NOT_SUPPORTED);
    throw readable ? new UnsupportedSdlException(sorted) : new SdlException(sorted);
  }

  private void add(@Nullable SourceLocation location, Kind kind, String text) {
    SourceLocation known = Objects.requireNonNullElse(location, SourceLocation.EMPTY);
    found.add(new SdlProblem(known.getLine(), known.getColumn(), kind, text));
  }
}
