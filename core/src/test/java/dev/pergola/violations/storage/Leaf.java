package dev.pergola.violations.storage;

/** Breaks no rule but the one about null; others see it. */
public class Leaf {}
