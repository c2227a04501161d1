package dev.pergola.conformance.violations.dsl;

/** No adapter may see this. */
public class Definition {}
