package dev.pergola.model;

/**
 * A value with a name: a field of a custom type, or an argument of a custom operation.
 *
 * @param name the GraphQL name
 * @param type what it holds one or more of
 * @param shape how many, and what may be null
 */
public record NamedValue(String name, ValueType type, Shape shape) {}
