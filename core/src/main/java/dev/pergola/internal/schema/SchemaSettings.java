package dev.pergola.internal.schema;

import dev.pergola.model.Behavior;
import dev.pergola.model.Mode;

/**
 * What a GraphQL schema depends on beside its model.
 *
 * @param behavior whether the original's oddities are kept
 * @param defaultMode the mode of a caller who names none; it only shows in the directives of the
 *     schema's text
 */
public record SchemaSettings(Behavior behavior, Mode defaultMode) {}
