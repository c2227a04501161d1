package dev.pergola.model;

/**
 * A column of a {@link Table}: where one field's value lies in each row.
 *
 * @param name name of the attribute or column, taken from the compiled schema and never from input
 * @param position index into every row of the table
 * @param type how a value lies there
 * @param list whether the value is a list; the elements then have the field's own type
 */
public record Column(String name, int position, ColumnType type, boolean list) {}
