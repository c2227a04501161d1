/**
 * The other side of the comparison: the same API, written by hand for these two types with
 * graphql-java as well as we know how. Documents are parsed and validated once, fetchers are light
 * ones, records are plain Java records in hash and skip-list maps, the JSON is written with a
 * streaming generator. It has no rules and no limits, and serves these two types only.
 */
@NullMarked
package dev.pergola.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
