package dev.pergola.dsl;

import static java.util.Objects.requireNonNull;

import dev.pergola.model.Projection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index of a model: a way to find records by other fields than the key. See {@link
 * Types#index}. A verb that is used again replaces what it said before.
 */
public final class ModelIndex {

  final String partition;
  final List<String> sort;
  final @Nullable String name;
  final boolean queried;
  final @Nullable String queryField;
  final Projection projection;

  ModelIndex(String partition) {
    this(requireNonNull(partition, "partition"), List.of(), null, true, null, Projection.ALL);
  }

  private ModelIndex(
      String partition,
      List<String> sort,
      @Nullable String name,
      boolean queried,
      @Nullable String queryField,
      Projection projection) {
    this.partition = partition;
    this.sort = sort;
    this.name = name;
    this.queried = queried;
    this.queryField = queryField;
    this.projection = projection;
  }

  /** Records of one partition value are ordered by these fields. */
  public ModelIndex sortKeys(String... fields) {
    return new ModelIndex(
        partition, Given.all("fields", fields), name, queried, queryField, projection);
  }

  /** With this name instead of one like {@code postsByAuthorAndDay}. */
  public ModelIndex name(String indexName) {
    return new ModelIndex(
        partition, sort, requireNonNull(indexName, "name"), queried, queryField, projection);
  }

  /** With this query field instead of one like {@code listPostByAuthorAndDay}. */
  public ModelIndex queryField(String field) {
    return new ModelIndex(
        partition, sort, name, true, requireNonNull(field, "queryField"), projection);
  }

  /** Without a query field; TypeScript {@code .queryField(null)}. */
  public ModelIndex noQueryField() {
    return new ModelIndex(partition, sort, name, false, null, projection);
  }

  /** The index holds nothing but keys; TypeScript {@code .projection('KEYS_ONLY')}. */
  public ModelIndex keysOnly() {
    return projected(new Projection(Projection.Kind.KEYS_ONLY, List.of()));
  }

  /**
   * The index holds these fields beside the keys; TypeScript {@code .projection('INCLUDE', [...])}.
   */
  public ModelIndex include(String... fields) {
    return projected(new Projection(Projection.Kind.INCLUDE, Given.all("fields", fields)));
  }

  /** The call that the author wrote, without the verbs that have a default. */
  String text() {
    String sortKeys =
        sort.stream().map(Texts::quoted).collect(Collectors.joining(", ", ".sortKeys(", ")"));
    return "a.index(%s)%s%s"
        .formatted(
            Texts.quoted(partition),
            sort.isEmpty() ? "" : sortKeys,
            name == null ? "" : ".name(" + Texts.quoted(name) + ")");
  }

  /** All fields of the key. */
  List<String> fields() {
    return Stream.concat(Stream.of(partition), sort.stream()).toList();
  }

  private ModelIndex projected(Projection columns) {
    return new ModelIndex(partition, sort, name, queried, queryField, columns);
  }
}
