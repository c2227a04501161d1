package dev.pergola.dsl;

import java.util.List;

/**
 * Parts that share default rules: what one call of {@code a.schema} makes.
 *
 * @param parts models, types and operations
 * @param authorizations the default rules, one element for the call that gave them
 * @param resources the functions of the same call
 */
record Section(
    List<SchemaPart> parts, List<List<RuleSpec>> authorizations, List<ResourceRule> resources) {}
