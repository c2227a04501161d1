package dev.pergola.conformance.violations.internal.plan;

/** No adapter may see this. */
public class Plan {}
