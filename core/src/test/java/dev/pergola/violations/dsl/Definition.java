package dev.pergola.violations.dsl;

/** Nobody in internal may see this. */
public class Definition {}
