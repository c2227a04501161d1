package dev.pergola.dsl;

/**
 * Whose results a custom subscription delivers: a custom mutation, {@code a.ref("publish")}, or
 * mutations of a model, {@code a.ref("Post").mutations(CREATE)}.
 */
public sealed interface SubscriptionSource permits ModelMutations, RefType {}
