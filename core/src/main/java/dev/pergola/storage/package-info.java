/**
 * SPI: where records live. A {@link dev.pergola.storage.Store} keeps the rows of tables, finds them
 * by key and index, and writes them under conditions. It never decides who may see what.
 *
 * <p>Rows are positional: a column's place is known from its {@link dev.pergola.model.Table}. A row
 * tells "absent" from "stored null". Conditions and filters are {@link dev.pergola.storage.Filter}
 * values with one defined meaning ({@link dev.pergola.storage.Filter#toPredicate()}), so that every
 * store answers alike. The exam in {@code pergola-storage-testkit} proves an implementation.
 */
@NullMarked
package dev.pergola.storage;

import org.jspecify.annotations.NullMarked;
